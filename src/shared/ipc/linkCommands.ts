import { z } from 'zod'
import type { Input } from '../domain/input'
import { isWebLink, REMOTE_TYPES } from '../domain/link'
import { MOST_LINKS } from '../domain/readLinks'
import { command } from './command'

const remoteType = z.enum(REMOTE_TYPES)
const linkSchema = z.object({ url: z.string().refine(isWebLink), remoteType })

/** Links taken in as songs to separate. */
export const LINK_COMMANDS = {
  /** Answers one input a link, in their order. Nothing is asked of the addresses: the service fetches them. */
  'inputs:addLinks': command<readonly Input[]>()(z.object({ links: z.array(linkSchema).min(1).max(MOST_LINKS) })),
  /** Where a link leads, where its address told it wrong. Answers the input as it is afterwards. */
  'inputs:setLinkKind': command<Input>()(z.object({ inputId: z.string().min(1).max(64), remoteType }))
} as const
