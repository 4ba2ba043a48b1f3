import type { Job, RemoteAddress } from '../../shared/domain/job'
import { AppError } from '../../shared/errors/appError'
import type { RemoteStatus } from '../mvsep/types'
import { hostOf } from './asking'
import { nameOfFetched } from './linkName'
import type { JobSteps } from './parts'
import { isPassing } from './requestBudget'
import { doneRate, EMPTY_FILES_GRACE_MS, EMPTY_FILES_TIMES, LINK_GRACE_MS, NOT_FOUND_GRACE_MS, NOT_FOUND_TIMES, pollDelayMs, type PollFacts } from './schedules'
import { createWorkWatch } from './workWatch'

/** The service has the job no more, by its own word. */
export class RemoteGone extends AppError {}

type Done = RemoteStatus & { readonly status: 'done' }

const UNASKED: RemoteStatus = { status: 'processing', message: null }

/**
 * Asks about a job until its results are announced, and answers them; null when the service says it failed (the job then
 * says so too). Every passing error is waited out. Throws RemoteGone('jobNotFound' | 'linkFailed'), 'linkFailed' and 'serverError' when results never
 * come, 'tlsFailed', 'refused', 'cancelled'.
 */
export async function follow(steps: JobSteps, id: string, signal: AbortSignal): Promise<Done | null> {
  const { asking, store } = steps
  const tellTrouble = (): void => {
    const job = store.find(id)?.job
    if (job !== undefined) asking.outlooks.set(id, { trouble: asking.troubleOf(job) })
  }
  const stopListening = asking.budgetOf(store.get(id).job.service).troubleChanged.on(tellTrouble)
  tellTrouble()
  try {
    return await askToTheEnd(steps, id, signal)
  } finally {
    stopListening()
    asking.outlooks.clear(id)
  }
}

async function askToTheEnd(steps: JobSteps, id: string, signal: AbortSignal): Promise<Done | null> {
  const { asking, parts, store, waits } = steps
  const { clock, random } = parts
  const { job: first } = store.get(id)
  const work = createWorkWatch(first, clock, asking)
  const startedMs = clock.monotonicMs()
  const isNew = first.adopted === undefined && mayBeNew(first, clock.nowMs(), startedMs)
  let [notFoundTimes, emptyTimes, textsAloneTimes] = [0, 0, 0]
  let doneSinceMs: number | null = null
  let facts: PollFacts = { status: UNASKED, service: first.service, seen: true, ...work.times() }
  for (;;) {
    const status = await askPatiently(steps, id, facts, signal)
    work.heard(status)
    const isUnknown = status.status === 'notFound' && status.isFetching !== true
    notFoundTimes = isUnknown ? notFoundTimes + 1 : 0
    if (status.status === 'notFound') {
      const graceMs = !isUnknown ? LINK_GRACE_MS : isNew ? NOT_FOUND_GRACE_MS : 0
      if ((!isUnknown || notFoundTimes >= NOT_FOUND_TIMES) && clock.monotonicMs() - startedMs >= graceMs) throw notFoundError(store.get(id).job, status)
    } else if (status.status === 'done') {
      // Words come with the first answer, files may follow it: words alone are believed the second time.
      const isWordsAlone = status.files.every(({ text }) => text !== undefined)
      textsAloneTimes += isWordsAlone && status.files.length > 0 ? 1 : 0
      if (status.files.length > 0 && status.files.every(({ url }) => url !== '') && (!isWordsAlone || textsAloneTimes > 1)) return status
      doneSinceMs ??= clock.monotonicMs()
      emptyTimes += 1
      if (emptyTimes >= EMPTY_FILES_TIMES && clock.monotonicMs() - doneSinceMs >= EMPTY_FILES_GRACE_MS) {
        throw new AppError('serverError', { detail: 'the service said done and announced no files' })
      }
    } else if (status.status === 'fetched') {
      store.apply(id, { type: 'linkFetched', remote: status.remote, name: nameOfFetched(store.get(id).job.input, status.remote.hash) })
      continue
    } else {
      store.apply(id, { type: 'statusReceived', status })
      if (status.status === 'failed') return null
    }
    asking.outlooks.set(id, { ...work.shown(), waitSeconds: status.status === 'waiting' ? await waitSeconds(steps, id, signal) : null })
    facts = { status, service: first.service, seen: asking.isSeen(), ...work.times() }
    await waits.pause(pollDelayMs(facts, random), signal)
  }
}

