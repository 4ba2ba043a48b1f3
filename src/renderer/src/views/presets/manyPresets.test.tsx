// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { kept, open, preset, serve, startFresh } from './testing/presetsPanel'

startFresh()

const many = Array.from({ length: 120 }, (_, index) => preset(`p${index + 1}`, `Preset ${index + 1}`))
// By selector: asking for roles computes the name of everything there.
const shown = (): number => document.querySelectorAll('.preset').length
const focused = (): string | null | undefined => document.activeElement?.getAttribute('aria-label')

it('many presets are shown a hundred at first, and the focus goes to the first one more', async () => {
  serve(many)
  await open()
  expect(shown()).toBe(100)
  await userEvent.click(screen.getByText('Show 20 more'))
  expect(shown()).toBe(120)
  expect(focused()).toBe('Use Preset 101')
  expect(screen.queryByText(/^Show/)).toBeNull()
})

it('a preset that is moved beyond what is shown stays in sight, with the focus', async () => {
  serve(many)
  await open()
  document.querySelector<HTMLElement>('[data-preset=p100] .preset__use')?.focus()
  await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}')
  await waitFor(() => { expect(kept.presets[100]?.name).toBe('Preset 100') })
  await waitFor(() => { expect(focused()).toBe('Use Preset 100') })
  expect(shown()).toBe(101)
})
