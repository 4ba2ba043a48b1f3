import { z } from 'zod'
import type { Log } from '../log/log'
import { createRecordFolder, type RecordFolder } from '../presets/recordFolder'

const recordSchema = z.object({
  version: z.literal(1),
  id: z.uuid(),
  folder: z.string().min(1),
  service: z.enum(['mvsep', 'local']),
  presetId: z.string(),
  presetName: z.string(),
  dailyCredits: z.int().min(1).nullable(),
  isPaused: z.boolean(),
  createdAtMs: z.number(),
  made: z.int().min(0),
  skipped: z.int().min(0),
  spent: z.object({ day: z.string(), credits: z.number().min(0) }),
  /** Files that are settled, whatever became of them: path -> "size mtime". */
  known: z.record(z.string(), z.string()),
  /** What songs hold that became jobs, as contentId tells it. */
  contents: z.array(z.string())
})

/** All of one watch folder, with what it has seen: nothing in it is ever done twice. */
export type WatchRecord = Readonly<z.infer<typeof recordSchema>>

/** Watch folders on disk. One that cannot be read is watched no more, rather than paid for twice. */
export type WatchStore = RecordFolder<WatchRecord>

/** Keeps each watch folder in a file of its own. */
export const createWatchStore = (folder: string, nowMs: () => number, log: Log, onDamaged: () => void): WatchStore =>
  createRecordFolder(folder, recordSchema, 'watch folders', nowMs, log, onDamaged)