/**
 * Whether the service may not know the job yet. Its record has only the wall clock, which may have been set meanwhile: a
 * time ahead counts as now, and soon after the start everything may be new.
 */
const mayBeNew = (job: Job, nowMs: number, monotonicMs: number): boolean =>
  nowMs - job.updatedAtMs < NOT_FOUND_GRACE_MS || monotonicMs < NOT_FOUND_GRACE_MS

/** The service estimates the wait of an account, not of a job: it is told where one of its jobs waits alone. */
async function waitSeconds({ asking, store }: JobSteps, id: string, signal: AbortSignal): Promise<number | null> {
  const own = store.get(id).job
  const account = asking.accounts.keyOf(own)
  const waiting = store.rows().filter(({ job }) => job.phase === 'waiting' && job.service === 'mvsep' && asking.accounts.keyOf(job) === account)
  if (waiting.length !== 1) return null
  const known = asking.outlooks.list().find(({ jobId }) => jobId === id)?.waitSeconds ?? null
  return (await asking.estimate(own, signal)) ?? known
}

/** How the job stands once more, asked as patiently as any poll; what is said changes nothing by itself. */
export async function askAgain(steps: JobSteps, id: string, signal: AbortSignal): Promise<RemoteStatus> {
  const { asking, parts, store } = steps
  const { job } = store.get(id)
  const work = createWorkWatch(job, parts.clock, asking)
  try {
    return await askPatiently(steps, id, { status: UNASKED, service: job.service, seen: true, ...work.times() }, signal)
  } finally {
    asking.outlooks.clear(id)
  }
}

async function askPatiently(steps: JobSteps, id: string, facts: PollFacts, signal: AbortSignal): Promise<RemoteStatus> {
  const { asking, parts, store } = steps
  const { clock } = parts
  const { job } = store.get(id)
  const askedMs = clock.monotonicMs()
  const ticket = { host: hostOf(job), kind: 'poll', urgency: () => doneRate(facts) * (clock.monotonicMs() - askedMs + 1_000) } as const
  // Asking needs no token: what was made elsewhere is not kept waiting for one, unless it is refused itself.
  let needsAccount = job.service === 'mvsep' && job.adopted === undefined
  for (;;) {
    asking.outlooks.set(id, { trouble: asking.troubleOf(job) })
    if (needsAccount) await asking.accounts.of(store.get(id).job).hold.whenAccepted(signal)
    asking.outlooks.set(id, { trouble: asking.troubleOf(job) })
    try {
      return await asking.budgetOf(job.service).run(ticket, signal, async (own) => {
        const remote = await whereIs(steps, store.get(id).job)
        return remote.byLink === true ? parts.api.linkStatus(remote, own) : parts.api.status(remote, own)
      })
    } catch (error) {
      if (signal.aborted || !(error instanceof AppError)) throw error
      if (job.service === 'mvsep' && (error.code === 'tokenInvalid' || error.code === 'tokenMissing')) {
        needsAccount = true
        asking.accounts.of(store.get(id).job).hold.refused()
      } else if (!isPassing(error.code) && error.code !== 'cancelled') throw error
      // Cut by a sleep it is asked again at once; else the budget lets the host rest, for all jobs together.
    }
  }
}

/** One that says to the end that it is fetching a link has the job: a retry asks for it again instead of paying twice. */
function notFoundError(job: Job, { message, isFetching }: RemoteStatus & { readonly status: 'notFound' }): AppError {
  const detail = { detail: message ?? undefined }
  if (isFetching === true) return new AppError('linkFailed', detail)
  return new RemoteGone('remote' in job && job.remote?.byLink === true ? 'linkFailed' : 'jobNotFound', detail)
}

/** Where the service knows the job. The local service may come back on another port; every other job stays where it is. */
export async function whereIs({ parts }: JobSteps, job: Job): Promise<RemoteAddress> {
  if (!('remote' in job) || job.remote === null) throw new AppError('cancelled')
  if (job.service === 'mvsep') return job.remote
  return { ...job.remote, apiBase: (await parts.accessFor('local')).apiBase }
}

