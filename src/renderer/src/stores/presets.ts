import { create } from 'zustand'
import type { Plan } from '../../../shared/domain/plan'
import type { Preset, PresetList } from '../../../shared/domain/preset'
import type { ServiceId } from '../../../shared/domain/service'
import { call } from '../bridge/client'
import { attempt } from './notices'

/** A preset that was just removed, with all it takes to bring it back as it was. */
export interface RemovedPreset {
  readonly preset: Preset
  readonly index: number
  readonly wasDefault: boolean
}

interface PresetsState {
  readonly list: PresetList
  /** False until main answered once, well or not; the start plan waits for it. */
  readonly isSettled: boolean
  readonly removed: RemovedPreset | null
  /** What the last import or export did, told inside the panel. */
  readonly told: { readonly kind: 'imported'; readonly count: number } | { readonly kind: 'exported'; readonly fileName: string } | null
}

const EMPTY: PresetList = { presets: [], defaults: { mvsep: null, local: null } }

export const usePresets = create<PresetsState>(() => ({ list: EMPTY, isSettled: false, removed: null, told: null }))

/** The list alone: an answer may carry more. */
const listOf = ({ presets, defaults }: PresetList): PresetList => ({ presets, defaults })
/** Shows the presets main tells of. */
export const takePresets = (list: PresetList): void => { usePresets.setState({ list: listOf(list), isSettled: true }) }

/** Runs a change of the presets; what the panel said about the one before is over. */
const change = (ask: () => Promise<PresetList>): Promise<void> => attempt(async () => {
  usePresets.setState({ told: null, removed: null })
  takePresets(await ask())
})

/** Asks for the presets; without them the app starts with the last plan. */
export const loadPresets = (): Promise<void> => attempt(async () => {
  try {
    takePresets(await call('presets:list', undefined))
  } finally {
    usePresets.setState({ isSettled: true })
  }
})

/** Saves a plan under a name, as a new preset at the end. */
export const savePreset = (service: ServiceId, name: string, plan: Plan): Promise<void> =>
  change(() => call('presets:save', { name, service, plan }))
/** Gives a preset another name, or another plan. */
export const replacePreset = ({ id, service, name, plan }: Preset): Promise<void> =>
  change(() => call('presets:save', { presetId: id, name, service, plan }))
/** Puts a copy behind a preset. */
export const duplicatePreset = (presetId: string): Promise<void> => change(() => call('presets:duplicate', { presetId }))
/** Chooses which preset a service starts with; null: the last plan again. */
export const setDefaultPreset = (service: ServiceId, presetId: string | null): Promise<void> =>
  change(() => call('presets:setDefault', { service, presetId }))

/**
 * Moves a preset by one place among those of its service; the others keep their places. The answer of main is the
 * truth: nothing moves before it.
 */
export const movePreset = (preset: Preset, by: -1 | 1): Promise<void> => {
  const { presets } = usePresets.getState().list
  const own = presets.filter(({ service }) => service === preset.service)
  const neighbour = own[own.findIndex(({ id }) => id === preset.id) + by]
  if (neighbour === undefined) return Promise.resolve()
  const swapped = presets.map(({ id }) => id === preset.id ? neighbour.id : id === neighbour.id ? preset.id : id)
  return change(() => call('presets:reorder', { presetIds: swapped }))
}

/** Removes a preset; it can be brought back until another is touched. */
export const removePreset = (preset: Preset): Promise<void> => attempt(async () => {
  const { list } = usePresets.getState()
  const index = list.presets.findIndex(({ id }) => id === preset.id)
  const removed = { preset, index, wasDefault: list.defaults[preset.service] === preset.id }
  takePresets(await call('presets:remove', { presetId: preset.id }))
  usePresets.setState({ removed, told: null })
})

/** Brings the removed preset back to its place and its standing; answers its new id: the old one is gone for good. */
export async function restorePreset(): Promise<string | null> {
  let newId: string | null = null
  await attempt(async () => { newId = await bringBack() })
  return newId
}

async function bringBack(): Promise<string | null> {
  const { removed } = usePresets.getState()
  if (removed === null) return null
  const { preset: { name, service, plan }, index, wasDefault } = removed
  usePresets.setState({ removed: null })
  const known = new Set(usePresets.getState().list.presets.map(({ id }) => id))
  const saved = await call('presets:save', { name, service, plan })
  takePresets(saved)
  const back = saved.presets.find(({ id }) => !known.has(id))
  if (back === undefined) return null
  const order = saved.presets.map(({ id }) => id).filter((id) => id !== back.id)
  order.splice(index, 0, back.id)
  takePresets(await call('presets:reorder', { presetIds: order }))
  if (wasDefault) takePresets(await call('presets:setDefault', { service, presetId: back.id }))
  return back.id
}

/** Lets main ask for a file and write these presets into it. */
export const exportPresets = (presetIds: readonly string[]): Promise<void> => attempt(async () => {
  const { fileName } = await call('presets:export', { presetIds: [...presetIds] })
  if (fileName !== null) usePresets.setState({ told: { kind: 'exported', fileName }, removed: null })
})

/** Lets main ask for a file and add its presets. A closed dialog adds none and is not worth a word. */
export const importPresets = (): Promise<void> => attempt(async () => {
  const { added, ...list } = await call('presets:import', undefined)
  takePresets(list)
  if (added > 0) usePresets.setState({ told: { kind: 'imported', count: added }, removed: null })
})
