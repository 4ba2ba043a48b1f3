import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import type { Log } from '../log/log'
import { codeOf } from '../transfers/systemError'
import { jobFilePath } from '../util/jobFiles'
import { writeFileAtomic } from '../util/writeFileAtomic'

export interface KeptFiles<T> {
  /** What was kept under this key; null when nothing was or its file cannot be read. */
  load(key: string): Promise<T | null>
  /** Durable when the promise resolves; of saves that come while one is under way only the last is written. */
  save(key: string, value: T): Promise<void>
}

/** One small file a key: losing one costs a few moves of the hand, so a damaged one is as good as none. */
export function createKeptFiles<T>(folder: string, schema: z.ZodType<T>, log: Log): KeptFiles<T> {
  const pathOf = (key: string): string => jobFilePath(folder, key)
  const writing = new Map<string, Promise<void>>()
  const latest = new Map<string, T>()

  const inTurn = (key: string, work: () => Promise<void>): Promise<void> => {
    const before = writing.get(key) ?? Promise.resolve()
    const own = before.catch(() => undefined).then(work).finally(() => {
      if (writing.get(key) === own) writing.delete(key)
    })
    writing.set(key, own)
    return own
  }

  return {
    async load(key) {
      await writing.get(key)?.catch(() => undefined)
      try {
        return schema.parse(JSON.parse(await readFile(pathOf(key), 'utf8')))
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') log.warn('what was kept could not be read', { error })
        return null
      }
    },
    save(key, value) {
      latest.set(key, value)
      return inTurn(key, async () => {
        const newest = latest.get(key)
        latest.delete(key)
        if (newest !== undefined) await writeFileAtomic(pathOf(key), `${JSON.stringify(newest)}\n`)
      })
    }
  }
}
