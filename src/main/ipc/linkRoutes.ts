import type { LINK_COMMANDS } from '../../shared/ipc/linkCommands'
import type { Services } from '../services'
import type { Router } from './handle'

/** Channel -> service call, for links taken in as songs. */
export const linkRoutes = ({ inputs }: Services): Pick<Router, keyof typeof LINK_COMMANDS> => ({
  'inputs:addLinks': ({ links }) => inputs.addLinks(links),
  'inputs:setLinkKind': ({ inputId, remoteType }) => inputs.setLinkKind(inputId, remoteType)
})
