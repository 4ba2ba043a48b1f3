import type { FSWatcher } from 'chokidar'
import { stat } from 'node:fs/promises'
import { basename, sep } from 'node:path'
import type { Algorithm } from '../../shared/domain/algorithm'
import { checkPlan } from '../../shared/domain/checkPlan'
import type { Preset } from '../../shared/domain/preset'
import type { WatchState } from '../../shared/domain/watchFolder'
import { isHiddenName, walkFolders, type FoundFile, type WalkLimits } from '../inputs/walkFolders'
import type { EnqueueItem } from '../jobs/enqueueItem'
import type { Log } from '../log/log'
import type { Clock } from '../transfers/clock'
import { createSettling, stampOf } from './settling'
import { takeFiles } from './takeFiles'
import type { WatchRecord } from './watchStore'

export const WATCH_LIMITS: WalkLimits = { depth: 16, files: 50_000, names: 500_000 }

/** How patient a watch folder is; milliseconds. */
export interface WatchPace {
  /** A file that has not changed for so long is finished. */
  readonly settleMs: number
  /** The system's events may be lost: the folder is looked through this often in any case. */
  readonly rescanMs: number
  /** While files are being written. */
  readonly soonMs: number
}

export const WATCH_PACE: WatchPace = { settleMs: 4_000, rescanMs: 30_000, soonMs: 1_000 }

export interface WatchRunParts {
  readonly clock: Clock
  readonly pace: WatchPace
  readonly presetOf: (presetId: string) => Preset | null
  /** Today's algorithms of a service; throws where they cannot be asked for. */
  readonly algorithms: (service: WatchRecord['service']) => Promise<readonly Algorithm[]>
  readonly libraryFolder: () => string
  readonly isMade: (jobId: string) => boolean
  readonly enqueue: (item: EnqueueItem, service: WatchRecord['service']) => void
  readonly save: (record: WatchRecord) => Promise<void>
  readonly changed: () => void
  readonly log: Log
}

export interface WatchRun {
  record(): WatchRecord
  state(): WatchState
  waiting(): number
  /** Changes what the record says, between two looks. Throws as the store does: nothing is changed then. */
  change(change: Partial<WatchRecord>): Promise<void>
  /** Looks through the folder soon. */
  look(): void
  dispose(): Promise<void>
}

/** The calendar day where the computer stands, e.g. "2026-11-22". */
const dayOf = (nowMs: number): string => {
  const now = new Date(nowMs)
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

/** Watches one folder: the system's events say when to look, and the look alone says what is there. */
export function createWatchRun(start: WatchRecord, parts: WatchRunParts): WatchRun {
  const { clock, pace, log } = parts
  const ending = new AbortController()
  const settling = createSettling(pace.settleMs)
  let record = start
  let state: WatchState = start.isPaused ? 'paused' : 'watching'
  let waiting = 0
  let events: Promise<FSWatcher> | null = null
  let stopTimer = (): void => undefined
  let turn: Promise<unknown> = Promise.resolve()

  /** One thing after the other: looks and changes never meet. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = turn.then(act)
    turn = done.catch(() => undefined) // told to whoever asked
    return done
  }
  const lookIn = (delayMs: number): void => {
    stopTimer()
    if (ending.signal.aborted || record.isPaused) return
    stopTimer = clock.after(delayMs, () => {
      inTurn(lookOnce).catch((error: unknown) => {
        if (!ending.signal.aborted) log.warn('a watch folder could not be looked through', { error })
        lookIn(pace.rescanMs)
      })
    })
  }
  const beginListening = async (): Promise<FSWatcher> => {
    const { watch } = await import('chokidar') // who watches nothing does not read it
    const ignored = (path: string): boolean => path !== record.folder && isHiddenName(basename(path))
    const watcher = watch(record.folder, { ignored, ignoreInitial: true, followSymlinks: false, depth: WATCH_LIMITS.depth })
    watcher.on('all', () => { lookIn(pace.soonMs) })
    watcher.on('error', (error) => { log.warn('events of a watch folder are missing', { error }) })
    return watcher
  }
  const stopListening = async (): Promise<void> => {
    const before = events
    events = null
    await (await before)?.close()
  }

  const isOfLibrary = (path: string): boolean => path.startsWith(parts.libraryFolder() + sep)
  const isNew = (file: FoundFile): boolean => record.known[file.path] !== stampOf(file) && !isOfLibrary(file.path)

  /** What is there to do, and how the folder stands after it. */
  const find = async (): Promise<{ readonly state: WatchState; readonly waiting: number; readonly isSoon: boolean }> => {
    const found = await stat(record.folder).catch(() => null)
    if (found?.isDirectory() !== true) {
      await stopListening() // it listens to nothing once the folder is another one
      return { state: 'folderGone', waiting: 0, isSoon: false }
    }
    events ??= beginListening()
    await events
    const walk = await walkFolders([record.folder], ending.signal, WATCH_LIMITS)
    if (walk.isCut) return { state: 'tooLarge', waiting: 0, isSoon: false }
    const fresh = walk.files.filter(isNew)
    const { settled, isWaiting } = settling.look(fresh, clock.monotonicMs())
    const preset = parts.presetOf(record.presetId)
    if (preset === null || preset.service !== record.service) return { state: 'presetGone', waiting: fresh.length, isSoon: false }
    if (settled.length === 0) return { state: 'watching', waiting: 0, isSoon: isWaiting }
    const algorithms = await parts.algorithms(record.service).catch((error: unknown) => {
      log.info('a watch folder waits for the list of algorithms', { error })
      return null
    })
    if (algorithms === null) return { state: 'listMissing', waiting: fresh.length, isSoon: false }
    const check = checkPlan(preset.plan, algorithms)
    if (check.status !== 'ok' || check.algorithm.input !== 'single_upload') return { state: 'presetUnfit', waiting: fresh.length, isSoon: false }
    const taken = await takeFiles({ ...record, presetName: preset.name }, settled, {
      plan: preset.plan, algorithm: check.algorithm, day: dayOf(clock.nowMs()), isMade: parts.isMade,
      enqueue: (item) => { parts.enqueue(item, record.service) },
      save: async (next) => {
        await parts.save(next)
        record = next
        parts.changed()
      },
      signal: ending.signal
    })
    return { state: taken.waiting > 0 ? 'ceiling' : 'watching', waiting: taken.waiting, isSoon: isWaiting }
  }
  const lookOnce = async (): Promise<void> => {
    if (ending.signal.aborted || record.isPaused) return
    const next = await find()
    const isOther = next.state !== state || next.waiting !== waiting
    state = next.state
    waiting = next.waiting
    if (isOther) parts.changed()
    lookIn(next.isSoon ? pace.soonMs : pace.rescanMs)
  }

  lookIn(0)
  return {
    record: () => (record.spent.day === dayOf(clock.nowMs()) ? record : { ...record, spent: { day: dayOf(clock.nowMs()), credits: 0 } }),
    state: () => (record.isPaused ? 'paused' : state),
    waiting: () => (record.isPaused ? 0 : waiting),
    async change(change) {
      await inTurn(async () => {
        const next = { ...record, ...change }
        await parts.save(next)
        record = next
        if (record.isPaused) await stopListening()
        else state = 'watching'
      })
      parts.changed()
      lookIn(0)
    },
    look: () => { lookIn(0) },
    async dispose() {
      ending.abort()
      stopTimer()
      await turn.catch(() => undefined)
      await stopListening()
    }
  }
}
