import { randomUUID } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { basename, sep } from 'node:path'
import { MOST_WATCH_FOLDERS, type WatchFolder } from '../../shared/domain/watchFolder'
import { AppError } from '../../shared/errors/appError'
import { walkFolders } from '../inputs/walkFolders'
import { displayPath } from '../library/displayPath'
import { createEmitter } from '../util/emitter'
import { stampOf } from './settling'
import { createWatchRun, WATCH_LIMITS, type WatchRun, type WatchRunParts } from './watchRun'
import type { WatchRecord, WatchStore } from './watchStore'

/** What a watch folder is made of; main asks for the folder itself. */
export interface WatchDraft {
  readonly presetId: string
  readonly dailyCredits: number | null
  readonly takesExisting: boolean
}

/** Folders whose new songs become jobs. Every change is on disk when its promise resolves; unknown ids: 'invalidInput'. */
export interface WatchService {
  list(): readonly WatchFolder[]
  /** Throws 'invalidInput' (unknown preset, no ceiling for MVSEP, too many), 'watchOverlap', 'watchTooLarge', or what the disk says. */
  add(folder: string, draft: WatchDraft): Promise<readonly WatchFolder[]>
  setDailyCredits(watchId: string, dailyCredits: number): Promise<readonly WatchFolder[]>
  pause(watchId: string): Promise<readonly WatchFolder[]>
  resume(watchId: string): Promise<readonly WatchFolder[]>
  remove(watchId: string): Promise<readonly WatchFolder[]>
  /** Watches the folder again that was removed last, with all it has seen and spent. 'watchOverlap' if its place is taken by now. */
  restore(watchId: string): Promise<readonly WatchFolder[]>
  /** Begins to watch. Before it nothing becomes a job. */
  start(): void
  /** Something that a folder may wait for has changed: presets, accounts, the network. */
  lookAgain(): void
  onChange(listener: (list: readonly WatchFolder[]) => void): () => void
  dispose(): Promise<void>
}

export interface WatchParts extends Omit<WatchRunParts, 'save' | 'changed'> {
  readonly store: WatchStore
}

/** Loads the watch folders of this profile. */
export async function loadWatchFolders(parts: WatchParts): Promise<WatchService> {
  const { store, clock } = parts
  const changes = createEmitter<readonly WatchFolder[]>()
  let records: readonly WatchRecord[] = await store.read()
  let runs: readonly WatchRun[] | null = null
  /** Known until the next removal, or the end of the run. */
  let lastRemoved: WatchRecord | null = null

  const toFolder = (record: WatchRecord, run: WatchRun | null): WatchFolder => {
    const { id, folder, service, dailyCredits, made, skipped } = record
    const preset = parts.presetOf(record.presetId)
    return {
      id, folder: displayPath(folder), service, dailyCredits, made, skipped, presetName: preset?.name ?? record.presetName, spentToday: record.spent.credits,
      state: run?.state() ?? (record.isPaused ? 'paused' : 'watching'), waiting: run?.waiting() ?? 0
    }
  }
  const list = (): readonly WatchFolder[] => (runs === null ? records.map((record) => toFolder(record, null)) : runs.map((run) => toFolder(run.record(), run)))
  const changed = (): void => { changes.emit(list()) }
  const begin = (record: WatchRecord): WatchRun => createWatchRun(record, { ...parts, save: (next) => store.write(next), changed })
  const runOf = (watchId: string): WatchRun => {
    const run = runs?.find((one) => one.record().id === watchId)
    if (run === undefined) throw new AppError('invalidInput', { detail: 'unknown watch folder' })
    return run
  }
  const change = async (watchId: string, wanted: Partial<WatchRecord>): Promise<readonly WatchFolder[]> => {
    await runOf(watchId).change(wanted)
    return list()
  }
  /** Results that land in a watched folder would become songs themselves, and two watchers would pay twice for one. */
  const checkPlace = (folder: string): void => {
    const others = [parts.libraryFolder(), ...(runs ?? []).map((run) => run.record().folder)]
    if (others.some((other) => isSameOrIn(folder, other) || isSameOrIn(other, folder))) throw new AppError('watchOverlap', { subject: basename(folder) })
  }

  const hasRoom = (): boolean => runs !== null && runs.length < MOST_WATCH_FOLDERS
  const keep = async (record: WatchRecord): Promise<readonly WatchFolder[]> => {
    await store.write(record)
    runs = [...(runs ?? []), begin(record)].sort((one, other) => one.record().createdAtMs - other.record().createdAtMs)
    changed()
    return list()
  }

  return {
    list,
    async add(chosen, { presetId, dailyCredits, takesExisting }) {
      const preset = parts.presetOf(presetId)
      if (preset === null || !hasRoom()) throw new AppError('invalidInput', { detail: 'no such preset, or too many watch folders' })
      if (preset.service === 'mvsep' && dailyCredits === null) throw new AppError('invalidInput', { detail: 'credits a day are missing' })
      const folder = await realpath(chosen).catch((error: unknown) => {
        throw new AppError('fileMissing', { subject: basename(chosen), cause: error })
      })
      checkPlace(folder)
      const { files, isCut } = await walkFolders([folder], new AbortController().signal, WATCH_LIMITS)
      if (isCut) throw new AppError('watchTooLarge', { subject: basename(folder) })
      return keep({
        version: 1, id: randomUUID(), folder, service: preset.service, presetId, presetName: preset.name,
        dailyCredits: preset.service === 'mvsep' ? dailyCredits : null, isPaused: false, createdAtMs: clock.nowMs(), made: 0, skipped: 0,
        spent: { day: '', credits: 0 }, contents: [],
        known: takesExisting ? {} : Object.fromEntries(files.map((file) => [file.path, stampOf(file)]))
      })
    },
    setDailyCredits: (watchId, dailyCredits) => {
      const isCharged = runOf(watchId).record().dailyCredits !== null
      return change(watchId, isCharged ? { dailyCredits } : {})
    },
    pause: (watchId) => change(watchId, { isPaused: true }),
    resume: (watchId) => change(watchId, { isPaused: false }),
    async remove(watchId) {
      const run = runOf(watchId)
      runs = (runs ?? []).filter((one) => one !== run)
      await run.dispose()
      lastRemoved = run.record()
      await store.remove(watchId)
      changed()
      return list()
    },
    async restore(watchId) {
      const record = lastRemoved
      if (record?.id !== watchId || !hasRoom()) throw new AppError('invalidInput', { detail: 'unknown watch folder, or too many' })
      checkPlace(record.folder)
      lastRemoved = null // asked for twice at once, it is watched once
      return keep(record).catch((error: unknown) => {
        lastRemoved = record
        throw error
      })
    },
    start() {
      runs ??= records.map(begin)
      records = []
    },
    lookAgain() {
      for (const run of runs ?? []) run.look()
    },
    onChange: (listener) => changes.on(listener),
    async dispose() {
      changes.clear()
      await Promise.all((runs ?? []).map((run) => run.dispose()))
    }
  }
}

const isSameOrIn = (folder: string, other: string): boolean => folder === other || folder.startsWith(other.endsWith(sep) ? other : other + sep)
