import type { Catalogue } from '../../shared/domain/algorithm'
import type { ServiceId } from '../../shared/domain/service'
import { AppError } from '../../shared/errors/appError'
import type { Log } from '../log/log'
import type { AlgorithmsApi } from '../mvsep/algorithms'
import { toAlgorithms } from '../mvsep/toAlgorithm'
import type { ServiceAccess } from '../mvsep/types'
import { createCatalogueCache, type CatalogueCopy } from './catalogueCache'

export interface CatalogueParts {
  readonly api: AlgorithmsApi
  /** Where each service is; for the local one this starts it. */
  readonly accessFor: (service: ServiceId) => ServiceAccess | Promise<ServiceAccess>
  /** Folder for the copies kept on disk; made when missing. */
  readonly folder: string
  readonly clock: () => number
  readonly log: Log
}

export interface CatalogueService {
  /**
   * The algorithms of a service: from memory while younger than a day, else asked for. Where the service cannot be
   * asked, the last known copy answers, marked `fromCache`; without one, the AppError of the asking is thrown.
   */
  load(service: ServiceId, refresh: boolean): Promise<Catalogue>
}

const ONE_DAY_MS = 24 * 3_600_000

/** Builds the catalogue; asks nobody before the first `load`. */
export function createCatalogueService({ api, accessFor, folder, clock, log }: CatalogueParts): CatalogueService {
  const cache = createCatalogueCache(folder, log)
  const fresh = new Map<ServiceId, Catalogue>()
  const asking = new Map<ServiceId, Promise<Catalogue>>()

  const fetchFrom = async (service: ServiceId, access: ServiceAccess): Promise<Catalogue> => {
    const copy: CatalogueCopy = { apiBase: access.apiBase, rows: await api.rows(access), fetchedAtMs: clock() }
    const catalogue = toCatalogue(copy, false)
    // A list of nothing is some other server's, or this one's bad day; it must not wipe out the copy we have.
    if (catalogue.algorithms.length === 0) throw new AppError('notMvsep', { detail: 'a catalogue without algorithms' })
    if (catalogue.unreadableRows > 0) log.warn('algorithms could not be read', { service, count: catalogue.unreadableRows })
    fresh.set(service, catalogue)
    await cache.save(service, copy)
    return catalogue
  }

  const lastKnown = async (service: ServiceId, apiBase: string | null): Promise<Catalogue | null> => {
    const inMemory = fresh.get(service)
    if (inMemory !== undefined) return { ...inMemory, fromCache: true }
    const copy = await cache.load(service)
    // The local service has another port each time; a copy of another MVSEP-compatible server is none of this one.
    const sameServer = copy !== null && (service === 'local' || apiBase === null || copy.apiBase === apiBase)
    const catalogue = sameServer ? toCatalogue(copy, true) : null
    return catalogue !== null && catalogue.algorithms.length > 0 ? catalogue : null
  }

  const ask = async (service: ServiceId): Promise<Catalogue> => {
    let apiBase: string | null = null
    try {
      const access = await accessFor(service)
      apiBase = access.apiBase
      return await fetchFrom(service, access)
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'cancelled') throw error
      const known = await lastKnown(service, apiBase)
      if (known === null) throw error
      log.info('the last known catalogue answers', { service, code: error.code })
      return known
    }
  }

  return {
    async load(service, refresh) {
      const known = fresh.get(service)
      if (known !== undefined && !refresh && clock() - known.fetchedAtMs < ONE_DAY_MS) return known
      const running = asking.get(service) ?? ask(service).finally(() => asking.delete(service))
      asking.set(service, running)
      return await running
    }
  }
}

function toCatalogue({ rows, fetchedAtMs }: CatalogueCopy, fromCache: boolean): Catalogue {
  return { ...toAlgorithms(rows), fetchedAtMs, fromCache }
}
