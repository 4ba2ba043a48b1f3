import { rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { CancelAnswer } from '../../shared/domain/cancelAnswer'
import type { DeletionAnswer } from '../../shared/domain/deletionAnswer'
import { expiresAtMs, missesResults } from '../../shared/domain/expiry'
import type { Job } from '../../shared/domain/job'
import { codeOf, folderError } from '../transfers/systemError'
import { cancelThere } from './cancelThere'
import { asidePath } from './checkResult'
import { deleteThere } from './deleteThere'
import type { JobRuns } from './jobRuns'
import { filesOf, isAtRest, isAtService, remoteOf } from './jobReducer'
import type { JobChange } from './jobStore'
import { leaveFolder } from './leaveFolder'
import type { LedgerRow } from './ledger'
import type { JobSteps } from './parts'
import { movesBefore } from './queueOrder'

export type UnconfirmedAnswer = 'lookAgain' | 'sendAgain' | 'giveUp'

/**
 * What the user may do with jobs, many at once: all of it is in the ledger in one write. Each throws
 * AppError('invalidInput') for an unknown id, before anything changes; jobs that a command does not apply to
 * (they may have gone on meanwhile) are passed over.
 */
export interface JobCommands {
  /** Holds jobs: nothing more of them is sent or fetched. What the service has begun goes on there. */
  pause(ids: readonly string[]): void
  resume(ids: readonly string[]): void
  /** Stops jobs here at once; the answers, in the order of the ids, come when the service, where it has them, was told. */
  cancel(ids: readonly string[]): Promise<readonly CancelAnswer[]>
  /** Stops asking about jobs that go on at the service; a retry takes them up again without paying. */
  stopFollowing(ids: readonly string[]): void
  /** Asks the service again for what it has; sends anew only a job that the service does not have. */
  retry(ids: readonly string[]): void
  /** As `retry`, for jobs whose folder is full or gone: into a new folder of the present library. */
  moveToLibrary(ids: readonly string[]): void
  /** Fetches results of a ready job once more that could not be read; the old ones go when the new ones can be. Others are passed over. */
  fetchAgain(id: string, indexes: readonly number[]): Promise<void>
  /** Goes on with everything whose results did not come in, while the service still has it. Answers how many jobs. */
  fetchMissing(): number
  /** Deletes the files of ready jobs at the service, each once it is seen to be here whole; answers in the order of the ids. */
  deleteThere(ids: readonly string[]): Promise<readonly DeletionAnswer[]>
  /** Puts queued jobs before another one, or behind all. */
  move(ids: readonly string[], beforeId: string | null): void
  resolveUnconfirmed(id: string, answer: UnconfirmedAnswer): void
}

export const namesOf = (job: Job): readonly string[] => filesOf(job).map(({ fileName }) => fileName)

const isHeld = (job: Job): boolean => job.phase === 'downloading' && job.hold !== null

/** Jobs whose next step may be another library folder; every other one stays where it began. */
const couldNotBeWritten = (job: Job): boolean =>
  isHeld(job) || (job.phase === 'failed' && (job.error.code === 'diskFull' || job.error.code === 'fileTooLarge' || job.error.code === 'folderUnwritable'))

/** Too late to take back: the answer is on its way, and with it the way to the job at the service. */
const isSentWhole = ({ job, lastBytesAtMs }: LedgerRow): boolean => job.phase === 'uploading' && lastBytesAtMs !== null

/** Builds the commands over the store and the runs of an engine. */
export function createJobCommands(steps: JobSteps, runs: JobRuns): JobCommands {
  const { parts, store } = steps
  /** Asked and not answered yet: nobody is asked twice. */
  const deleting = new Map<string, Promise<DeletionAnswer>>()
  const rowsOf = (ids: readonly string[]): readonly LedgerRow[] => [...new Set(ids)].map((id) => store.get(id))
  const stopAll = (rows: readonly LedgerRow[]): void => {
    for (const { job } of rows) runs.stop(job.id)
  }
  const applyToAll = (rows: readonly LedgerRow[], event: JobChange[1]): void => {
    store.applyAll(rows.map(({ job }) => [job.id, event]))
  }

  async function tellService(job: Job): Promise<CancelAnswer> {
    const answer = await cancelThere(steps, job, runs.closing)
    // Otherwise a retry would wait for a job that nobody has any more. The user may have been faster.
    if (answer.outcome === 'agreed' && store.find(job.id)?.job.phase === 'cancelled') store.apply(job.id, { type: 'takenBack' })
    return answer
  }
  async function cancel(ids: readonly string[]): Promise<readonly CancelAnswer[]> {
    const rows = ids.map((id) => store.get(id))
    const now = rows.filter((row) => !isAtRest(row.job) && !isSentWhole(row))
    stopAll(now)
    applyToAll(now, { type: 'cancelled' })
    return Promise.all(rows.map((row): Promise<CancelAnswer> => {
      if (isSentWhole(row)) return cancelOnceAnswered(row.job.id)
      if (!isAtService(row.job)) return Promise.resolve({ outcome: 'here' })
      const answer = tellService(row.job)
      runs.inBackground(answer)
      return answer
    }))
  }
  function cancelOnceAnswered(id: string): Promise<CancelAnswer> {
    return new Promise((resolve, reject) => {
      const stopListening = store.changed.on(({ jobs, removedIds }) => {
        const now = jobs.find((changed) => changed.id === id)
        if (now === undefined ? !removedIds.includes(id) : now.phase === 'uploading') return
        stopListening()
        if (now !== undefined && isAtService(now)) cancel([id]).then(([answer]) => { resolve(answer ?? { outcome: 'here' }) }, reject)
        else resolve({ outcome: 'here' })
      })
    })
  }

  /** `left`: those of them that get a new folder. */
  function tryAgain(rows: readonly LedgerRow[], left: readonly LedgerRow[]): void {
    stopAll(rows) // runs that have just failed may still be ending
    applyToAll(rows.filter((row) => !left.includes(row)), { type: 'retryRequested' })
    for (const { job, folder } of left) {
      store.apply(job.id, { type: 'retryRequested' }, { folder: null })
      if (folder !== null) runs.inBackground(runs.stopped(job.id).then(() => leaveFolder(folder, namesOf(job))))
    }
    for (const { job } of rows) if (isAtService(store.get(job.id).job)) runs.start(job.id)
  }

  function retry(ids: readonly string[]): void {
    const rows = rowsOf(ids).filter(({ job }) => job.phase === 'failed' || job.phase === 'cancelled' || isHeld(job))
      .filter(({ job }) => job.adopted === undefined || remoteOf(job) !== null) // else there is nothing to ask for, and it is never sent
    tryAgain(rows, rows.filter(({ job, folder }) => folder !== null && couldNotBeWritten(job) && dirname(folder) !== parts.libraryFolder()))
  }
  function resume(ids: readonly string[]): void {
    const rows = rowsOf(ids).filter(({ job }) => job.paused)
    applyToAll(rows, { type: 'resumeRequested' })
    for (const { job } of rows) if (job.phase === 'downloading') runs.start(job.id)
  }

  return {
    pause(ids) {
      const rows = rowsOf(ids).filter(({ job }) => !isAtRest(job) && !job.paused)
      // What is at the service, or on its way there as a whole, goes on and is followed: it may be paid for already.
      const halted = rows.filter((row) => row.job.phase === 'queued' || row.job.phase === 'downloading' || (row.job.phase === 'uploading' && !isSentWhole(row)))
      stopAll(halted)
      store.applyAll(rows.flatMap((row): JobChange[] => {
        const pause: JobChange = [row.job.id, { type: 'pauseRequested' }]
        return row.job.phase === 'uploading' && !isSentWhole(row) ? [pause, [row.job.id, { type: 'sentBack', hold: 'paused' }]] : [pause]
      }))
    },
    resume,
    cancel,
    stopFollowing(ids) {
      const rows = rowsOf(ids).filter(({ job }) => isAtService(job))
      stopAll(rows)
      applyToAll(rows, { type: 'cancelled' })
    },
    retry,
    fetchMissing() {
      const jobs = store.rows().map(({ job }) => job).filter((job) => missesResults(job) && (expiresAtMs(job) ?? Infinity) > parts.clock.nowMs())
      resume(jobs.filter(({ paused }) => paused).map(({ id }) => id))
      retry(jobs.filter(({ paused }) => !paused).map(({ id }) => id))
      return jobs.length
    },
    async deleteThere(ids) {
      const answers = ids.map((id) => {
        store.get(id)
        const answer = deleting.get(id) ?? deleteThere(steps, id, runs.closing).finally(() => deleting.delete(id))
        deleting.set(id, answer)
        runs.inBackground(answer)
        return answer
      })
      return Promise.all(answers)
    },
    moveToLibrary(ids) {
      const rows = rowsOf(ids).filter(({ job }) => couldNotBeWritten(job))
      tryAgain(rows, rows)
    },
    async fetchAgain(id, indexes) {
      const { job, folder } = store.get(id)
      if (job.phase !== 'ready' || folder === null || job.remote === null || job.remote.deletedAtMs !== null) return
      const wanted = job.files.filter(({ index, damaged }) => damaged && indexes.includes(index))
      if (wanted.length === 0) return
      runs.stop(id) // the one that has just made it ready may still be tidying up
      // First the word, then the deed: killed in between, the next start looks at the file again.
      if (!store.apply(id, { type: 'fetchAgain', indexes: wanted.map(({ index }) => index) })) return
      for (const { fileName } of wanted) {
        await rename(join(folder, fileName), asidePath(folder, fileName)).catch((error: unknown) => {
          if (codeOf(error) !== 'ENOENT') throw folderError(error, folder)
        })
      }
      runs.start(id)
    },
    move(ids, beforeId) {
      rowsOf(ids)
      store.applyAll(movesBefore(store.rows(), ids, beforeId))
    },
    resolveUnconfirmed(id, answer) {
      runs.stop(id)
      if (answer === 'sendAgain') store.apply(id, { type: 'sendAgain' }, { lastBytesAtMs: null })
      else if (answer === 'giveUp') store.apply(id, { type: 'cancelled' })
      else if (store.apply(id, { type: 'lookAgain' })) runs.start(id)
    }
  }
}
