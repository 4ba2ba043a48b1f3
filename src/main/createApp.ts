import { basename, join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { DamagedLists, DamagedNotes } from '../shared/domain/notice'
import { regionBase } from '../shared/domain/region'
import type { ServiceId } from '../shared/domain/service'
import { AppError } from '../shared/errors/appError'
import { loadAccountList } from './account/accountList'
import { adoptJob } from './adoptJob'
import { createAccountService } from './account/accountService'
import { atRegion } from './account/atRegion'
import { createLocalAccount } from './account/localAccount'
import { createMixerStore } from './audio/mixerStore'
import type { PATIENT } from './audio/patience'
import { createStudioService, type StudioService } from './audio/studioService'
import { unchanged, withSong } from './audio/withSong'
import { createCatalogueService } from './catalogue/catalogueService'
import { createVotesStore } from './compare/votesStore'
import { createEnsembles } from './createEnsembles'
import { createExports } from './createExports'
import { createListening } from './createListening'
import { createRecipes } from './createRecipes'
import { createPrepared } from './createPrepared'
import { createWatch } from './createWatch'
import { createServices } from './createServices'
import { createSplits } from './createSplits'
import type { Desktop } from './desktop'
import { createInputService } from './inputs/inputService'
import { createHandle, type Handle } from './ipc/handle'
import { createRouter } from './ipc/router'
import { createMvsepBudget } from './jobs/asking'
import { loadDurations } from './jobs/durations'
import { createJobService, type JobService } from './jobs/jobService'
import { isReadableResult } from './jobs/checkResult'
import { openLedger } from './jobs/ledger'
import { createLibrary } from './library/library'
import { createServerHistory } from './library/serverHistory'
import { createLocalServiceHost, type LocalServiceProcess } from './localService/localServiceHost'
import { createLog } from './log/log'
import { createAccountApi } from './mvsep/account'
import { createAlgorithmsApi } from './mvsep/algorithms'
import { parseApiBase } from './mvsep/apiBase'
import { createHttp } from './mvsep/http'
import { guardPortals } from './mvsep/portalGuard'
import { paceRequests } from './mvsep/pacedHttp'
import { createSeparationsApi } from './mvsep/separations'
import { createQualityCheckerApi } from './mvsep/qualityChecker'
import { createSiteApi, readQueue } from './mvsep/site'
import type { ServiceAccess } from './mvsep/types'
import { createConnections } from './network/connections'
import { trustedAuthorities } from './network/trust'
import { loadPresets } from './presets/presetService'
import { openSecretStore } from './secrets/openSecretStore'
import type { Services } from './services'
import { loadSettings } from './settings/settingsService'
import { createCachedLists } from './site/cachedList'
import { createCheckerService } from './site/checkerService'
import { createExploreService } from './site/exploreService'
import { startNotices } from './startNotices'
import { systemClock } from './transfers/clock'
import { createDownload } from './transfers/download'
import { createPostMultipart } from './transfers/upload'
import { pruneJobFiles } from './util/jobFiles'
import { writesSettled } from './util/writeFileAtomic'

/** What the outer world gives the app; nothing in here knows Electron. */
export interface AppParts {
  /** The profile: settings, ledger, caches, log, the local service's data. Absolute. */
  readonly dataFolder: string
  readonly musicFolder: string
  readonly samplePath: string
  readonly version: string
  /** UNBRAID_API_BASE: another MVSEP-compatible base; https, or http on the loopback address. */
  readonly apiBase: string | undefined
  /** The ways to an address in the words of a PAC file; Electron's session.resolveProxy. */
  readonly resolveProxy?: (url: string) => Promise<string>
  /** process.env: extra authorities, and name and password of a proxy. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly desktop: Desktop
  /** Starts a thread that runs audio/worker.ts. */
  readonly createAudioWorker: (manner?: typeof PATIENT) => Worker
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
  const ownBase = parts.apiBase === undefined || parts.apiBase === '' ? null : parseApiBase(parts.apiBase)

  const log = createLog({ filePath: inData('logs', 'unbraid.log') })
  const [damagedNotes, damagedLists] = [new Set<DamagedNotes>(), new Set<DamagedLists>()]
  const noteDamage = (notes: DamagedNotes): void => { damagedNotes.add(notes) }
  const noteDamagedList = (list: DamagedLists): void => { damagedLists.add(list) }
  const settings = await loadSettings(inData('settings.json'), log, () => { noteDamagedList('settings') })
  const presets = await loadPresets({ path: inData('presets.json'), dialogs: desktop, nowMs: Date.now, onDamage: () => { noteDamagedList('presets') }, log })
  const secretStore = await openSecretStore(log)
  const { environment = {} } = parts
  const connections = createConnections({
    resolveProxy: parts.resolveProxy, environment,
    authorities: () => trustedAuthorities(environment, (error) => { log.warn('some trusted authorities could not be read', { error }) })
  })
  // Everything asked of MVSEP is one account's: it shares one budget, jobs and pages alike.
  const budget = createMvsepBudget(systemClock, Math.random)
  let localBase: string | null = null
  const isCounted = (url: string): boolean => localBase === null || !url.startsWith(localBase)
  const guarded = guardPortals(createHttp({ userAgent: `Unbraid/${parts.version}`, connections }), createPostMultipart({ connections }))
  const { http, postMultipart } = paceRequests(guarded.http, guarded.postMultipart, budget, isCounted)
  const accountApi = createAccountApi(http)
  const siteApi = createSiteApi(http)
  const separationsApi = createSeparationsApi({ http, postMultipart })
  const library = createLibrary(settings, parts.musicFolder)
  const baseNow = (): string => ownBase ?? regionBase(settings.get().region)

  const localService = createLocalServiceHost(
    () => parts.launchLocalService(inData('local-service'), (line) => { log.info('local service', { line }) }),
    log
  )
  const localAccount = createLocalAccount({ api: accountApi, secretStore, log })
  const accountList = await loadAccountList(inData('accounts.json'), log)
  const account = createAccountService({
    // Asked at the region's node, kept under one name.
    api: atRegion(accountApi, baseNow), list: accountList,
    secretStore, apiBase: ownBase ?? regionBase('automatic'), clock: Date.now, log
  })
  const accessFor = async (service: ServiceId, home?: string, accountId?: string | null): Promise<ServiceAccess> => {
    if (service === 'mvsep') return { ...account.access(accountId), apiBase: home ?? baseNow() }
    const apiBase = await localService.apiBase()
    localBase = apiBase
    return { apiBase, token: await localAccount.token(apiBase) }
  }

  const ledger = openLedger(inData('jobs.db'), Date.now)
  const { quarantinedRows, movedAsideTo } = ledger.findings
  if (quarantinedRows > 0 || movedAsideTo !== null) log.warn('the ledger was damaged', { quarantinedRows, movedAsideTo })
  const durations = await loadDurations(inData('durations.json'), (problem) => { log.warn('how long jobs took', { problem }) })
  const jobs: JobService = createJobService({
    budget,
    durations,
    checkAccount: (accountId) => account.verdict(accountId),
    queueWait: (signal, accountId) => siteApi.queueWait(account.access(accountId), signal),
    api: separationsApi,
    ledger,
    clock: systemClock,
    random: Math.random,
    createDownload: (pause) => createDownload({ pause, random: Math.random, connections }),
    accessFor,
    accounts: {
      active: () => account.activeId(),
      canAsk: (accountId) => account.access(accountId).token !== null
    },
    homeForNew: baseNow,
    isPremium: (accountId) => account.spendsCredits(accountId),
    limits: () => settings.get(),
    libraryFolder: () => library.folder(),
    jobFolderFor: (job) => library.newJobFolder(job, jobs.sourceOf(job.id)?.below),
    isReadable: isReadableResult,
    deletesAfterDownload: () => settings.get().deleteAfterDownload,
    report: (problem) => { log.error('job engine', { problem }) }
  })
  const kept = ledger.findings.rows.filter(({ removedAtMs }) => removedAtMs === null).map(({ job }) => job.id)
  Promise.all(['mixers', 'facts'].map((name) => pruneJobFiles(inData(name), kept))).catch((error: unknown) => { log.warn('what was kept about jobs that are gone stays', { error }) })
  const listening = createListening({ factsFolder: inData('facts'), jobs, studio: () => studio, createWorker: parts.createAudioWorker, desktop, log })
  const studio: StudioService = createStudioService({
    filesOf: async (jobId) => {
      const compared = listening.compares.resultsOf(jobId) ?? prepared.resultsOf(jobId)
      if (compared) return compared
      const job = jobs.list().find(({ id }) => id === jobId)
      const results = jobs.filesOf(jobId)
      if (job === undefined || results === null) throw new AppError('jobNotFound')
      const files = withSong(results.files, await unchanged(jobs.sourceOf(jobId)))
      return {
        title: job.input.name,
        algorithmName: job.plan.algorithmName,
        files: files.map((file) => ({ ...file, fileName: basename(file.path) })),
        original: jobs.sourceOf(jobId)
      }
    },
    cacheFolder: inData('studio'),
    createWorker: parts.createAudioWorker,
    onLooked: (jobId, damaged) => { jobs.noteDamaged(jobId, damaged) },
    log
  })

  const carryOut = createExports({ dataFolder, jobs, studio, desktop, createWorker: parts.createAudioWorker, log })
  const blending = createEnsembles({ jobs, library, studio, createWorker: parts.createAudioWorker })

  const catalogue = createCatalogueService({ api: createAlgorithmsApi(http), accessFor, folder: inData('catalogue'), clock: Date.now, log })
  const qualityCheckerApi = createQualityCheckerApi({ http, postMultipart })
  const lists = createCachedLists({ folder: inData('lists'), clock: Date.now, log })
  const accountId = (): string | null => account.activeId()
  const history = createServerHistory({ api: separationsApi, access: () => ({ ...account.access(), apiBase: baseNow() }), accountId, lists })
  const explore = createExploreService({
    site: siteApi, checker: qualityCheckerApi, separations: separationsApi, accessFor, folder: inData('explore'), log,
    lists, baseNow, accountId
  })
  const checker = createCheckerService({ api: qualityCheckerApi, accessFor, chooseZip: () => desktop.chooseZip(), clock: Date.now })
  const inputs = createInputService()
  const { recipes, recipeRuns } = await createRecipes({ dataFolder, jobs, inputs, ledger, accountId, desktop, noteDamage, noteDamagedList, log })
  const splits = await createSplits({ dataFolder, jobs, inputs, ledger, library, accountId, createWorker: parts.createAudioWorker, noteDamage, log })
  const prepared = createPrepared({
    folder: inData('prepared'), inputs, jobs, studio: () => studio, createWorker: parts.createAudioWorker, rows: ledger.findings.rows, recipeRuns, splits, log
  })
  const watch = await createWatch({ dataFolder, presets, catalogue, jobs, ledger, library, noteDamage, log })
  const services = createServices({
    settings, account, catalogue, presets, recipes, recipeRuns, splits, jobs, studio, exports: carryOut.exports, drags: carryOut.drags, ensembles: blending.ensembles, mixers: createMixerStore(inData('mixers'), log),
    songFacts: listening.songFacts, compares: listening.compares, votes: createVotesStore(inData('votes'), log), texts: listening.texts, library, desktop, localService, secretStore, log,
    inputs, prepared, watch,
    forgetConnections: () => { connections.forget() },
    explore, checker, history,
    adopt: (wanted) => adoptJob({ jobs, accessFor, accountId }, wanted),
    site: { queue: async (service) => readQueue(await siteApi.queue(await accessFor(service))) },
    samplePath: parts.samplePath,
    version: parts.version,
    notices: startNotices(ledger.findings, secretStore.kept, settings.get().service, { damagedNotes, damagedLists })
  })

  return {
    services,
    handle: createHandle(createRouter(services), log),
    async dispose() {
      account.dispose()
      checker.dispose()
      await catalogue.dispose()
      await watch.dispose()
      await recipeRuns.dispose()
      await splits.dispose()
      await jobs.dispose()
      await carryOut.dispose()
      await blending.dispose()
      await listening.dispose()
      await prepared.dispose()
      await accountList.settled()
      await studio.dispose()
      ledger.close()
      http.dispose()
      connections.dispose()
      await localService.dispose()
      await writesSettled()
    }
  }
}
