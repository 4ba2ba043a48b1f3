import { AppError } from '../../shared/errors/appError'
import type { HistoryRow, ServiceAccess } from '../mvsep/types'
import { backOffMs } from '../transfers/backOff'
import { candidates, EARLIER_MS, type LostCreate } from './historyMatch'
import { remoteOf } from './jobReducer'
import type { JobSteps } from './parts'
import { LOOK_UP_DELAYS_MS, POLL_AGAIN } from './schedules'

const PAGE_ROWS = 20
const MOST_PAGES = 5

/**
 * unconfirmed -> waiting when the service's history and queue hold exactly one job that can be ours; otherwise, after a few
 * looks, the job says that it was looked up and waits for the user. Never sends anything.
 */
export async function lookUp(steps: JobSteps, id: string, signal: AbortSignal): Promise<void> {
  const { store, waits } = steps
  for (const delayMs of LOOK_UP_DELAYS_MS) {
    await waits.pause(delayMs, signal)
    const found = await readPatiently(steps, id, signal)
    if (found === null) break // nobody to ask as: the user decides
    const [only] = found.matches
    if (found.matches.length > 1) break
    if (only === undefined) continue
    store.apply(id, { type: 'accepted', remote: { hash: only.hash, apiBase: found.apiBase } })
    return
  }
  store.apply(id, { type: 'lookedUp' })
}

interface Found {
  readonly matches: readonly HistoryRow[]
  readonly apiBase: string
}

/** One look, repeated while the network is away. */
async function readPatiently(steps: JobSteps, id: string, signal: AbortSignal): Promise<Found | null> {
  const { asking, parts, store, waits } = steps
  const { job } = store.get(id)
  for (let failures = 1; ; failures += 1) {
    try {
      const access = await parts.accessFor(job.service, job.home)
      if (job.service === 'mvsep' && access.token === null) return null
      if (job.service === 'mvsep') await asking.account.whenAccepted(signal)
      return { matches: await readBoth(steps, access, lostCreate(steps, id)), apiBase: access.apiBase }
    } catch (error) {
      if (signal.aborted) throw error
      if (error instanceof AppError && error.code === 'tokenInvalid' && job.service === 'mvsep') {
        asking.account.refused() // it waits with all the others for a new token, and is looked for then
        continue
      }
      if (!(error instanceof AppError) || error.code === 'tokenMissing' || error.code === 'tokenInvalid' || error.code === 'refused') {
        parts.report(error)
        return null
      }
      await waits.pause(Math.max(backOffMs(POLL_AGAIN, failures, parts.random), error.retryAfterMs ?? 0), signal)
    }
  }
}

/** A job is in the queue before it is in the history: both are looked at, and what both hold counts once. */
async function readBoth(steps: JobSteps, access: ServiceAccess, lost: LostCreate): Promise<readonly HistoryRow[]> {
  const queued = candidates(await steps.parts.api.currentQueue(access), lost)
  const rows = [...(await readHistory(steps, access, lost)), ...queued]
  return rows.filter(({ hash }, index) => rows.findIndex((other) => other.hash === hash) === index)
}

async function readHistory({ parts }: JobSteps, access: ServiceAccess, lost: LostCreate): Promise<readonly HistoryRow[]> {
  const matches: HistoryRow[] = []
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const rows = await parts.api.history(access, page * PAGE_ROWS, PAGE_ROWS)
    matches.push(...candidates(rows, lost))
    const oldest = rows.at(-1)
    if (rows.length < PAGE_ROWS || (oldest?.createdAtMs ?? Infinity) < lost.sentAtMs - EARLIER_MS) break
  }
  return matches
}

function lostCreate({ store }: JobSteps, id: string): LostCreate {
  const { job, source } = store.get(id)
  if (job.phase !== 'unconfirmed') throw new AppError('cancelled')
  const claimed = new Set(store.rows().map((row) => remoteOf(row.job)?.hash).filter((hash) => hash !== undefined))
  return { inputName: source === null ? null : job.input.name, renderId: job.plan.renderId, sentAtMs: job.sentAtMs, claimed }
}
