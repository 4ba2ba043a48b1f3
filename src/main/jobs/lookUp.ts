import { AppError } from '../../shared/errors/appError'
import type { HistoryRow, ServiceAccess } from '../mvsep/types'
import { backOffMs } from '../transfers/backOff'
import { candidates, EARLIER_MS, type LostCreate } from './historyMatch'
import { remoteOf } from './jobReducer'
import type { LedgerRow } from './ledger'
import { fileOf } from './jobSource'
import { nameOfFetched } from './linkName'
import type { JobSteps } from './parts'
import { isPassing } from './requestBudget'
import { LOOK_UP_DELAYS_MS, POLL_AGAIN } from './schedules'

const PAGE_ROWS = 20
const MOST_PAGES = 5

/**
 * unconfirmed -> waiting when the service's history and queue hold exactly one job that can be ours and no other's; otherwise,
 * after a few looks, the job says that it was looked up and waits for the user. Never sends anything.
 */
export async function lookUp(steps: JobSteps, id: string, signal: AbortSignal): Promise<void> {
  const { store, waits } = steps
  for (const delayMs of LOOK_UP_DELAYS_MS) {
    await waits.pause(delayMs, signal)
    const found = await readPatiently(steps, id, signal)
    if (found === null) break // nobody to ask as: the user decides
    const [only] = found.matches
    if (found.matches.length > 1) break
    // Asked now, not before the answer: another job may have taken it meanwhile.
    if (only === undefined || claimedBy(steps).has(only.hash) || mayBeAnothers(steps, id, only)) continue
    const { input } = store.get(id).job
    store.apply(id, { type: 'accepted', remote: { hash: only.hash, apiBase: found.apiBase }, name: nameOfFetched(input, only.hash) })
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
      if (job.service === 'mvsep') await asking.accounts.of(job).hold.whenAccepted(signal)
      const access = await parts.accessFor(job.service, job.home, job.accountId)
      if (job.service === 'mvsep' && access.token === null) return null
      return { matches: await readBoth(steps, access, lostCreate(steps, id)), apiBase: access.apiBase }
    } catch (error) {
      if (signal.aborted) throw error
      if (error instanceof AppError && error.code === 'tokenInvalid' && job.service === 'mvsep') {
        asking.accounts.of(job).hold.refused() // it waits with all the others for a new token, and is looked for then
        continue
      }
      if (!(error instanceof AppError) || !isPassing(error.code)) { // asking again would bring the same
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

function lostCreate(steps: JobSteps, id: string): LostCreate {
  const row = steps.store.get(id)
  if (row.job.phase !== 'unconfirmed') throw new AppError('cancelled')
  return toLost(row, row.job.sentAtMs, claimedBy(steps))
}

/**
 * What the jobs sent from here hold already. One taken in from the history proves nothing: it may be this very create, and were
 * it left out, the user would be asked whether to send, and pay for, the song once more.
 */
const claimedBy = ({ store }: JobSteps): ReadonlySet<string> =>
  new Set(store.rows().filter(({ job }) => job.adopted === undefined).map(({ job }) => remoteOf(job)?.hash).filter((hash) => hash !== undefined))

const toLost = ({ job, source }: LedgerRow, sentAtMs: number, claimed: ReadonlySet<string>): LostCreate =>
  ({ inputName: fileOf(source) === null ? null : job.input.name, renderId: job.plan.renderId, sentAtMs, claimed })

/**
 * Whether the row found can as well be that of another job here without an answer: songs of one name, sent together, look the
 * same in a history, and a job must not get the stems of another song. Equal songs with equal plans get equal stems.
 */
function mayBeAnothers({ store }: JobSteps, id: string, found: HistoryRow): boolean {
  const own = store.get(id)
  return store.rows().some((row) => {
    if (row.job.id === id || row.job.service !== own.job.service || haveEqualResults(row, own)) return false
    const sentAtMs = row.job.phase === 'unconfirmed' ? row.job.sentAtMs : row.job.phase === 'uploading' ? row.lastBytesAtMs : null
    return sentAtMs !== null && candidates([found], toLost(row, sentAtMs, new Set())).length > 0
  })
}

const haveEqualResults = (one: LedgerRow, other: LedgerRow): boolean =>
  JSON.stringify([one.source, one.job.plan]) === JSON.stringify([other.source, other.job.plan])
