import { call } from '../bridge/client'
import { attempt } from './notices'

/** Has main open a page that the service's own texts name; main refuses hosts it does not know, and that is told. */
export const openWebPage = (url: string): Promise<void> => attempt(() => call('app:openWebPage', { url }))
