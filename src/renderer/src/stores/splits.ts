import { create } from 'zustand'
import type { Plan } from '../../../shared/domain/plan'
import type { ServiceId } from '../../../shared/domain/service'
import type { SplitSong } from '../../../shared/domain/split'
import type { Facts } from '../../../shared/ipc/contract'
import { call } from '../bridge/client'
import { adding, removeInputs } from './inputs'
import { attempt } from './notices'

interface SplitsState {
  /** Newest first. */
  readonly splits: readonly SplitSong[]
}

export const useSplits = create<SplitsState>(() => ({ splits: [] }))

const newestFirst = (splits: readonly SplitSong[]): readonly SplitSong[] => [...splits].sort((one, other) => other.createdAtMs - one.createdAtMs)

/** Takes what main tells of songs in parts. */
export const takeSplits = ({ splits, removedIds }: Facts['splits:changed']): void => {
  useSplits.setState((state) => {
    const told = new Map(splits.map((split) => [split.id, split]))
    const gone = new Set(removedIds)
    const known = new Set(state.splits.map(({ id }) => id))
    const kept = state.splits.filter(({ id }) => !gone.has(id)).map((split) => told.get(split.id) ?? split)
    return { splits: newestFirst([...kept, ...splits.filter(({ id }) => !known.has(id))]) }
  })
}

/** Cuts a song as it was proposed and sends its parts; `onBegun` once that is under way. */
export const beginSplit = (inputId: string, proposalId: string, plans: readonly Plan[], service: ServiceId, onBegun: () => void): Promise<void> =>
  attempt(async () => {
    takeSplits({ splits: await call('splits:begin', { proposalId, plans: [...plans], service }), removedIds: [] })
    onBegun()
    // Main has taken it off its own list.
    await removeInputs([inputId])
  })

/** Ends the cutting; the song comes back. */
export const cancelSplit = (splitId: string): Promise<void> => adding(() => call('splits:cancel', { splitId }))
export const trySplitAgain = (splitId: string): Promise<void> => attempt(() => call('splits:tryAgain', { splitId }))
