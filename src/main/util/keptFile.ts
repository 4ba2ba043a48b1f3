import { copyFile, rename } from 'node:fs/promises'
import type { z } from 'zod'
import type { Log } from '../log/log'

/** Puts a file that is none of ours aside, under a name with the time, before anything is written over it. Never throws. `what`: what it should hold, e.g. "presets". */
export async function moveAside(path: string, what: string, nowMs: number, log: Log, error: unknown): Promise<void> {
  const aside = `${path}.damaged-${new Date(nowMs).toISOString().replace(/[:.]/g, '-')}`
  try {
    await rename(path, aside)
    log.warn(`the ${what} could not be read and were put aside`, { error })
  } catch (problem) {
    log.error(`the ${what} could not be read, nor put aside`, { error, problem })
  }
}

/** What another version wrote may hold more than we understand: the next change must not be the end of it. Never throws. */
export async function keepCopy(path: string, what: string, version: number, log: Log): Promise<void> {
  try {
    await copyFile(path, `${path}.version-${version}`)
    log.warn(`the ${what} were written by another version; a copy was kept`, { version })
  } catch (error) {
    log.error(`the ${what} were written by another version, and no copy could be kept`, { version, error })
  }
}

/** What a kept file holds; null when it is none of ours, which the caller keeps and tells. */
export function readJson<T>(text: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
