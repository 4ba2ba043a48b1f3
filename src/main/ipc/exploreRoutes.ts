import type { EXPLORE_COMMANDS } from '../../shared/ipc/exploreCommands'
import type { Services } from '../services'
import type { Router } from './handle'

/** Channel -> service call, for what the service tells everyone and its quality checker. */
export function exploreRoutes({ explore, checker }: Services): Pick<Router, keyof typeof EXPLORE_COMMANDS> {
  return {
    'explore:news': (question) => explore.news(question),
    'explore:markNewsRead': ({ service, upToId }) => explore.markNewsRead(service, upToId),
    'explore:queue': (question) => explore.queue(question),
    'explore:demos': (question) => explore.demos(question),
    'checker:leaderboard': (question) => explore.leaderboard(question),
    'checker:queue': (question) => explore.checkerQueue(question),
    'checker:entry': (question) => explore.checkerEntry(question),
    'checker:chooseZip': () => checker.chooseZip(),
    'checker:submit': ({ service, zipId, ...draft }) => checker.submit(service, zipId, draft),
    'checker:cancelSubmit': () => {
      checker.cancelSubmit()
    },
    'checker:delete': async ({ service, entryId, password }) => {
      const { accepted, message } = await checker.remove(service, entryId, password)
      return { deleted: accepted, message }
    }
  }
}
