import { create } from 'zustand'
import type { BlendProgress, BlendRefusal, BlendRequest } from '../../../shared/domain/ensemble'
import type { ErrorInfo } from '../../../shared/errors/appError'
import { call, errorInfoOf } from '../bridge/client'
import { attempt } from './notices'

/** An ensemble of this window: at rest, under way, made otherwise than asked for, or why there is none. */
export type BlendState =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly blendId: string; readonly fraction: number }
  /** Too loud for the format that was chosen. */
  | { readonly status: 'keptAsFloats'; readonly jobId: string }
  | { readonly status: 'refused'; readonly refusal: BlendRefusal }
  | { readonly status: 'failed'; readonly error: ErrorInfo }

export const useBlend = create<{ readonly state: BlendState }>(() => ({ state: { status: 'idle' } }))

const setState = (state: BlendState): void => { useBlend.setState({ state }) }

/** Takes a report; one of an ensemble that has ended is late and dropped. */
export function noteBlendProgress({ blendId, fraction }: BlendProgress): void {
  const { state } = useBlend.getState()
  if (state.status === 'running' && state.blendId === blendId) setState({ status: 'running', blendId, fraction })
}

/** Forgets why the last one did not come about. */
export function resetBlend(): void {
  if (useBlend.getState().state.status !== 'running') setState({ status: 'idle' })
}

/** Whether the song behind these jobs is still the same file; false where that cannot be said. */
export async function isSongHere(jobIds: readonly string[]): Promise<boolean> {
  try {
    return (await call('ensembles:options', { jobIds: [...jobIds] })).isSongHere
  } catch {
    return false
  }
}

/** Makes an ensemble; answers the new job's id, or null: then the store has more to say. */
export async function startBlend(request: Omit<BlendRequest, 'blendId'>): Promise<string | null> {
  const blendId = crypto.randomUUID()
  setState({ status: 'running', blendId, fraction: 0 })
  try {
    const outcome = await call('ensembles:make', { ...request, blendId })
    if (outcome.kind === 'refused') setState({ status: 'refused', refusal: outcome.refusal })
    else setState(outcome.keptAsFloats ? { status: 'keptAsFloats', jobId: outcome.jobId } : { status: 'idle' })
    return outcome.kind === 'made' && !outcome.keptAsFloats ? outcome.jobId : null
  } catch (error) {
    const info = errorInfoOf(error)
    setState(info.code === 'cancelled' ? { status: 'idle' } : { status: 'failed', error: info })
    return null
  }
}

/** Ends the ensemble under way; main removes what it has written. */
export async function cancelBlend(): Promise<void> {
  const { state } = useBlend.getState()
  if (state.status === 'running') await attempt(() => call('ensembles:cancel', { blendId: state.blendId }))
}
