import { create } from 'zustand'
import type { AddedInputs, Input } from '../../../shared/domain/input'
import { adding, useInputs } from './inputs'

/** The two places of a pair: the song that is changed, and the one it is matched to. */
export type PairRole = 'target' | 'reference'

interface PairState {
  /** Null: all songs but the reference. */
  readonly targetId: string | null
  /** Null while none was chosen. */
  readonly referenceId: string | null
}

/** Who stands where in algorithms that take a pair; one reference for all of them. */
export const usePair = create<PairState>(() => ({ targetId: null, referenceId: null }))

/** A pair as the songs at hand make it; several targets with one reference are several jobs. */
export interface Pair {
  readonly targets: readonly Input[]
  readonly reference: Input | null
}

/** What can be sent as one of two files: links are fetched by the service, one at a time. */
const isFile = ({ link }: Input): boolean => link === undefined

/** The pair that these songs and choices make. Of exactly two songs the second is the reference unless it was chosen otherwise. */
export function pairOf(inputs: readonly Input[], { targetId, referenceId }: PairState): Pair {
  const files = inputs.filter(isFile)
  const byDefault = files.length === 2 ? files.findLast(({ id }) => id !== targetId) : undefined
  const reference = files.find(({ id }) => id === referenceId) ?? byDefault ?? null
  const others = files.filter(({ id }) => id !== reference?.id)
  const target = others.find(({ id }) => id === targetId)
  return { targets: target === undefined ? others : [target], reference }
}

/** Puts a song in one of the places; null for the target: all songs but the reference. Who stood in both changes places. */
export function choosePlace(role: PairRole, inputId: string | null): void {
  const before = pairOf(useInputs.getState().inputs, usePair.getState())
  const only = before.targets.length === 1 ? (before.targets[0]?.id ?? null) : null
  if (role === 'reference') {
    usePair.setState(({ targetId }) => ({ referenceId: inputId, targetId: targetId !== null && targetId === inputId ? (before.reference?.id ?? null) : targetId }))
  } else if (inputId !== null && inputId === before.reference?.id) {
    usePair.setState({ targetId: inputId, referenceId: only })
  } else {
    usePair.setState({ targetId: inputId })
  }
}

/** The only target and the reference change places. */
export function swapPair(): void {
  const { targets: [target, ...others], reference } = pairOf(useInputs.getState().inputs, usePair.getState())
  if (target === undefined || reference === null || others.length > 0) return
  usePair.setState({ targetId: reference.id, referenceId: target.id })
}

/** Takes a file in and puts it in its place; of several the first is meant as the reference, and all as targets. */
export const addToPlace = (role: PairRole, ask: () => Promise<AddedInputs>): Promise<void> => adding(async () => {
  const answer = await ask()
  const [first, ...others] = answer.added
  if (first === undefined) return answer
  const before = pairOf(useInputs.getState().inputs, usePair.getState())
  // Whoever fills one place has not meant the other: what stands there by default stays there.
  if (role === 'reference') usePair.setState({ referenceId: first.id })
  else usePair.setState({ targetId: others.length === 0 ? first.id : null, referenceId: before.reference?.id ?? null })
  return answer
})
