import { create } from 'zustand'
import type { BlindVotes } from '../../../shared/domain/blindVotes'
import type { Candidate, Comparison } from '../../../shared/domain/compare'
import type { ErrorInfo } from '../../../shared/errors/appError'
import { call, errorInfoOf } from '../bridge/client'
import { attempt } from './notices'

export type CompareState =
  | { readonly status: 'closed' }
  | { readonly status: 'opening'; readonly candidates: string }
  | { readonly status: 'open'; readonly candidates: string; readonly comparison: Comparison }
  | { readonly status: 'failed'; readonly candidates: string; readonly error: ErrorInfo }

export const useCompare = create<{ readonly compare: CompareState }>(() => ({ compare: { status: 'closed' } }))

/** One word for a choice of candidates, by which answers that come late are told apart. */
export const candidatesKey = (candidates: readonly Candidate[]): string => JSON.stringify(candidates.map(({ jobId, stemIndex }) => [jobId, stemIndex]))

const plainly = (candidates: readonly Candidate[]): Candidate[] => candidates.map(({ jobId, stemIndex }) => ({ jobId, stemIndex }))

const stillWanted = (key: string): boolean => {
  const { compare } = useCompare.getState()
  return compare.status !== 'closed' && compare.candidates === key
}

const close = (comparison: Comparison): Promise<void> => attempt(() => call('studio:close', { jobId: comparison.session.jobId }))

/** Opens candidates for listening; an answer that nobody waits for any more is closed again. */
export async function openCompare(candidates: readonly Candidate[]): Promise<void> {
  const key = candidatesKey(candidates)
  useCompare.setState({ compare: { status: 'opening', candidates: key } })
  try {
    const comparison = await call('compare:open', { candidates: plainly(candidates) })
    if (stillWanted(key)) useCompare.setState({ compare: { status: 'open', candidates: key, comparison } })
    else await close(comparison)
  } catch (error) {
    if (stillWanted(key)) useCompare.setState({ compare: { status: 'failed', candidates: key, error: errorInfoOf(error) } })
  }
}

/** Opens it anew, because main found out more about the files. */
export async function reopenCompare(comparison: Comparison, candidates: readonly Candidate[]): Promise<void> {
  const { compare } = useCompare.getState()
  if (compare.status !== 'open' || compare.comparison !== comparison) return
  await close(comparison)
  if (stillWanted(compare.candidates)) await openCompare(candidates)
}

/** The loudness of each candidate once all is decoded, in their order; null where it cannot be told. */
export async function loadLoudnesses({ session, candidates }: Comparison): Promise<readonly (number | null)[]> {
  try {
    const measured = await call('compare:loudnesses', { jobId: session.jobId })
    return session.stems.map(({ index }) => measured[index] ?? null)
  } catch (error) {
    console.error('the loudness of candidates could not be measured', error)
    return candidates.map(({ loudnessLufs }) => loudnessLufs)
  }
}

/** Votes of the candidates' blind test that was not revealed yet; null when none was begun. */
export async function loadVotes(candidates: readonly Candidate[]): Promise<BlindVotes | null> {
  try {
    return await call('compare:loadVotes', { candidates: plainly(candidates) })
  } catch (error) {
    console.error('the votes of a blind test could not be read', error)
    return null
  }
}

/** Remembers them for the same candidates. */
export const saveVotes = (candidates: readonly Candidate[], votes: BlindVotes): Promise<void> =>
  attempt(() => call('compare:saveVotes', { candidates: plainly(candidates), votes }))

/** Leaves the comparison; main lets go of what it kept ready for it. */
export async function closeCompare(): Promise<void> {
  const { compare } = useCompare.getState()
  useCompare.setState({ compare: { status: 'closed' } })
  if (compare.status === 'open') await close(compare.comparison)
}
