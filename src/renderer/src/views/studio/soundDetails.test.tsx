// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, expect, it } from 'vitest'
import type { Player } from '../../audio/player.types'
import { startTexts } from '../../text/i18n'
import '../../text/studioTexts'
import { SoundDetails } from './SoundDetails'

beforeAll(() => { startTexts() })
afterEach(cleanup)

it('counts the gaps in the sound, also while it is looked at, and says when there are none', async () => {
  let state = { underruns: 0 }
  const listeners = new Set<() => void>()
  const player = {
    session: { stems: [{}, {}, {}, {}], sampleRateHz: 44_100, original: {} }, getState: () => state,
    subscribe: (listener: () => void) => { listeners.add(listener); return () => listeners.delete(listener) }
  } as unknown as Player
  render(<SoundDetails player={player} />)
  await userEvent.click(screen.getByRole('button', { name: 'About the sound' }))
  const facts = (): string[] => screen.getAllByRole('definition').map(({ textContent }) => textContent)
  expect(facts()).toEqual(['none', '44.1 kHz', '5'])
  act(() => {
    state = { underruns: 3 }
    for (const listener of listeners) listener()
  })
  expect(facts()).toEqual(['3', '44.1 kHz', '5'])
  expect(screen.getByText(/too busy/)).toBeTruthy()
})
