import { randomUUID } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { AddedInputs } from '../../shared/domain/input'
import type { Plan } from '../../shared/domain/plan'
import type { ServiceId } from '../../shared/domain/service'
import type { SplitProposal, SplitSong } from '../../shared/domain/split'
import { AppError, toErrorInfo, type ErrorInfo } from '../../shared/errors/appError'
import type { InputService } from '../inputs/inputService'
import type { JobService } from '../jobs/jobService'
import type { FileSource } from '../jobs/jobSource'
import type { Log } from '../log/log'
import type { RecordFolder } from '../presets/recordFolder'
import { createEmitter } from '../util/emitter'
import { createProposals, type PartLimits } from './proposeSplit'
import { partJobIds, visibleSplit, type SplitRecord } from './splitRecord'
import { createWork, cutSong, folderOf, joinFolderOf, joinSong, readyParts, sendParts, type StepParts, type Work } from './splitSteps'

export interface SplitsChanged {
  readonly splits: readonly SplitSong[]
  readonly removedIds: readonly string[]
}

/** Long songs in parts. Every change is on disk when its promise resolves. Unknown ids: AppError('invalidInput'). */
export interface SplitService {
  /** Goes on where the last run ended; the jobs must be there. */
  start(): void
  list(): readonly SplitSong[]
  /** The songs that are cut, known to main alone. */
  sources(): readonly FileSource[]
  /** How a song would be cut; a proposal before it that is still being made is ended. */
  propose(inputId: string, limits: PartLimits): Promise<SplitProposal>
  stopProposing(): void
  /** Cuts the song as proposed and sends its parts, once for each plan. The input leaves its list. */
  begin(proposalId: string, plans: readonly Plan[], service: ServiceId): Promise<readonly SplitSong[]>
  /** Ends a split whose parts are no jobs yet, and gives the song back. */
  cancel(splitId: string): Promise<AddedInputs>
  /** Goes on after a problem. */
  tryAgain(splitId: string): void
  onChange(listener: (changed: SplitsChanged) => void): () => void
  /** Ends when nothing is left that is under way. */
  dispose(): Promise<void>
}

export interface SplitParts extends Omit<StepParts, 'jobs'> {
  readonly store: RecordFolder<SplitRecord>
  readonly jobs: StepParts['jobs'] & Pick<JobService, 'onChange'>
  readonly inputs: Pick<InputService, 'take' | 'remove' | 'addSources'>
  /** Jobs that were taken off the list before this start. */
  readonly removedJobIds: readonly string[]
  readonly accountId: () => string | null
  readonly nowMs: () => number
  readonly log: Log
}

const TELL_EVERY_MS = 250

