import { basename, join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { ServiceId } from '../shared/domain/service'
import { AppError } from '../shared/errors/appError'
import { createAccountService } from './account/accountService'
import { createLocalAccount } from './account/localAccount'
import { createMixerStore } from './audio/mixerStore'
import { createStudioService, type StudioService } from './audio/studioService'
import { createCatalogueService } from './catalogue/catalogueService'
import { createExports } from './createExports'
import { createListening } from './createListening'
import { createServices } from './createServices'
import type { Desktop } from './desktop'
import { createInputService } from './inputs/inputService'
import { createHandle, type Handle } from './ipc/handle'
import { createRouter } from './ipc/router'
import { createJobService } from './jobs/jobService'
import { openLedger } from './jobs/ledger'
import { createJobFolder } from './library/jobFolder'
import { createLibrary } from './library/library'
import { createLocalServiceHost, type LocalServiceProcess } from './localService/localServiceHost'
import { createLog } from './log/log'
import { createAccountApi } from './mvsep/account'
import { createAlgorithmsApi } from './mvsep/algorithms'
import { parseApiBase } from './mvsep/apiBase'
import { createHttp } from './mvsep/http'
import { createSeparationsApi } from './mvsep/separations'
import { createSiteApi } from './mvsep/site'
import type { ServiceAccess } from './mvsep/types'
import { loadPresets } from './presets/presetService'
import { openSecretStore } from './secrets/openSecretStore'
import type { Services } from './services'
import { loadSettings } from './settings/settingsService'
import { startNotices } from './startNotices'
import { systemClock } from './transfers/clock'
import { createDownload } from './transfers/download'
import { createPostMultipart } from './transfers/upload'

const MVSEP_API_BASE = 'https://mvsep.com/api'

/** What the outer world gives the app; nothing in here knows Electron. */
export interface AppParts {
  /** The profile: settings, ledger, caches, log, the local service's data. Absolute. */
  readonly dataFolder: string
  readonly musicFolder: string
  readonly samplePath: string
  readonly version: string
  /** UNBRAID_API_BASE: another MVSEP-compatible base; https, or http on the loopback address. */
  readonly apiBase: string | undefined
  readonly desktop: Desktop
  /** Starts a thread that runs audio/worker.ts. */
  readonly createAudioWorker: () => Worker
  readonly launchLocalService: (dataFolder: string, onLine: (line: string) => void) => LocalServiceProcess
}

export interface UnbraidApp {
  readonly services: Services
  readonly handle: Handle
  /** Stops everything that was started; jobs go on at the next start. */
  dispose(): Promise<void>
}

/** Builds every service from its parts. Throws AppError('invalidInput') for an unusable API base, 'ledgerUnreadable'. */
export async function createApp(parts: AppParts): Promise<UnbraidApp> {
  const { dataFolder, desktop } = parts
  const inData = (...names: string[]): string => join(dataFolder, ...names)
  const mvsepBase = parts.apiBase === undefined || parts.apiBase === '' ? MVSEP_API_BASE : parseApiBase(parts.apiBase)

  const log = createLog({ filePath: inData('logs', 'unbraid.log') })
  const settings = await loadSettings(inData('settings.json'), log)
  const presets = await loadPresets({ path: inData('presets.json'), dialogs: desktop, nowMs: Date.now, log })
  const secretStore = await openSecretStore(log)
  const http = createHttp({ userAgent: `Unbraid/${parts.version}` })
  const accountApi = createAccountApi(http)
  const siteApi = createSiteApi(http)
  const library = createLibrary(settings, parts.musicFolder)

  const localService = createLocalServiceHost(
    () => parts.launchLocalService(inData('local-service'), (line) => { log.info('local service', { line }) }),
    log
  )
  const localAccount = createLocalAccount({ api: accountApi, secretStore, log })
  const account = createAccountService({ api: accountApi, secretStore, apiBase: mvsepBase, clock: Date.now, log })
  const accessFor = async (service: ServiceId): Promise<ServiceAccess> => {
    if (service === 'mvsep') return account.access()
    const apiBase = await localService.apiBase()
    return { apiBase, token: await localAccount.token(apiBase) }
  }

  const ledger = openLedger(inData('jobs.db'), Date.now)
  const { quarantinedRows, movedAsideTo } = ledger.findings
  if (quarantinedRows > 0 || movedAsideTo !== null) log.warn('the ledger was damaged', { quarantinedRows, movedAsideTo })
  const jobs = createJobService({
    api: createSeparationsApi({ http, postMultipart: createPostMultipart() }),
    ledger,
    clock: systemClock,
    random: Math.random,
    createDownload: (pause) => createDownload({ pause, random: Math.random }),
    accessFor,
    isPremium: () => {
      const current = account.current()
      return current.status === 'signedIn' && current.premiumEnabled && current.credits > 0
    },
    libraryFolder: () => library.folder(),
    jobFolderFor: (job) => createJobFolder(library.folder(), job),
    report: (problem) => { log.error('job engine', { problem }) }
  })
  const listening = createListening({ factsFolder: inData('facts'), jobs, studio: () => studio, createWorker: parts.createAudioWorker, desktop, log })
  const studio: StudioService = createStudioService({
    filesOf: (jobId) => {
      const compared = listening.compares.resultsOf(jobId)
      if (compared) return Promise.resolve(compared)
      const job = jobs.list().find(({ id }) => id === jobId)
      const results = jobs.filesOf(jobId)
      if (job === undefined || results === null) return Promise.reject(new AppError('jobNotFound'))
      return Promise.resolve({
        title: job.input.name,
        algorithmName: job.plan.algorithmName,
        files: results.files.map((file) => ({ ...file, fileName: basename(file.path) })),
        original: jobs.sourceOf(jobId)
      })
    },
    cacheFolder: inData('studio'),
    createWorker: parts.createAudioWorker,
    log
  })

  const carryOut = createExports({ dataFolder, cacheFolder: inData('studio'), jobs, studio, desktop, createWorker: parts.createAudioWorker, log })

  const catalogue = createCatalogueService({ api: createAlgorithmsApi(http), accessFor, folder: inData('catalogue'), clock: Date.now, log })
  const services = createServices({
    settings, account, catalogue, presets, jobs, studio, exports: carryOut.exports, drags: carryOut.drags, mixers: createMixerStore(inData('mixers'), log),
    songFacts: listening.songFacts, compares: listening.compares, texts: listening.texts, library, desktop, localService, secretStore, log,
    inputs: createInputService(),
    site: {
      news: async (service) => siteApi.news(await accessFor(service)),
      queue: async (service) => siteApi.queue(await accessFor(service))
    },
    samplePath: parts.samplePath,
    version: parts.version,
    notices: startNotices(ledger.findings, secretStore.kept, settings.get().service)
  })

  return {
    services,
    handle: createHandle(createRouter(services), log),
    async dispose() {
      account.dispose()
      await catalogue.dispose()
      await jobs.dispose()
      await carryOut.dispose()
      await listening.dispose()
      await studio.dispose()
      ledger.close()
      http.dispose()
      await localService.dispose()
    }
  }
}
