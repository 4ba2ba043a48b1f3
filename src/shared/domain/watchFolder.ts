import type { ServiceId } from './service'

/**
 * What a watch folder does just now. watching: new songs become jobs · paused: at the user's word · folderGone: its drive may be
 * unplugged · tooLarge: more than can be looked through · presetGone, presetUnfit: its preset was removed, or is not offered as it
 * stands any more · ceiling: songs wait for tomorrow · listMissing: the service's algorithms could not be asked for.
 */
export type WatchState = 'watching' | 'paused' | 'folderGone' | 'tooLarge' | 'presetGone' | 'presetUnfit' | 'ceiling' | 'listMissing'

/** A folder whose new songs become jobs by themselves. */
export interface WatchFolder {
  readonly id: string
  /** As people write it; for reading only. */
  readonly folder: string
  readonly presetName: string
  readonly service: ServiceId
  /** Credits that may be spent a day; null on this computer, where nothing costs anything. */
  readonly dailyCredits: number | null
  readonly spentToday: number
  readonly state: WatchState
  /** Jobs it has made. */
  readonly made: number
  /** Files it left alone: no songs, or of unknown length where that is what they cost by. */
  readonly skipped: number
  /** Songs that wait: for tomorrow, or for what the state says. */
  readonly waiting: number
}

export const MOST_WATCH_FOLDERS = 20
export const MOST_DAILY_CREDITS = 100_000
