import type { AlgorithmDescription, Catalogue } from '../../shared/domain/algorithm'
import type { ServiceId } from '../../shared/domain/service'
import { AppError, toErrorInfo } from '../../shared/errors/appError'
import type { Log } from '../log/log'
import type { AlgorithmsApi } from '../mvsep/algorithms'
import { toAlgorithmsInSlices } from '../mvsep/toAlgorithm'
import { toDescription } from '../mvsep/toDescription'
import type { ServiceAccess } from '../mvsep/types'
import { createEmitter } from '../util/emitter'
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

export interface CatalogueChange {
  readonly service: ServiceId
  readonly catalogue: Catalogue
}

export interface CatalogueService {
  /**
   * The algorithms of a service, at once where they are known: from memory, else the copy kept on disk. A copy, one
   * older than a day and one that could not be renewed are asked for behind the answer; `onChange` tells the outcome.
   * `refresh` waits for the service; when that fails the known list answers with `refreshError`. Throws the AppError of
   * the asking where nothing is known.
   */
  load(service: ServiceId, refresh: boolean): Promise<Catalogue>
  /** The long description in this language or the next best; null when there is none. Throws as `load`. */
  describe(service: ServiceId, renderId: number, language: string): Promise<AlgorithmDescription | null>
  /** Called when a list that was answered before is followed by another. */
  onChange(listener: (change: CatalogueChange) => void): () => void
  /** Ends what is being asked for; resolves when nothing is being written any more. */
  dispose(): Promise<void>
}

interface Known {
  readonly catalogue: Catalogue
  readonly rows: readonly unknown[]
}

const ONE_DAY_MS = 24 * 3_600_000

/** Lets everything else that waits for the main process go first. */
const pause = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve) })

/** Builds the catalogue; asks nobody before the first `load`. */
export function createCatalogueService({ api, accessFor, folder, clock, log }: CatalogueParts): CatalogueService {
  const cache = createCatalogueCache(folder, log)
  const changes = createEmitter<CatalogueChange>()
  const known = new Map<ServiceId, Known>()
  const opening = new Map<ServiceId, Promise<Known>>()
  const asking = new Map<ServiceId, Promise<Known>>()
  const saving = new Set<Promise<void>>()
  const ending = new AbortController()

  const hold = (service: ServiceId, now: Known): Known => {
    const isNews = known.has(service)
    known.set(service, now)
    if (isNews) changes.emit({ service, catalogue: now.catalogue })
    return now
  }

  const save = async (service: ServiceId, copy: CatalogueCopy): Promise<void> => {
    const saved = cache.save(service, copy).finally(() => saving.delete(saved))
    saving.add(saved)
    await saved
  }

  const fetchFrom = async (service: ServiceId): Promise<Known> => {
    const access = await accessFor(service)
    const copy: CatalogueCopy = { apiBase: access.apiBase, rows: await api.rows(access, ending.signal), fetchedAtMs: clock() }
    const read = await toKnown(copy, false)
    const { algorithms, unreadableRows } = read.catalogue
    // A list of nothing is some other server's, or this one's bad day; it must not wipe out the copy we have.
    if (algorithms.length === 0) throw new AppError('notMvsep', { detail: 'a catalogue without algorithms' })
    if (unreadableRows > 0) log.warn('algorithms could not be read', { service, count: unreadableRows })
    if (ending.signal.aborted) throw new AppError('cancelled')
    // Awaited, so that two writings of one file never meet.
    await save(service, copy)
    return read
  }

  const ask = async (service: ServiceId): Promise<Known> => {
    try {
      return await fetchFrom(service)
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'cancelled') throw error
      const last = known.get(service) ?? (await fromDisk(service))
      if (last === null) throw error
      log.info('the last known catalogue answers', { service, code: error.code })
      return { ...last, catalogue: { ...last.catalogue, refreshError: toErrorInfo(error) } }
    }
  }

  const askOnce = (service: ServiceId): Promise<Known> => {
    const running = asking.get(service)
    if (running !== undefined) return running
    // Over before it is told: who asks again on hearing of it must not be given this one once more.
    const started = ask(service).finally(() => asking.delete(service)).then((now) => hold(service, now))
    asking.set(service, started)
    return started
  }

  const askBehind = (service: ServiceId): void => {
    askOnce(service).catch((error: unknown) => {
      if (!(error instanceof AppError)) log.error('a catalogue could not be renewed', { service, error })
    })
  }

  const fromDisk = async (service: ServiceId): Promise<Known | null> => {
    const copy = await cache.load(service)
    if (copy === null || !(await isOfThisServer(service, copy))) return null
    const read = await toKnown(copy, true)
    return read.catalogue.algorithms.length > 0 ? read : null
  }

  /** A copy of another MVSEP-compatible server is none of this one. The local service has another port each time. */
  const isOfThisServer = async (service: ServiceId, copy: CatalogueCopy): Promise<boolean> => {
    if (service === 'local') return true
    try {
      return (await accessFor(service)).apiBase === copy.apiBase
    } catch (error) {
      if (error instanceof AppError) return true
      throw error
    }
  }

  const open = async (service: ServiceId): Promise<Known> => {
    const copy = await fromDisk(service)
    const meanwhile = known.get(service)
    if (meanwhile !== undefined) return meanwhile
    if (copy === null) return await askOnce(service)
    hold(service, copy)
    askBehind(service)
    return copy
  }

  const current = async (service: ServiceId): Promise<Known> => {
    const last = known.get(service)
    if (last === undefined) {
      const first = opening.get(service) ?? open(service).finally(() => opening.delete(service))
      opening.set(service, first)
      return await first
    }
    const { fetchedAtMs, refreshError } = last.catalogue
    if (refreshError !== null || clock() - fetchedAtMs >= ONE_DAY_MS) askBehind(service)
    return last
  }

  return {
    load: async (service, refresh) => (await (refresh ? askOnce(service) : current(service))).catalogue,
    describe: async (service, renderId, language) => toDescription((known.get(service) ?? (await current(service))).rows, renderId, language),
    onChange: (listener) => changes.on(listener),
    async dispose() {
      changes.clear()
      ending.abort()
      await Promise.all(saving)
    }
  }
}

async function toKnown({ rows, fetchedAtMs }: CatalogueCopy, fromCache: boolean): Promise<Known> {
  return { catalogue: { ...(await toAlgorithmsInSlices(rows, pause)), fetchedAtMs, fromCache, refreshError: null }, rows }
}
