import type { SERVICE_COMMANDS } from '../../shared/ipc/serviceCommands'
import type { Services } from '../services'
import { accountRoutes } from './accountRoutes'
import { exploreRoutes } from './exploreRoutes'
import type { Router } from './handle'
import { historyRoutes } from './historyRoutes'

/** Channel -> service call, for what is asked of the service beyond jobs. */
export function serviceRoutes(services: Services): Pick<Router, keyof typeof SERVICE_COMMANDS> {
  return {
    ...accountRoutes(services),
    ...exploreRoutes(services),
    ...historyRoutes(services)
  }
}
