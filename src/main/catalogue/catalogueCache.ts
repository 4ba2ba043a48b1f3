import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { ServiceId } from '../../shared/domain/service'
import type { Log } from '../log/log'
import { writeFileAtomic } from '../util/writeFileAtomic'

/** Rows as the service sent them, so that a newer version of the app may read more out of an old copy. */
const copySchema = z.object({
  version: z.literal(1),
  apiBase: z.string(),
  fetchedAtMs: z.number().min(0),
  rows: z.array(z.unknown()).min(1).readonly()
})
export type CatalogueCopy = Omit<z.infer<typeof copySchema>, 'version'>

export interface CatalogueCache {
  /** The kept copy, or null. A damaged one is put aside under another name and never met again. */
  load(service: ServiceId): Promise<CatalogueCopy | null>
  /** Keeps a copy. A disk that refuses is told to the log: the catalogue at hand is good without it. */
  save(service: ServiceId, copy: CatalogueCopy): Promise<void>
}

/** One file a service in the given folder. */
export function createCatalogueCache(folder: string, log: Log): CatalogueCache {
  const pathOf = (service: ServiceId): string => join(folder, `catalogue-${service}.json`)
  return {
    async load(service) {
      const text = await readText(pathOf(service), log)
      if (text === null) return null
      const parsed = copySchema.safeParse(toJson(text))
      if (parsed.success) return parsed.data
      log.warn('a kept catalogue is damaged and was put aside', { service })
      await putAside(pathOf(service), log)
      return null
    },
    async save(service, copy) {
      try {
        await writeFileAtomic(pathOf(service), JSON.stringify({ version: 1, ...copy }))
      } catch (error) {
        log.warn('the catalogue could not be kept', { service, error })
      }
    }
  }
}

async function readText(path: string, log: Log): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!absent) log.warn('a kept catalogue could not be read', { error })
    return null
  }
}

async function putAside(path: string, log: Log): Promise<void> {
  try {
    await rename(path, `${path}.damaged`)
  } catch (error) {
    log.warn('a damaged catalogue could not be put aside', { error })
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
