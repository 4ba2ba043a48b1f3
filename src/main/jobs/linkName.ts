import type { JobInput } from '../../shared/domain/job'
import { isSoundName } from '../../shared/domain/link'
import { nameInHash } from '../../shared/domain/resultLink'

/** What the service calls a link's file, where the link itself told no title: until then the job is called after its host. Null keeps the name. */
export const nameOfFetched = ({ name, isLink }: JobInput, hash: string): string | null =>
  isLink !== true || isSoundName(name) ? null : nameInHash(hash)
