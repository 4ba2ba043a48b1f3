import { create } from 'zustand'
import type { WatchFolder } from '../../../shared/domain/watchFolder'
import type { CommandInput } from '../../../shared/ipc/contract'
import { call } from '../bridge/client'
import { attempt } from './notices'

interface WatchStoreState {
  /** The watch folders as main tells them; null until it was asked. */
  readonly folders: readonly WatchFolder[] | null
  /** The one that was just removed: main can bring it back. */
  readonly removed: WatchFolder | null
}

export const useWatch = create<WatchStoreState>(() => ({ folders: null, removed: null }))

export const takeWatchFolders = (folders: readonly WatchFolder[]): void => { useWatch.setState({ folders }) }

/** Runs a change; what was removed before it is not brought back any more. */
const change = (ask: () => Promise<readonly WatchFolder[]>): Promise<void> => attempt(async () => {
  useWatch.setState({ removed: null })
  takeWatchFolders(await ask())
})

export const loadWatchFolders = (): Promise<void> => change(() => call('watch:list', undefined))
/** Lets main ask for a folder. */
export const addWatchFolder = (draft: CommandInput<'watch:add'>): Promise<void> => change(() => call('watch:add', draft))
export const setDailyCredits = (watchId: string, dailyCredits: number): Promise<void> => change(() => call('watch:setDailyCredits', { watchId, dailyCredits }))
export const pauseWatch = (watchId: string): Promise<void> => change(() => call('watch:pause', { watchId }))
export const resumeWatch = (watchId: string): Promise<void> => change(() => call('watch:resume', { watchId }))

/** Stops watching a folder; it can be brought back until another is touched. */
export const removeWatch = (watch: WatchFolder): Promise<void> => attempt(async () => {
  takeWatchFolders(await call('watch:remove', { watchId: watch.id }))
  useWatch.setState({ removed: watch })
})

/** Watches the folder again that was removed; where that fails, it can be tried again. */
export const restoreWatch = (): Promise<void> => attempt(async () => {
  const { removed } = useWatch.getState()
  if (removed === null) return
  takeWatchFolders(await call('watch:restore', { watchId: removed.id }))
  useWatch.setState({ removed: null })
})
