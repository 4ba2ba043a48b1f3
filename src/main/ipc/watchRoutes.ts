import { dirname } from 'node:path'
import type { WATCH_COMMANDS } from '../../shared/ipc/watchCommands'
import type { Services } from '../services'
import type { Router } from './handle'

/** Channel -> service call, for watch folders. */
export function watchRoutes({ watch, desktop, library }: Services): Pick<Router, keyof typeof WATCH_COMMANDS> {
  return {
    'watch:list': () => watch.list(),
    'watch:add': async (draft) => {
      const chosen = await desktop.chooseFolder(dirname(library.folder()))
      return chosen === null ? watch.list() : watch.add(chosen, draft)
    },
    'watch:setDailyCredits': ({ watchId, dailyCredits }) => watch.setDailyCredits(watchId, dailyCredits),
    'watch:pause': ({ watchId }) => watch.pause(watchId),
    'watch:resume': ({ watchId }) => watch.resume(watchId),
    'watch:remove': ({ watchId }) => watch.remove(watchId),
    'watch:restore': ({ watchId }) => watch.restore(watchId)
  }
}
