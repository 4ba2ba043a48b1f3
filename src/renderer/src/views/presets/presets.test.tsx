// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { changeLanguage } from 'i18next'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Plan } from '../../../../shared/domain/plan'
import type { Preset, PresetList } from '../../../../shared/domain/preset'
import { DEFAULT_SETTINGS } from '../../../../shared/domain/settings'
import { useApp } from '../../stores/app'
import { presentChoice, usePlan } from '../../stores/plan'
import { takePresets, usePresets } from '../../stores/presets'
import { installBridge, type FakeBridge } from '../../testing/fakeBridge'
import { resetStores } from '../../testing/resetStores'
import { algorithm, catalogue, field } from '../../testing/samples'
import { startTexts } from '../../text/i18n'
import { PlanBar } from '../separate/PlanBar'
import { SeparateView } from '../separate/SeparateView'

const model = (keys: readonly string[]) => field({
  id: 1, name: 'add_opt1', text: 'Model type', options: keys.map((key) => ({ key, label: `ver ${key}` })), defaultKey: keys[0] ?? null
})
const voices = algorithm({ renderId: 40, name: 'Voices', usesThisMonth: 1, fields: [model(['2025.07', '2026.01'])] })
const popular = algorithm({ renderId: 7, name: 'Popular', usesThisMonth: 9 })
const planOf = (label: string): Plan =>
  ({ renderId: 40, algorithmName: 'Voices', options: [{ name: 'add_opt1', fieldText: 'Model type', key: label.slice(4), label }], outputFormat: 1 })
const preset = (id: string, name: string, plan: Plan = planOf('ver 2026.01'), service: Preset['service'] = 'mvsep'): Preset => ({ id, name, service, plan })
const gone: Plan = { renderId: 99, algorithmName: 'Old one', options: [], outputFormat: 1 }

let kept: PresetList
let beforeRemoval: PresetList
let bridge: FakeBridge
let nextId = 0
/** Presets as main keeps them. */
const change = (make: (list: PresetList) => Partial<PresetList>) => {
  kept = { ...kept, ...make(kept) }
  return { ok: true as const, value: kept }
}
function serve(presets: readonly Preset[], defaults: Partial<PresetList['defaults']> = {}, lastPlan: Plan | null = null): void {
  kept = { presets, defaults: { mvsep: null, local: null, ...defaults } }
  bridge = installBridge({
    'catalogue:load': () => ({ ok: true, value: catalogue([voices, popular]) }),
    'site:queue': () => ({ ok: true, value: { inProcess: null, byPlan: [], freeSeparations: null } }),
    'presets:list': () => ({ ok: true, value: kept }),
    'presets:save': ({ presetId, ...rest }) => change(({ presets: before }) => ({
      presets: presetId === undefined
        ? [...before, { id: `new-${(nextId += 1)}`, ...rest }]
        : before.map((one) => one.id === presetId ? { id: presetId, ...rest } : one)
    })),
    'presets:duplicate': ({ presetId }) => change(({ presets: before }) => ({
      presets: before.flatMap((one) => one.id === presetId ? [one, { ...one, id: `${one.id}-copy`, name: `${one.name} 2` }] : [one])
    })),
    'presets:remove': ({ presetId }) => {
      beforeRemoval = kept
      return change(({ presets: before, defaults: was }) => ({
        presets: before.filter(({ id }) => id !== presetId),
        defaults: { ...was, mvsep: was.mvsep === presetId ? null : was.mvsep }
      }))
    },
    'presets:restore': () => change(() => beforeRemoval),
    'presets:reorder': ({ presetIds }) => change(({ presets: before }) => ({ presets: presetIds.flatMap((id) => before.filter((one) => one.id === id)) })),
    'presets:setDefault': ({ service, presetId }) => change(({ defaults: was }) => ({ defaults: { ...was, [service]: presetId } })),
    'presets:export': () => ({ ok: true, value: { fileName: 'mine.json' } }),
    'presets:import': () => ({ ok: true, value: { ...kept, presets: [...kept.presets, preset('in', 'Imported')], added: 1 } })
  })
  useApp.setState({ settings: { ...DEFAULT_SETTINGS, service: 'mvsep', lastPlan: { mvsep: lastPlan, local: null } } })
}

