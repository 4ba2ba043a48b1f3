import { z } from 'zod'
import type { DeletionAnswer } from '../domain/deletionAnswer'
import type { Job } from '../domain/job'
import type { Kept } from '../domain/kept'
import type { HistoryPage } from '../domain/serverHistory'
import { command } from './command'

const service = z.enum(['mvsep', 'local'])
const hash = z.string().trim().min(8).max(400).regex(/^[^\s\p{Control}/\\]+$/u)

/** What was made elsewhere, or before this computer knew of it. */
export const HISTORY_COMMANDS = {
  /**
   * A job that exists at the service becomes one of this app: followed and fetched, never sent. The same hash is never taken
   * in twice. Without `apiBase` it is asked for where new jobs go; 'invalidInput' for an address that is not the service's.
   * `isOwn`: the active account's history names it.
   */
  'jobs:adopt': command<Job>()(
    z.object({
      service: service.exactOptional(), hash, apiBase: z.string().max(2_000).exactOptional(), name: z.string().trim().min(1).max(300).exactOptional(),
      algorithmName: z.string().trim().min(1).max(500).exactOptional(), renderId: z.int().min(0).exactOptional(), isOwn: z.boolean().exactOptional()
    })
  ),
  /** A page of the active account's jobs at MVSEP, from row `start` on; without `refresh` the kept copy where there is one. */
  'history:page': command<Kept<HistoryPage>>()(z.object({ start: z.int().min(0).max(100_000), refresh: z.boolean() })),
  /** Deletes a job of the history, and its files, at MVSEP. */
  'history:delete': command<DeletionAnswer>()(z.object({ hash }))
} as const
