import { create } from 'zustand'
import type { ServiceId, LocalServiceState } from '../../../shared/domain/service'
import type { RegionId } from '../../../shared/domain/region'
import { DEFAULT_SETTINGS, type Settings, type ThemeChoice, type TransferLimits } from '../../../shared/domain/settings'
import type { StudioKeys } from '../../../shared/domain/studioKeys'
import type { ErrorInfo } from '../../../shared/errors/appError'
import { call, errorInfoOf } from '../bridge/client'
import { useAccount } from './account'
import { takeKnown } from './accounts'
import { useJobs } from './jobs'
import { attempt, showAppNotices } from './notices'
import { takeSplits } from './splits'
import { replaceOutlooks } from './outlook'

interface AppState {
  readonly start: { readonly status: 'loading' } | { readonly status: 'ready' } | { readonly status: 'failed'; readonly error: ErrorInfo }
  readonly settings: Settings
  readonly localService: LocalServiceState
  readonly version: string
  readonly keychainAvailable: boolean
  readonly libraryFolder: string
  readonly ledgerUnsaved: boolean
}

/** What main said at the start, and what it told since. */
export const useApp = create<AppState>(() => ({
  start: { status: 'loading' },
  settings: DEFAULT_SETTINGS,
  localService: { status: 'stopped' },
  version: '',
  keychainAvailable: true,
  libraryFolder: '',
  ledgerUnsaved: false
}))

/** Asks main for everything the first frame needs. */
export async function loadSnapshot(): Promise<void> {
  useApp.setState({ start: { status: 'loading' } })
  try {
    const { account, accounts, jobs, splits, notices, outlooks, ...app } = await call('app:getSnapshot', undefined)
    useAccount.setState({ account })
    takeKnown(accounts)
    takeSplits({ splits, removedIds: [] })
    useJobs.getState().replaceAll(jobs)
    replaceOutlooks(outlooks)
    showAppNotices(notices)
    useApp.setState({ ...app, start: { status: 'ready' } })
  } catch (error) {
    useApp.setState({ start: { status: 'failed', error: errorInfoOf(error) } })
  }
}

/** Tells main that the computer has a network again; the answer ends that. */
export function tellWhenOnline(): () => void {
  const tell = (): void => { void attempt(() => call('app:wentOnline', undefined)) }
  window.addEventListener('online', tell)
  return () => { window.removeEventListener('online', tell) }
}

/** Chooses where songs are separated. */
export const chooseService = (service: ServiceId): Promise<void> =>
  attempt(async () => { useApp.setState({ settings: await call('settings:update', { service }) }) })

/** Chooses the look. */
export const chooseTheme = (theme: ThemeChoice): Promise<void> =>
  attempt(async () => { useApp.setState({ settings: await call('settings:update', { theme }) }) })

/** Chooses which of MVSEP's servers new jobs go to. */
export const chooseRegion = (region: RegionId): Promise<void> =>
  attempt(async () => { useApp.setState({ settings: await call('settings:update', { region }) }) })

/** Sets how much may happen at once. */
export const changeLimit = (limit: keyof TransferLimits, value: number): Promise<void> =>
  attempt(async () => { useApp.setState({ settings: await call('settings:update', { [limit]: value }) }) })

/** Changes the Studio's single keys, or switches them off. */
export const setStudioKeys = (studioKeys: StudioKeys): Promise<void> =>
  attempt(async () => {
    const { enabled, custom } = studioKeys
    useApp.setState({ settings: await call('settings:update', { studioKeys: { enabled, custom } }) })
  })

/** Lets main ask for another library folder. */
export const chooseLibraryFolder = (): Promise<void> =>
  attempt(async () => { useApp.setState(await call('settings:chooseLibraryFolder', undefined)) })