const open = async (): Promise<void> => {
  takePresets(kept)
  render(<PlanBar service="mvsep" algorithms={[voices, popular]} />)
  await userEvent.click(screen.getByRole('button', { name: 'Presets' }))
}
const rows = (): HTMLElement[] => within(screen.getByRole('list', { name: 'Presets' })).getAllByRole('listitem').filter((row) => row.classList.contains('preset'))
const names = (): (string | undefined)[] => rows().map((row) => row.querySelector('.preset__name')?.textContent)
const use = (name: string): HTMLElement => screen.getByRole('button', { name: `Use ${name}` })
const act = async (name: string, action: string): Promise<void> => {
  await userEvent.click(screen.getByRole('button', { name: `More about ${name}` }))
  await userEvent.click(await screen.findByRole('menuitem', { name: action }))
}
const sent = (name: string): unknown[] => bridge.sent.filter((one) => one.name === name).map(({ input }) => input)
const chip = (): string | null => screen.getByRole('button', { name: /^Plan 1/ }).getAttribute('aria-label')

beforeEach(() => {
  startTexts('en')
  resetStores()
})
afterEach(cleanup)

describe('the presets', () => {
  it('save the plan on screen under a name', async () => {
    serve([])
    usePlan.getState().chooseAlgorithm('mvsep', voices)
    await open()
    expect(screen.getByText('No presets yet')).toBeTruthy()
    await userEvent.type(screen.getByRole('textbox', { name: 'Name of the preset' }), '  Mine {Enter}')
    await waitFor(() => { expect(names()).toEqual(['Mine']) })
    expect(sent('presets:save')).toEqual([{ name: 'Mine', service: 'mvsep', plan: {
      renderId: 40, algorithmName: 'Voices', options: [{ name: 'add_opt1', fieldText: 'Model type', key: '2025.07', label: 'ver 2025.07' }], outputFormat: 2
    } }])
  })

  it('are used in place of the present plan, or beside it', async () => {
    serve([preset('a', 'Mine')])
    usePlan.getState().chooseAlgorithm('mvsep', popular)
    await open()
    await act('Mine', 'Add as another plan')
    expect(usePlan.getState().slots.mvsep.map(({ choice }) => choice?.renderId)).toEqual([7, 40])
    await userEvent.click(screen.getByRole('button', { name: /^Plan 1/ }))
    await userEvent.click(screen.getByRole('button', { name: 'Presets' }))
    await userEvent.click(use('Mine'))
    expect(usePlan.getState().slots.mvsep.map(({ choice }) => choice?.values.add_opt1)).toEqual(['2026.01', '2026.01'])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('are renamed, duplicated, saved over and chosen at the start', async () => {
    serve([preset('a', 'Mine')])
    usePlan.getState().chooseAlgorithm('mvsep', popular)
    await open()
    await act('Mine', 'Rename…')
    const box = screen.getByRole('textbox', { name: 'New name of Mine' })
    await userEvent.clear(box)
    await userEvent.type(box, 'Yours{Enter}')
    await waitFor(() => { expect(names()).toEqual(['Yours']) })
    await act('Yours', 'Duplicate')
    await waitFor(() => { expect(names()).toEqual(['Yours', 'Yours 2']) })
    await act('Yours 2', 'Save the present plan here')
    await waitFor(() => { expect(kept.presets.map(({ plan }) => plan.renderId)).toEqual([40, 7]) })
    await act('Yours 2', 'Choose at the start')
    await waitFor(() => { expect(rows()[1]?.textContent).toContain('Chosen at the start') })
    expect(sent('presets:save')).toEqual([
      { presetId: 'a', name: 'Yours', service: 'mvsep', plan: planOf('ver 2026.01') },
      { presetId: 'a-copy', name: 'Yours 2', service: 'mvsep', plan: { renderId: 7, algorithmName: 'Popular', options: [], outputFormat: 2 } }
    ])
  })

  it('keep the old name when Escape ends the renaming, and the panel stays open', async () => {
    serve([preset('a', 'Mine')])
    await open()
    await act('Mine', 'Rename…')
    await userEvent.type(screen.getByRole('textbox', { name: 'New name of Mine' }), 'x{Escape}')
    expect(names()).toEqual(['Mine'])
    expect(sent('presets:save')).toEqual([])
  })

  it('are moved by keyboard, and the focus goes along; those of the other service keep their places', async () => {
    serve([preset('a', 'A'), preset('z', 'Z', gone, 'local'), preset('b', 'B')])
    await open()
    use('B').focus()
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}')
    await waitFor(() => { expect(names()).toEqual(['B', 'A']) })
    expect(sent('presets:reorder')).toEqual([{ presetIds: ['b', 'z', 'a'] }])
    expect(document.activeElement).toBe(use('B'))
    expect(screen.getByText('B is now number 1 of 2.')).toBeTruthy()
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}')
    expect(sent('presets:reorder')).toHaveLength(1)
  })

  it('come back after their removal to the same place and standing', async () => {
    serve([preset('a', 'A'), preset('b', 'B'), preset('c', 'C')], { mvsep: 'b' })
    await open()
    await act('B', 'Remove')
    await waitFor(() => { expect(names()).toEqual(['A', 'C']) })
    const undo = screen.getByRole('button', { name: 'Undo' })
    await waitFor(() => { expect(document.activeElement).toBe(undo) })
    await userEvent.click(undo)
    await waitFor(() => { expect(rows()[1]?.textContent).toContain('Chosen at the start') })
    expect(names()).toEqual(['A', 'B', 'C'])
    expect(sent('presets:restore')).toEqual([{ presetId: 'b' }])
    expect(document.activeElement).toBe(use('B'))
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  it('are written to a file and taken from one', async () => {
    serve([preset('a', 'A'), preset('z', 'Z', gone, 'local')])
    await open()
    await userEvent.click(screen.getByRole('button', { name: 'Export all…' }))
    expect(await screen.findByText('Written to mine.json.')).toBeTruthy()
    expect(sent('presets:export')).toEqual([{ presetIds: ['a'] }])
    await userEvent.click(screen.getByRole('button', { name: 'Import…' }))
    expect(await screen.findByText('One preset was added.')).toBeTruthy()
    expect(names()).toEqual(['A', 'Imported'])
  })
})

describe('a preset that the catalogue has moved on from', () => {
  const words = '“ver 2024.02” of “Model type” is no longer offered. “ver 2025.07” is chosen instead.'

  it('says which option vanished before it is used; using it shows what is different and changes no preset', async () => {
    serve([preset('a', 'Old', planOf('ver 2024.02')), preset('b', 'Fine')])
    usePlan.getState().chooseAlgorithm('mvsep', popular)
    await open()
    expect(rows()[0]?.textContent).toContain(words)
    expect(rows()[1]?.textContent).not.toContain('no longer')
    await userEvent.click(use('Old'))
    expect(presentChoice(usePlan.getState(), 'mvsep')).toMatchObject({ renderId: 40, values: { add_opt1: '2025.07' }, outputFormat: 1 })
    const note = within(screen.getByRole('region', { name: 'Plans' })).getByRole('note')
    for (const said of ['The preset “Old” cannot be used exactly as it was saved', words, 'The preset itself stays as it is until you save over it.']) {
      expect(within(note).getByText(said)).toBeTruthy()
    }
    expect(kept.presets[0]?.plan).toEqual(planOf('ver 2024.02'))
    expect(bridge.sent.filter(({ name }) => name.startsWith('presets:'))).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByRole('note')).toBeNull()
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
    expect(await screen.findByText('“Old one” is no longer offered. “Popular”, used most this month, is chosen instead.')).toBeTruthy()
    expect(screen.getByText('Your last plan cannot be used exactly as it was')).toBeTruthy()
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

describe('under a pseudo-locale', () => {
  it('the open panel shows no hard-coded word', async () => {
    serve([preset('a', '◆', { ...gone, algorithmName: '◆' })], { mvsep: 'a' })
    await open()
    await changeLanguage('cimode') // every text is its key
    const panel = await screen.findByRole('dialog')
    const texts = [...panel.querySelectorAll('*')].flatMap((element) => [...element.childNodes])
      .filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent ?? '')
    expect(texts.filter((text) => /\p{L}/u.test(text) && !text.includes('◆') && !/^\w+\.[\w.]+$/.test(text.trim()))).toEqual([])
    await changeLanguage('en')
  })
})
