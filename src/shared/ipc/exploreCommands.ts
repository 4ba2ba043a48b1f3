import { z } from 'zod'
import type { Kept } from '../domain/kept'
import { LARGEST_DATASET, type CheckerEntry, type CheckerPage, type ChosenZip, type Leaderboard, type SubmissionAnswer } from '../domain/qualityChecker'
import { NEWS_LANGUAGES, type DemoPage, type NewsPage, type QueueNow } from '../domain/site'
import { command, id } from './command'

const service = z.enum(['mvsep', 'local'])
const datasetType = z.int().min(0).max(LARGEST_DATASET)
const entryId = z.int().min(1)
/** Without `refresh` the kept copy where there is one; the service takes pages of 20 at most. */
const list = { service, refresh: z.boolean() }
const page = { ...list, start: z.int().min(0).max(100_000), limit: z.int().min(1).max(20) }
const password = z.string().min(1).max(200)

/** Reading what the service tells everyone, and its quality checker. */
export const EXPLORE_COMMANDS = {
  'explore:news': command<Kept<NewsPage>>()(z.object({ ...page, language: z.enum(NEWS_LANGUAGES) })),
  'explore:markNewsRead': command<void>()(z.object({ service, upToId: z.number() })),
  'explore:queue': command<Kept<QueueNow>>()(z.object(list)),
  'explore:demos': command<Kept<DemoPage>>()(z.object({ ...page, algorithmId: z.int().min(0).nullable() })),
  'checker:leaderboard': command<Kept<Leaderboard>>()(
    z.object({ ...page, datasetType, sort: z.string().max(60).nullable(), name: z.string().trim().max(120) })
  ),
  'checker:queue': command<Kept<CheckerPage>>()(z.object(page)),
  'checker:entry': command<Kept<CheckerEntry>>()(z.object({ ...list, entryId })),
  /** Asks for a zip file; null when the dialog was closed. */
  'checker:chooseZip': command<ChosenZip | null>()(z.undefined()),
  /** Sends the zip once; how far it is comes as 'checker:progress'. */
  'checker:submit': command<SubmissionAnswer>()(z.object({
    service, zipId: id, algorithmName: z.string().trim().min(1).max(255), text: z.string().trim().min(1).max(20_000),
    datasetType, isEnsemble: z.boolean(), password
  })),
  'checker:cancelSubmit': command<void>()(z.undefined()),
  /** Whether the service deleted it, and its words. */
  'checker:delete': command<{ deleted: boolean; message: string | null }>()(z.object({ service, entryId, password }))
} as const
