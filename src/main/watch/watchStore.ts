import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Log } from '../log/log'
import { codeOf, folderError } from '../transfers/systemError'
import { moveAside } from '../util/keptFile'
import { writeFileAtomic } from '../util/writeFileAtomic'

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

export interface WatchStore {
  /** Every record, oldest first. One that cannot be read is put aside and logged: its folder is watched no more, rather than paid for twice. */
  load(): Promise<readonly WatchRecord[]>
  /** Throws AppError('diskFull' | 'folderUnwritable'). */
  save(record: WatchRecord): Promise<void>
  remove(id: string): Promise<void>
}

/** Keeps each watch folder in a file of its own. */
export function createWatchStore(folder: string, nowMs: () => number, log: Log): WatchStore {
  const pathOf = (id: string): string => join(folder, `${id}.json`)
  const read = async (name: string): Promise<WatchRecord | null> => {
    const path = join(folder, name)
    try {
      return recordSchema.parse(JSON.parse(await readFile(path, 'utf8')))
    } catch (error) {
      await moveAside(path, 'watch folder', nowMs(), log, error)
      return null
    }
  }
  return {
    async load() {
      const names = await readdir(folder).catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') return []
        throw folderError(error, folder)
      })
      const records = await Promise.all(names.filter((name) => /^[0-9a-f-]{36}\.json$/.test(name)).map(read))
      return records.filter((record) => record !== null).sort((one, other) => one.createdAtMs - other.createdAtMs)
    },
    async save(record) {
      await writeFileAtomic(pathOf(record.id), JSON.stringify(record)).catch((error: unknown) => {
        throw folderError(error, folder)
      })
    },
    async remove(id) {
      await rm(pathOf(id), { force: true })
    }
  }
}
