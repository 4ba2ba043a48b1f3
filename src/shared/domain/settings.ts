import type { Plan } from './plan'
import type { ServiceId } from './service'
import { DEFAULT_STUDIO_KEY_SETTINGS, type StudioKeys } from './studioKeys'

export type ThemeChoice = 'system' | 'light' | 'dark'

/** What the user chose and expects to find again. Stored by the main process. */
export interface Settings {
  /** Null until one of the two doors of the welcome was taken. */
  readonly service: ServiceId | null
  readonly theme: ThemeChoice
  /** The last plan used with each service; chosen again at the next start. */
  readonly lastPlan: { readonly mvsep: Plan | null; readonly local: Plan | null }
  /** Starred algorithms by render id, in the order they were starred. */
  readonly favourites: { readonly mvsep: readonly number[]; readonly local: readonly number[] }
  /** Algorithms used last, newest first, at most 12; kept by the main process. */
  readonly recent: { readonly mvsep: readonly number[]; readonly local: readonly number[] }
  /** The Studio's single keys. */
  readonly studioKeys: StudioKeys
}

export const DEFAULT_SETTINGS: Settings = {
  service: null,
  theme: 'system',
  lastPlan: { mvsep: null, local: null },
  favourites: { mvsep: [], local: [] },
  recent: { mvsep: [], local: [] },
  studioKeys: DEFAULT_STUDIO_KEY_SETTINGS
}