/** Loads the splits under way and drives them by what becomes of their jobs. Nothing begins before `start`. */
export async function loadSplits(parts: SplitParts): Promise<SplitService> {
  const { store, jobs, inputs, log } = parts
  const records = new Map((await store.read()).map((record) => [record.id, record]))
  const problems = new Map<string, ErrorInfo>()
  const works = new Map<string, { readonly work: Work; readonly ended: Promise<void> }>()
  const changes = createEmitter<SplitsChanged>()
  const proposals = createProposals(parts)
  let isDisposed = false

  const get = (splitId: string): SplitRecord => {
    const record = records.get(splitId)
    if (record === undefined) throw new AppError('invalidInput', { detail: 'unknown split' })
    return record
  }
  const visible = (record: SplitRecord): SplitSong =>
    visibleSplit(record, works.get(record.id)?.work.fraction() ?? null, problems.get(record.id) ?? null)
  const tell = (splitId: string): void => { changes.emit({ splits: [visible(get(splitId))], removedIds: [] }) }
  const put = async (record: SplitRecord): Promise<SplitRecord> => {
    await store.write(record)
    records.set(record.id, record)
    tell(record.id)
    return record
  }
  const forget = async (record: SplitRecord): Promise<void> => {
    await store.remove(record.id)
    records.delete(record.id)
    await rm(folderOf(parts, record), { recursive: true, force: true })
  }

  /** Takes a split as far as it can go now. */
  async function advance(splitId: string, work: Work): Promise<void> {
    let record = get(splitId)
    if (record.state === 'cutting') {
      await cutSong(parts, record, work)
      record = await put({ ...record, state: 'written' })
    }
    if (record.state === 'written') {
      if (isDisposed) return
      await sendParts(parts, record)
      record = await put({ ...record, state: 'sent' })
    }
    const ready = record.state === 'sent' ? readyParts(parts, record) : null
    if (ready === null) return
    const joinFolder = await joinFolderOf(parts, record)
    record = await put({ ...record, joinFolder })
    await joinSong(parts, record, ready, joinFolder, work)
    record = await put({ ...record, state: 'joined' })
    await rm(folderOf(parts, record), { recursive: true, force: true })
  }

  const hasWork = (record: SplitRecord): boolean => record.state === 'cutting' || record.state === 'written' || (record.state === 'sent' && readyParts(parts, record) !== null)

  function look(splitId: string): void {
    const record = records.get(splitId)
    if (record === undefined || isDisposed || works.has(splitId) || problems.has(splitId) || !hasWork(record)) return
    const work = createWork()
    const ended = advance(splitId, work).then(() => true, (error: unknown) => {
      const info = toErrorInfo(error)
      if (info.code === 'cancelled') return false
      problems.set(splitId, info)
      log.warn('a split song does not go on', { splitId, error })
      return false
    }).then((isDone) => {
      works.delete(splitId)
      if (records.has(splitId)) tell(splitId)
      // The last part may have become ready while the one before was being noted.
      if (isDone) look(splitId)
    })
    works.set(splitId, { work, ended })
    tell(splitId)
  }

  const telling = setInterval(() => { for (const splitId of works.keys()) if (records.has(splitId)) tell(splitId) }, TELL_EVERY_MS)
  telling.unref()
  let stopListening = (): void => undefined
  await tidy()

  /** Before the ledger forgets which jobs were taken off the list: what was sent is not sent again, and what is gone is forgotten. */
  async function tidy(): Promise<void> {
    const there = new Set(jobs.list().map(({ id }) => id))
    const wereThere = new Set(parts.removedJobIds)
    for (const record of [...records.values()]) {
      const ids = partJobIds(record)
      const isSent = record.state === 'sent' || record.state === 'joined' || ids.some((id) => there.has(id) || wereThere.has(id))
      if (!isSent) continue
      const next = ids.some((id) => there.has(id)) ? put({ ...record, state: record.state === 'joined' ? 'joined' : 'sent' }) : forget(record)
      await next.catch((error: unknown) => { log.error('a split song could not be noted', { error }) })
    }
    const kept = new Set([...records.values()].filter(({ state }) => state !== 'joined').map(({ id }) => id))
    const names = await readdir(parts.partsFolder).catch(() => [])
    await Promise.all(names.filter((name) => !kept.has(name)).map((name) => rm(join(parts.partsFolder, name), { recursive: true, force: true })))
      .catch((error: unknown) => { log.warn('parts of songs that are joined stay', { error }) })
  }

  return {
    start() {
      stopListening = jobs.onChange(({ jobs: changed }) => {
        const ready = new Set(changed.filter(({ phase }) => phase === 'ready').map(({ id }) => id))
        if (ready.size === 0) return
        for (const record of records.values()) {
          if (partJobIds(record).some((id) => ready.has(id))) look(record.id)
        }
      })
      for (const splitId of records.keys()) look(splitId)
    },
    list: () => [...records.values()].map(visible),
    sources: () => [...records.values()].map(({ song }) => song),
    propose: (inputId, limits) => proposals.make(inputId, limits),
    stopProposing: () => { proposals.stop() },
    async begin(proposalId, plans, service) {
      const { input, cut } = proposals.take(proposalId)
      inputs.take([input.id])
      const { name, path, sizeBytes, mtimeMs, durationSeconds, below } = input
      const song = { name, path, sizeBytes, mtimeMs, durationSeconds, ...(below === undefined ? {} : { below }) }
      const made = plans.map((plan): SplitRecord => ({
        version: 1, id: randomUUID(), createdAtMs: parts.nowMs(), service, accountId: service === 'mvsep' ? parts.accountId() : null,
        plan, song, cut, state: 'cutting', joinFolder: null
      }))
      // First the word, then the deed: what was pressed for goes on after a kill.
      for (const record of made) await put(record)
      inputs.remove([input.id])
      for (const { id } of made) look(id)
      return made.map(visible)
    },
    async cancel(splitId) {
      const running = works.get(splitId)
      if (get(splitId).state === 'sent' || get(splitId).state === 'joined') throw new AppError('invalidInput', { detail: 'its parts are jobs' })
      running?.work.stop()
      await running?.ended
      const record = get(splitId)
      // The last part may have been written, and all sent, in the very moment.
      if (record.state === 'sent' || record.state === 'joined') throw new AppError('invalidInput', { detail: 'its parts are jobs' })
      await forget(record)
      problems.delete(splitId)
      changes.emit({ splits: [], removedIds: [splitId] })
      const { path, sizeBytes, mtimeMs } = record.song
      return inputs.addSources([{ path, sizeBytes, mtimeMs }])
    },
    tryAgain(splitId) {
      get(splitId)
      problems.delete(splitId)
      tell(splitId)
      look(splitId)
    },
    onChange: (listener) => changes.on(listener),
    async dispose() {
      isDisposed = true
      stopListening()
      clearInterval(telling)
      proposals.stop()
      for (const { work } of works.values()) work.stop()
      await Promise.all([...works.values()].map(({ ended }) => ended))
      changes.clear()
    }
  }
}
