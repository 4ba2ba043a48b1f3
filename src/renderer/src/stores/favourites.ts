import type { ServiceId } from '../../../shared/domain/service'
import { call } from '../bridge/client'
import { useApp } from './app'
import { attempt } from './notices'

/** Stars an algorithm or takes its star away; main keeps the list. */
export const setFavourite = (service: ServiceId, renderId: number, isFavourite: boolean): Promise<void> =>
  attempt(async () => { useApp.setState({ settings: await call('settings:setFavourite', { service, renderId, isFavourite }) }) })
