import { createHash } from 'node:crypto'
import { readFile, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Kept } from '../../shared/domain/kept'
import { AppError, toErrorInfo } from '../../shared/errors/appError'
import type { Log } from '../log/log'
import { writeFileAtomic } from '../util/writeFileAtomic'

const copySchema = z.object({ version: z.literal(1), key: z.string(), fetchedAtMs: z.number().min(0), answer: z.unknown() })

/** Searches and pages make files of their own; the oldest go. */
const MOST_COPIES = 200

export interface ListRequest<T> {
  /** What is asked for, of which service and account, with its page and filters: one copy each. Never a token. */
  readonly key: string
  /** Waits for the service, instead of answering the copy. */
  readonly refresh: boolean
  /** The answer as it was sent (JSON). It is written to disk: no endpoint that answers a token may be kept here. */
  readonly ask: () => Promise<unknown>
  /** Reads an answer, fresh or kept. Throws AppError('notMvsep') for one that cannot be read. */
  readonly read: (answer: unknown) => T
}

export interface CachedLists {
  /**
   * Without `refresh` the copy kept on disk at once, where there is one, else what the service answers. With it the
   * service's answer, or, when it cannot be asked, the copy with `refreshError`. Throws the AppError of the asking where
   * no copy is. Equal requests under way share one asking.
   */
  load<T>(request: ListRequest<T>): Promise<Kept<T>>
}

export interface CachedListsParts {
  /** Made when missing. */
  readonly folder: string
  readonly clock: () => number
  readonly log: Log
}

/** Lists of a service that are shown at once, and also when it cannot be reached; the answers are kept as they were sent. */
export function createCachedLists({ folder, clock, log }: CachedListsParts): CachedLists {
  const asking = new Map<string, Promise<unknown>>()
  // Only as a fingerprint: a key holds what was typed into a filter, which may be a secret in the wrong field.
  const markOf = (key: string): string => createHash('sha256').update(key).digest('hex')
  const pathOf = (key: string): string => join(folder, `${markOf(key).slice(0, 32)}.json`)

  const fromDisk = async <T>({ key, read }: ListRequest<T>): Promise<Kept<T> | null> => {
    try {
      const copy = copySchema.safeParse(JSON.parse(await readFile(pathOf(key), 'utf8')))
      if (!copy.success || copy.data.key !== markOf(key)) return null
      return { value: read(copy.data.answer), fetchedAtMs: copy.data.fetchedAtMs, fromCache: true, refreshError: null }
    } catch (error) {
      // The next good answer writes over it.
      if (!isAbsent(error)) log.warn('a kept list could not be read', { error })
      return null
    }
  }

  const save = async (key: string, fetchedAtMs: number, answer: unknown): Promise<void> => {
    try {
      await writeFileAtomic(pathOf(key), JSON.stringify({ version: 1, key: markOf(key), fetchedAtMs, answer }))
      await forgetOldest(folder)
    } catch (error) {
      log.warn('a list could not be kept', { error })
    }
  }

  const askOnce = (key: string, ask: () => Promise<unknown>): Promise<unknown> => {
    const running = asking.get(key) ?? ask().finally(() => asking.delete(key))
    asking.set(key, running)
    return running
  }

  const fresh = async <T>(request: ListRequest<T>): Promise<Kept<T>> => {
    const answer = await askOnce(request.key, request.ask)
    const value = request.read(answer)
    const fetchedAtMs = clock()
    await save(request.key, fetchedAtMs, answer)
    return { value, fetchedAtMs, fromCache: false, refreshError: null }
  }

  return {
    async load(request) {
      const copy = request.refresh ? null : await fromDisk(request)
      if (copy !== null) return copy
      try {
        return await fresh(request)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        const last = await fromDisk(request)
        if (last === null) throw error
        return { ...last, refreshError: toErrorInfo(error) }
      }
    }
  }
}

async function forgetOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
  if (names.length <= MOST_COPIES) return
  const aged = await Promise.all(names.map(async (name) => ({ name, atMs: (await stat(join(folder, name))).mtimeMs })))
  const old = aged.sort((left, right) => right.atMs - left.atMs).slice(MOST_COPIES)
  await Promise.all(old.map(({ name }) => rm(join(folder, name), { force: true })))
}

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'
