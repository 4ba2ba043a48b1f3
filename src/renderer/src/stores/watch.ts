import { create } from 'zustand'
import type { WatchFolder } from '../../../shared/domain/watchFolder'
import type { CommandInput } from '../../../shared/ipc/contract'
import { call } from '../bridge/client'
import { attempt } from './notices'

/** The watch folders as main tells them; null until it was asked. */
export const useWatch = create<{ readonly folders: readonly WatchFolder[] | null }>(() => ({ folders: null }))

export const takeWatchFolders = (folders: readonly WatchFolder[]): void => { useWatch.setState({ folders }) }

const change = (ask: () => Promise<readonly WatchFolder[]>): Promise<void> => attempt(async () => { takeWatchFolders(await ask()) })

export const loadWatchFolders = (): Promise<void> => change(() => call('watch:list', undefined))
/** Lets main ask for a folder. */
export const addWatchFolder = (draft: CommandInput<'watch:add'>): Promise<void> => change(() => call('watch:add', draft))
export const setDailyCredits = (watchId: string, dailyCredits: number): Promise<void> => change(() => call('watch:setDailyCredits', { watchId, dailyCredits }))
export const pauseWatch = (watchId: string): Promise<void> => change(() => call('watch:pause', { watchId }))
export const resumeWatch = (watchId: string): Promise<void> => change(() => call('watch:resume', { watchId }))
export const removeWatch = (watchId: string): Promise<void> => change(() => call('watch:remove', { watchId }))
