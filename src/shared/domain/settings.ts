import type { Plan } from './plan'
import type { RegionId } from './region'
import type { ServiceId } from './service'
import { DEFAULT_STUDIO_KEY_SETTINGS, type StudioKeys } from './studioKeys'

export type ThemeChoice = 'system' | 'light' | 'dark'

/** How much happens at the same time; each 1 to 50. */
export interface TransferLimits {
  /** Songs being sent; one counts only while its bytes move. */
  readonly uploadsAtOnce: number
  /** Result files being fetched, over all jobs. */
  readonly downloadsAtOnce: number
  /** Jobs at MVSEP for an account that spends credits; without premium it takes one. */
  readonly premiumJobsAtOnce: number
}

export const TRANSFER_LIMITS = ['uploadsAtOnce', 'downloadsAtOnce', 'premiumJobsAtOnce'] as const satisfies readonly (keyof TransferLimits)[]
export const FEWEST_AT_ONCE = 1
export const MOST_AT_ONCE = 50

/** What the user chose and expects to find again. Stored by the main process. */
export interface Settings extends TransferLimits {
  /** Null until one of the two doors of the welcome was taken. */
  readonly service: ServiceId | null
  readonly theme: ThemeChoice
  /** Where new jobs for MVSEP go; those that exist stay where they are. */
  readonly region: RegionId
  /** The last plan used with each service; chosen again at the next start. */
  readonly lastPlan: { readonly mvsep: Plan | null; readonly local: Plan | null }
  /** Starred algorithms by render id, in the order they were starred. */
  readonly favourites: { readonly mvsep: readonly number[]; readonly local: readonly number[] }
  /** Algorithms used last, newest first, at most 12; kept by the main process. */
  readonly recent: { readonly mvsep: readonly number[]; readonly local: readonly number[] }
  /** Whether a job's files are deleted at MVSEP once all of them are here. */
  readonly deleteAfterDownload: boolean
  /** Whether results of songs from folders lie in folders of the same names. */
  readonly keepFolders: boolean
  /** The Studio's single keys. */
  readonly studioKeys: StudioKeys
}

export const DEFAULT_SETTINGS: Settings = {
  service: null,
  theme: 'system',
  region: 'automatic',
  lastPlan: { mvsep: null, local: null },
  favourites: { mvsep: [], local: [] },
  recent: { mvsep: [], local: [] },
  deleteAfterDownload: false,
  keepFolders: false,
  uploadsAtOnce: 2,
  downloadsAtOnce: 3,
  premiumJobsAtOnce: 10,
  studioKeys: DEFAULT_STUDIO_KEY_SETTINGS
}
