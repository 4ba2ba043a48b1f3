// @vitest-environment happy-dom
import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { presentChoice, usePlan } from '../../stores/plan'
import { usePresets } from '../../stores/presets'
import { installBridge } from '../../testing/fakeBridge'
import { catalogue } from '../../testing/samples'
import { SeparateView } from '../separate/SeparateView'
import { bridge, chip, gone, kept, open, planOf, popular, preset, rows, serve, use, voices, startFresh } from './testing/presetsPanel'

startFresh()

describe('a preset that the catalogue has moved on from', () => {
  const words = '“ver 2024.02” of “Model type” is no longer offered. “ver 2025.07” takes its place.'

  it('says which option vanished before it is used; using it shows what is different and changes no preset', async () => {
    serve([preset('a', 'Old', planOf('ver 2024.02')), preset('b', 'Fine')])
    usePlan.getState().chooseAlgorithm('mvsep', popular)
    await open()
    expect(rows()[0]?.textContent).toContain(words)
    expect(rows()[1]?.textContent).not.toContain('no longer')
    await userEvent.click(use('Old'))
    expect(presentChoice(usePlan.getState(), 'mvsep')).toMatchObject({ renderId: 40, values: { add_opt1: '2025.07' }, outputFormat: 1 })
    const note = within(screen.getByRole('region', { name: 'Plans' })).getByRole('note')
    for (const said of ['The catalogue has changed since the preset “Old” was saved', words, 'The preset itself stays as it is until you save over it.']) {
      expect(within(note).getByText(said)).toBeTruthy()
    }
    expect(kept.presets[0]?.plan).toEqual(planOf('ver 2024.02'))
    expect(bridge.sent.filter(({ name }) => name.startsWith('presets:'))).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByRole('note')).toBeNull()
  })

  it('says what an option is called now, and is used as it is', async () => {
    const kept = planOf('ver 2026.01')
    serve([preset('a', 'Old words', { ...kept, options: kept.options.map((option) => ({ ...option, label: 'fast' })) })])
    usePlan.getState().chooseAlgorithm('mvsep', popular)
    await open()
    const said = '“fast” of “Model type” is now called “ver 2026.01”.'
    expect(rows()[0]?.textContent).toContain(said)
    await userEvent.click(use('Old words'))
    expect(presentChoice(usePlan.getState(), 'mvsep')).toMatchObject({ renderId: 40, values: { add_opt1: '2026.01' } })
    expect(screen.getByRole('note').textContent).toContain(said)
  })

  it('cannot be used when its algorithm is gone, and says so', async () => {
    serve([preset('a', 'Lost', gone)])
    usePlan.getState().chooseAlgorithm('mvsep', popular)
    await open()
    expect(rows()[0]?.textContent).toContain('“Old one” is no longer offered.')
    await userEvent.click(use('Lost'))
    expect(presentChoice(usePlan.getState(), 'mvsep')?.renderId).toBe(7)
  })
})

describe('at the start', () => {
  it('the default preset is chosen instead of the last plan', async () => {
    serve([preset('a', 'Mine')], { mvsep: 'a' }, { renderId: 7, algorithmName: 'Popular', options: [], outputFormat: 1 })
    render(<SeparateView service="mvsep" />)
    await waitFor(() => { expect(chip()).toBe('Plan 1: Voices · ver 2026.01 · WAV, 16 bit') })
  })

  it('a last plan that is not offered any more says what is chosen instead', async () => {
    serve([], {}, gone)
    render(<SeparateView service="mvsep" />)
    expect(await screen.findByText('“Old one” is no longer offered. “Popular”, used most this month, takes its place.')).toBeTruthy()
    expect(screen.getByText('The catalogue has changed since your last plan')).toBeTruthy()
  })

  it('the last plan is chosen when the presets cannot be read', async () => {
    serve([], {}, planOf('ver 2026.01'))
    installBridge({
      'catalogue:load': () => ({ ok: true, value: catalogue([voices, popular]) }),
      'site:queue': () => ({ ok: false, error: { code: 'offline' } }),
      'presets:list': () => ({ ok: false, error: { code: 'folderUnwritable' } })
    })
    render(<SeparateView service="mvsep" />)
    await waitFor(() => { expect(chip()).toBe('Plan 1: Voices · ver 2026.01 · WAV, 16 bit') })
    expect(usePresets.getState().isSettled).toBe(true)
  })
})
