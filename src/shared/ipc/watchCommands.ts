import { z } from 'zod'
import { MOST_DAILY_CREDITS, type WatchFolder } from '../domain/watchFolder'
import { command } from './command'

const byWatch = z.object({ watchId: z.string().min(1).max(64) })
const dailyCredits = z.int().min(1).max(MOST_DAILY_CREDITS)

/** Folders whose new songs become jobs by themselves; every change answers the list as it is afterwards. */
export const WATCH_COMMANDS = {
  'watch:list': command<readonly WatchFolder[]>()(z.undefined()),
  /**
   * Asks for a folder. What is in it stays as it is unless `takesExisting`. A preset of MVSEP needs `dailyCredits`: 'invalidInput'
   * without. 'watchOverlap' for folders that hold the library or another watch folder, or lie in one.
   */
  'watch:add': command<readonly WatchFolder[]>()(z.object({ presetId: z.string().min(1).max(64), dailyCredits: dailyCredits.nullable(), takesExisting: z.boolean() })),
  'watch:setDailyCredits': command<readonly WatchFolder[]>()(byWatch.extend({ dailyCredits })),
  'watch:pause': command<readonly WatchFolder[]>()(byWatch),
  'watch:resume': command<readonly WatchFolder[]>()(byWatch),
  /** The folder is watched no more; its songs and its jobs stay. */
  'watch:remove': command<readonly WatchFolder[]>()(byWatch),
  /** The one that was removed last in this run is watched again, as it stood. */
  'watch:restore': command<readonly WatchFolder[]>()(byWatch)
} as const
