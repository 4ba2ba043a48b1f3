import { cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach } from 'vitest'
import type { Plan } from '../../../../../shared/domain/plan'
import type { Preset, PresetList } from '../../../../../shared/domain/preset'
import { DEFAULT_SETTINGS } from '../../../../../shared/domain/settings'
import { useApp } from '../../../stores/app'
import { takePresets } from '../../../stores/presets'
import { installBridge, type FakeBridge } from '../../../testing/fakeBridge'
import { resetStores } from '../../../testing/resetStores'
import { algorithm, catalogue, field } from '../../../testing/samples'
import { startTexts } from '../../../text/i18n'
import { PlanBar } from '../../separate/PlanBar'

const model = (keys: readonly string[]) => field({
  id: 1, name: 'add_opt1', text: 'Model type', options: keys.map((key) => ({ key, label: `ver ${key}` })), defaultKey: keys[0] ?? null
})
/** An algorithm with one list of options. */
export const voices = algorithm({ renderId: 40, name: 'Voices', usesThisMonth: 1, fields: [model(['2025.07', '2026.01'])] })
/** The most used algorithm. */
export const popular = algorithm({ renderId: 7, name: 'Popular', usesThisMonth: 9 })
/** A plan of the first with this option. */
export const planOf = (label: string): Plan =>
  ({ renderId: 40, algorithmName: 'Voices', options: [{ name: 'add_opt1', fieldText: 'Model type', key: label.slice(4), label }], outputFormat: 1 })
/** A preset of that plan. */
export const preset = (id: string, name: string, plan: Plan = planOf('ver 2026.01'), service: Preset['service'] = 'mvsep'): Preset => ({ id, name, service, plan })
/** A plan whose algorithm is no longer offered. */
export const gone: Plan = { renderId: 99, algorithmName: 'Old one', options: [], outputFormat: 1 }

/** What main keeps now. */
export let kept: PresetList
let beforeRemoval: PresetList
/** The bridge of this test. */
export let bridge: FakeBridge
let nextId = 0
/** Presets as main keeps them. */
const change = (make: (list: PresetList) => Partial<PresetList>) => {
  kept = { ...kept, ...make(kept) }
  return { ok: true as const, value: kept }
}
/** Lets main have these presets. */
export function serve(presets: readonly Preset[], defaults: Partial<PresetList['defaults']> = {}, lastPlan: Plan | null = null): void {
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

/** Shows the panel. */
export const open = async (): Promise<void> => {
  takePresets(kept)
  render(<PlanBar service="mvsep" algorithms={[voices, popular]} />)
  await userEvent.click(screen.getByRole('button', { name: 'Presets' }))
}
/** Its rows. */
export const rows = (): HTMLElement[] => within(screen.getByRole('list', { name: 'Presets' })).getAllByRole('listitem').filter((row) => row.classList.contains('preset'))
/** Their names. */
export const names = (): (string | undefined)[] => rows().map((row) => row.querySelector('.preset__name')?.textContent)
/** The button that uses a preset. */
export const use = (name: string): HTMLElement => screen.getByRole('button', { name: `Use ${name}` })
/** Chooses from the menu of a preset. */
export const act = async (name: string, action: string): Promise<void> => {
  await userEvent.click(screen.getByRole('button', { name: `More about ${name}` }))
  await userEvent.click(await screen.findByRole('menuitem', { name: action }))
}
/** The inputs of all commands of this name. */
export const sent = (name: string): unknown[] => bridge.sent.filter((one) => one.name === name).map(({ input }) => input)
/** What the first plan is called. */
export const chip = (): string | null => screen.getByRole('button', { name: /^Plan 1/ }).getAttribute('aria-label')

/** English texts, fresh stores and an empty page for each test of the file that calls it. */
export function startFresh(): void {
  beforeEach(() => {
    startTexts('en')
    resetStores()
  })
  afterEach(cleanup)
}
