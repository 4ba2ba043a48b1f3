import { create } from 'zustand'
import type { Plan } from '../../../shared/domain/plan'
import type { Preset, PresetList } from '../../../shared/domain/preset'
import type { ServiceId } from '../../../shared/domain/service'
import { call } from '../bridge/client'
import { attempt } from './notices'

interface PresetsState {
  readonly list: PresetList
  /** False until main answered once, well or not; the start plan waits for it. */
  readonly isSettled: boolean
  /** The preset that was just removed: main can bring it back. */
  readonly removed: Preset | null
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
  takePresets(await call('presets:remove', { presetId: preset.id }))
  usePresets.setState({ removed: preset, told: null })
})

/** Brings the removed preset back, to its place and its standing; answers its id, null when it could not be: it can be tried again. */
export async function restorePreset(): Promise<string | null> {
  const { removed } = usePresets.getState()
  if (removed === null) return null
  usePresets.setState({ removed: null, told: null })
  await attempt(async () => {
    try {
      takePresets(await call('presets:restore', { presetId: removed.id }))
    } catch (error) {
      usePresets.setState({ removed })
      throw error
    }
  })
  return usePresets.getState().removed === null ? removed.id : null
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
