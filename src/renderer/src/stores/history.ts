import { create } from 'zustand'
import type { Job } from '../../../shared/domain/job'
import { readResultLink } from '../../../shared/domain/resultLink'
import { HISTORY_PAGE_ROWS, type ServerJob } from '../../../shared/domain/serverHistory'
import type { ErrorInfo } from '../../../shared/errors/appError'
import { call, errorInfoOf } from '../bridge/client'
import { useApp } from './app'
import { goTo } from './navigation'
import { attempt, useNotices } from './notices'

/** A row of the account's history, and when it was told. */
export interface ToldJob extends ServerJob {
  /** Unix time in milliseconds. */
  readonly asOfMs: number
}

interface HistoryState {
  /** Newest first, each hash once. */
  readonly rows: readonly ToldJob[]
  readonly pages: number
  readonly hasMore: boolean
  readonly isAsking: boolean
  /** When the newest page was told; null before the first answer. */
  readonly asOfMs: number | null
  /** Why the service could not be asked; what was known stays. */
  readonly error: ErrorInfo | null
  /** The job that opens in the Studio as soon as it is ready. */
  readonly openingId: string | null
}

const EMPTY: HistoryState = { rows: [], pages: 0, hasMore: false, isAsking: false, asOfMs: null, error: null, openingId: null }

/** The active account's jobs as MVSEP lists them. */
export const useHistory = create<HistoryState>(() => EMPTY)

// An answer to an older question, or about another account, is dropped.
let lastAsk = 0

/** Forgets what is listed, e.g. another account's. */
export function forgetHistory(): void {
  lastAsk += 1
  const { openingId } = useHistory.getState()
  useHistory.setState({ ...EMPTY, openingId })
}

/** Asks for one page; false when the answer was no longer wanted or did not come. */
async function ask(thisAsk: number, page: number, refresh: boolean): Promise<'kept' | 'fresh' | 'failed' | 'overtaken'> {
  try {
    const { value, fetchedAtMs, fromCache, refreshError } = await call('history:page', { start: page * HISTORY_PAGE_ROWS, refresh })
    if (thisAsk !== lastAsk) return 'overtaken'
    const told = value.rows.map((row): ToldJob => ({ ...row, asOfMs: fetchedAtMs }))
    useHistory.setState(({ rows, asOfMs }) => ({
      rows: eachOnce(page === 0 ? told : [...rows, ...told]), pages: page + 1, hasMore: value.hasMore,
      asOfMs: page === 0 ? fetchedAtMs : asOfMs, error: refreshError
    }))
    return fromCache && refreshError === null ? 'kept' : 'fresh'
  } catch (error) {
    if (thisAsk !== lastAsk) return 'overtaken'
    useHistory.setState({ error: errorInfoOf(error) })
    return 'failed'
  }
}

async function asking(work: (thisAsk: number) => Promise<unknown>): Promise<void> {
  const thisAsk = lastAsk += 1
  useHistory.setState({ isAsking: true })
  await work(thisAsk)
  if (thisAsk === lastAsk) useHistory.setState({ isAsking: false })
}

/** Lists the newest page: the kept copy at once, the service's answer behind it. */
export const loadHistory = (): Promise<void> => asking(async (thisAsk) => {
  if (await ask(thisAsk, 0, false) === 'kept') await ask(thisAsk, 0, true)
})

/** Asks the service for the newest page anew; later ones are loaded again when wanted. */
export const refreshHistory = (): Promise<void> => asking((thisAsk) => ask(thisAsk, 0, true))

export const loadMoreHistory = (): Promise<void> => asking((thisAsk) => ask(thisAsk, useHistory.getState().pages, true))

const eachOnce = (rows: readonly ToldJob[]): readonly ToldJob[] => [...new Map(rows.map((row) => [row.hash, row])).values()]

/** Takes a job of the history in, so that its stems come here. */
const takeIn = ({ hash, renderId, algorithmName }: ServerJob): Promise<Job> => call('jobs:adopt', {
  hash, isOwn: true, ...(renderId === null ? {} : { renderId }), ...(algorithmName === null ? {} : { algorithmName })
})

export const downloadThere = (row: ServerJob): Promise<void> => attempt(async () => { await takeIn(row) })

/** Takes it in, and opens it in the Studio once its stems are here. */
export const openThere = (row: ServerJob): Promise<void> => attempt(async () => { openOnceReady(await takeIn(row)) })

/** Opens a job in the Studio: now when it is ready, else when it becomes so while the Library is looked at. */
export function openOnceReady(job: Job): void {
  if (job.phase === 'ready') goTo({ page: 'studio', jobId: job.id })
  else useHistory.setState({ openingId: job.id })
}

export const stopOpening = (): void => { useHistory.setState({ openingId: null }) }

/** Deletes a job of the history at MVSEP; what came between is told at the window's edge. */
export const deleteOnlyThere = ({ hash }: ServerJob, name: string): Promise<void> => attempt(async () => {
  const answer = await call('history:delete', { hash })
  if (answer.outcome === 'deleted') useHistory.setState(({ rows }) => ({ rows: rows.map((row) => (row.hash === hash ? { ...row, isKept: false } : row)) }))
  else useNotices.getState().add({ kind: 'notDeleted', name, answer })
})

/** What is wrong with a pasted text, or null when it opens. */
export type LinkTrouble = 'bad' | 'stranger' | null

/** Opens a link that was pasted beside any field, in the Library. */
export async function takeLink(text: string): Promise<void> {
  goTo({ page: 'library' })
  if (await openLink(text) !== null) useNotices.getState().add({ kind: 'strangerLink' })
}

/** Opens a job by its link or hash. What else goes wrong is told at the window's edge. */
export async function openLink(text: string): Promise<LinkTrouble> {
  const found = readResultLink(text)
  if (found === null) return 'bad'
  const { service } = useApp.getState().settings
  try {
    const { hash, apiBase } = found
    openOnceReady(await call('jobs:adopt', { hash, ...(apiBase === null ? {} : { apiBase }), ...(service === null ? {} : { service }) }))
  } catch (error) {
    const info = errorInfoOf(error)
    if (info.code === 'invalidInput') return 'stranger'
    useNotices.getState().add({ kind: 'error', error: info })
  }
  return null
}
