import type { HISTORY_COMMANDS } from '../../shared/ipc/historyCommands'
import type { Services } from '../services'
import type { Router } from './handle'

/** Channel -> service call, for what was made elsewhere. */
export function historyRoutes(services: Services): Pick<Router, keyof typeof HISTORY_COMMANDS> {
  const { history } = services
  return {
    'jobs:adopt': (wanted) => services.adopt(wanted),
    'history:page': ({ start, refresh }) => history.page(start, refresh),
    'history:delete': ({ hash }) => history.remove(hash)
  }
}
