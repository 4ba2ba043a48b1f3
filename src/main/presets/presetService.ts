import { randomUUID } from 'node:crypto'
import type { Plan } from '../../shared/domain/plan'
import type { Preset, PresetList } from '../../shared/domain/preset'
import type { ServiceId } from '../../shared/domain/service'
import { AppError } from '../../shared/errors/appError'
import type { Log } from '../log/log'
import { createEmitter } from '../util/emitter'
import { asNewcomers, type ExchangeDialogs, namesOf, saveExchangeFile } from './exchangeFile'
import { readExchange, toExchange } from './presetExchange'
import { freeName } from './presetName'
import { MOST_PRESETS, readPresets, writePresets, type StoredPresets } from './presetStore'

/** What a saved preset is made of; with `presetId` it takes that preset's place. */
export interface PresetDraft {
  readonly presetId?: string | undefined
  readonly name: string
  readonly service: ServiceId
  readonly plan: Plan
}

/** Every change is on disk when its promise resolves; when it rejects, nothing has changed. Unknown ids: 'invalidInput'. */
export interface PresetService {
  list(): PresetList
  save(draft: PresetDraft): Promise<PresetList>
  /** The copy stands right behind its original, under a free name. */
  duplicate(presetId: string): Promise<PresetList>
  remove(presetId: string): Promise<PresetList>
  /** Brings back the preset that was removed last: the same one, at its place, and the default again unless another is by now. */
  restore(presetId: string): Promise<PresetList>
  /** `presetIds` names every preset once. */
  reorder(presetIds: readonly string[]): Promise<PresetList>
  setDefault(service: ServiceId, presetId: string | null): Promise<PresetList>
  exportFile(presetIds: readonly string[]): Promise<{ fileName: string | null }>
  importFile(): Promise<PresetList & { added: number }>
  onChange(listener: (list: PresetList) => void): () => void
}

export interface PresetParts {
  readonly path: string
  readonly dialogs: ExchangeDialogs
  readonly nowMs: () => number
  /** Hears that some or all of them could not be read. */
  readonly onDamage: () => void
  readonly log: Log
}

/** Where a removed preset stood. Known until the next removal, or the end of the run. */
interface Removed {
  readonly preset: Preset
  readonly index: number
  readonly wasDefault: boolean
}

const visible = ({ presets, defaults }: StoredPresets): PresetList => ({ presets, defaults })

/** Loads the presets of this profile and keeps them in their file. Throws nothing: damage is set aside, told and logged. */
export async function loadPresets({ path, dialogs, nowMs, onDamage, log }: PresetParts): Promise<PresetService> {
  let current = await readPresets(path, nowMs(), log, onDamage)
  let lastRemoved: Removed | null = null
  let writing: Promise<unknown> = Promise.resolve()
  const changes = createEmitter<PresetList>()

  /** One change after the other, each from the list the one before left. */
  const change = (next: (now: StoredPresets) => Partial<PresetList>): Promise<PresetList> => {
    const done = writing.then(async () => {
      const changed = { ...current, ...next(current) }
      if (changed.presets.length > MOST_PRESETS) throw new AppError('presetsFull')
      await writePresets(path, changed)
      current = changed
      changes.emit(visible(changed))
      return visible(changed)
    })
    writing = done.catch(() => undefined) // told to whoever asked for that change
    return done
  }

  return {
    list: () => visible(current),
    save: (draft) => change((now) => (draft.presetId === undefined ? add(now, draft) : replace(now, draft.presetId, draft))),
    duplicate: (presetId) => change(({ presets }) => {
      const original = find(presets, presetId)
      const copy = { ...original, id: randomUUID(), name: freeName(original.name, namesOf(presets)) }
      return { presets: presets.flatMap((preset) => (preset.id === presetId ? [preset, copy] : [preset])) }
    }),
    async remove(presetId) {
      let removed: Removed | null = null
      const list = await change(({ presets, defaults }) => {
        const preset = find(presets, presetId)
        removed = { preset, index: presets.indexOf(preset), wasDefault: defaults[preset.service] === presetId }
        return { presets: presets.filter(({ id }) => id !== presetId), defaults: without(defaults, presetId) }
      })
      lastRemoved = removed
      return list
    },
    async restore(presetId) {
      const list = await change((now) => {
        if (lastRemoved?.preset.id !== presetId) throw new AppError('invalidInput', { detail: 'unknown preset' })
        return putBack(now, lastRemoved)
      })
      lastRemoved = null
      return list
    },
    reorder: (presetIds) => change(({ presets }) => {
      const isComplete = presetIds.length === presets.length && new Set(presetIds).size === presets.length
      if (!isComplete) throw new AppError('invalidInput', { detail: 'the presets have changed meanwhile' })
      return { presets: presetIds.map((id) => find(presets, id)) }
    }),
    setDefault: (service, presetId) => change(({ presets, defaults }) => {
      if (presetId !== null && find(presets, presetId).service !== service) {
        throw new AppError('invalidInput', { detail: 'a preset of another service' })
      }
      return { defaults: { ...defaults, [service]: presetId } }
    }),
    async exportFile(presetIds) {
      const wanted = [...new Set(presetIds)].map((id) => find(current.presets, id))
      return saveExchangeFile(wanted, 'presets', toExchange(wanted), dialogs)
    },
    async importFile() {
      const source = await dialogs.chooseFile()
      if (source === null) return { ...visible(current), added: 0 }
      const found = await readExchange(source)
      const list = await change(({ presets }) => ({ presets: [...presets, ...asNewcomers(found, presets)] }))
      return { ...list, added: found.length }
    },
    onChange: (listener) => changes.on(listener)
  }
}

function find(presets: readonly Preset[], presetId: string): Preset {
  const found = presets.find(({ id }) => id === presetId)
  if (found === undefined) throw new AppError('invalidInput', { detail: 'unknown preset' })
  return found
}

const add = ({ presets }: StoredPresets, { name, service, plan }: PresetDraft): Partial<PresetList> =>
  ({ presets: [...presets, { id: randomUUID(), name, service, plan }] })

function replace({ presets, defaults }: StoredPresets, presetId: string, { name, service, plan }: PresetDraft): Partial<PresetList> {
  const before = find(presets, presetId)
  return {
    presets: presets.map((preset) => (preset.id === presetId ? { id: presetId, name, service, plan } : preset)),
    // A preset that moved to another service cannot be the default of the old one.
    ...(before.service === service ? {} : { defaults: without(defaults, presetId) })
  }
}

function putBack({ presets, defaults }: StoredPresets, { preset, index, wasDefault }: Removed): Partial<PresetList> {
  const { service, id } = preset
  return {
    presets: presets.toSpliced(index, 0, preset),
    ...(wasDefault && defaults[service] === null ? { defaults: { ...defaults, [service]: id } } : {})
  }
}

const without = ({ mvsep, local }: PresetList['defaults'], presetId: string): PresetList['defaults'] =>
  ({ mvsep: mvsep === presetId ? null : mvsep, local: local === presetId ? null : local })
