import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { ServiceId } from '../../shared/domain/service'
import type { Log } from '../log/log'
import { writeFileAtomic } from '../util/writeFileAtomic'

const fileSchema = z.object({ mvsep: z.number().catch(0), local: z.number().catch(0) })

export interface ReadNews {
  /** The newest id that was read; 0 before any was. */
  upTo(service: ServiceId): Promise<number>
  /** Never goes back. A disk that refuses is told to the log: the marks then last until the app ends. */
  mark(service: ServiceId, upToId: number): Promise<void>
}

/** Which news were read, by service, in a file of its own. */
export function createReadNews(path: string, log: Log): ReadNews {
  let known: Promise<Record<ServiceId, number>> | null = null

  const open = async (): Promise<Record<ServiceId, number>> => {
    try {
      return fileSchema.parse(JSON.parse(await readFile(path, 'utf8')))
    } catch (error) {
      const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
      if (!isAbsent) log.warn('which news were read is not known', { error })
      return { mvsep: 0, local: 0 }
    }
  }
  const all = (): Promise<Record<ServiceId, number>> => {
    known ??= open()
    return known
  }

  return {
    upTo: async (service) => (await all())[service],
    async mark(service, upToId) {
      const before = await all()
      const now = { ...before, [service]: Math.max(before[service], upToId) }
      known = Promise.resolve(now)
      try {
        await writeFileAtomic(path, JSON.stringify(now))
      } catch (error) {
        log.warn('which news were read could not be kept', { error })
      }
    }
  }
}
