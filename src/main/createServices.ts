import type { AppNotice } from '../shared/domain/notice'
import { AppError } from '../shared/errors/appError'
import { withSong } from './audio/withSong'
import { enqueue } from './enqueue'
import { followBalance } from './followBalance'
import { displayPath } from './library/displayPath'
import type { LocalServiceHost } from './localService/localServiceHost'
import type { Log } from './log/log'
import type { SecretStore } from './secrets/secretStore'
import type { Services } from './services'
import { wakeOnAccount } from './wakeOnAccount'

type Built = Pick<
  Services,
  'settings' | 'account' | 'catalogue' | 'presets' | 'recipes' | 'recipeRuns' | 'splits' | 'inputs' | 'jobs' | 'studio' | 'exports' | 'drags' | 'ensembles' | 'mixers' | 'songFacts' | 'compares' | 'votes' | 'texts' | 'library' | 'desktop' | 'watch' | 'samplePath' | 'site' | 'explore' | 'checker' | 'history' | 'adopt'
>

export interface ServicesParts extends Built, Pick<Services, 'prepared'> {
  readonly localService: LocalServiceHost
  readonly secretStore: SecretStore
  /** Lets connections go that a sleep or another network has made old. */
  readonly forgetConnections: () => void
  readonly version: string
  readonly notices: readonly AppNotice[]
  readonly log: Log
}

/** The acts that need more than one service; each service does its own part. */
export function createServices(parts: ServicesParts): Services {
  const { settings, account, catalogue, presets, jobs, studio, exports, compares, library, desktop, localService, secretStore, log } = parts

  let { notices } = parts

  const filesOf = (jobId: string): NonNullable<ReturnType<typeof jobs.filesOf>> => {
    const files = jobs.filesOf(jobId)
    if (files === null) throw new AppError('jobNotFound')
    return files
  }

  const stemPath = (jobId: string, stemIndex: number): string => {
    const file = withSong(filesOf(jobId).files, jobs.sourceOf(jobId)).find(({ index }) => index === stemIndex)
    if (file === undefined) throw new AppError('invalidInput', { detail: 'unknown stem' })
    return file.path
  }

  /** Ready before it is asked for: the first job then does not wait for the service to start. */
  const warmUpLocalService = (): void => {
    localService.apiBase().catch((error: unknown) => {
      log.warn('the local service did not start', { error })
    })
  }

  return {
    ...parts,
    snapshot: () => ({
      settings: settings.visible(),
      account: account.current(),
      accounts: account.known(),
      jobs: jobs.list(),
      splits: parts.splits.list(),
      outlooks: jobs.outlooks(),
      localService: localService.state(),
      version: parts.version,
      keychainAvailable: secretStore.kept === 'keychain',
      libraryFolder: displayPath(library.folder()),
      ledgerUnsaved: jobs.hasUnsaved(),
      notices
    }),
    setSeen: (seen) => { jobs.setSeen(seen) },
    resumed() {
      parts.forgetConnections()
      jobs.wake('resume')
    },
    wentOnline() {
      parts.forgetConnections()
      jobs.wake('online')
    },
    dismissNotice(kind) {
      notices = notices.filter((notice) => notice.kind !== kind)
    },
    async updateSettings(change, lastPlan) {
      const current = settings.get()
      const service = change.service ?? current.service
      if (change.service === 'local') warmUpLocalService()
      return settings.update({
        ...change,
        ...(lastPlan === undefined || service === null ? {} : { lastPlan: { ...current.lastPlan, [service]: lastPlan } })
      })
    },
    enqueue: (wanted, service) => enqueue(parts, wanted, service),
    async cancelJobs(jobIds) {
      const answers = await jobs.cancel(jobIds)
      const agreed = new Set(jobIds.filter((_id, index) => answers[index]?.outcome === 'agreed'))
      if (jobs.list().some(({ id, service }) => service === 'mvsep' && agreed.has(id))) {
        account.refresh().catch((error: unknown) => {
          log.warn('credits could not be asked for after a cancel', { error })
        })
      }
      return answers
    },
    async removeJobs(jobIds) {
      jobs.remove(jobIds)
      for (const jobId of jobIds) {
        await compares.closeWith(jobId)
        await studio.close(jobId)
      }
    },
    async fetchAgain(jobId, stemIndexes) {
      await studio.close(jobId)
      await jobs.fetchAgain(jobId, stemIndexes)
    },
    showInFolder(jobId) {
      const { folder, files } = filesOf(jobId)
      desktop.showInFolder(files[0]?.path ?? folder)
    },
    copyPath: async (jobId, stemIndex) => desktop.copyText(stemPath(jobId, stemIndex)),
    showStem(jobId, stemIndex) {
      desktop.showInFolder(stemPath(jobId, stemIndex))
    },
    onFact(tell) {
      const ends = [
        jobs.onChange((changed) => { tell('jobs:changed', changed) }),
        jobs.onOutlook((outlooks) => { tell('jobs:outlook', outlooks) }),
        jobs.onUnsaved((ledgerUnsaved) => { tell('jobs:unsaved', { ledgerUnsaved }) }),
        jobs.onProgress((progress) => { tell('transfers:progress', progress) }),
        account.onChange((changed) => { tell('account:changed', changed) }),
        account.onKnown((known) => { tell('account:known', known) }),
        presets.onChange((changed) => { tell('presets:changed', changed) }),
        parts.recipes.onChange((changed) => { tell('recipes:changed', changed) }),
        parts.splits.onChange((changed) => { tell('splits:changed', changed) }),
        parts.recipeRuns.onChange((changed) => { tell('recipes:runs', changed) }),
        settings.onChange((changed) => { tell('settings:changed', changed) }),
        catalogue.onChange((changed) => { tell('catalogue:changed', changed) }),
        parts.checker.onProgress((progress) => { tell('checker:progress', progress) }),
        localService.onChange((state) => { tell('localService:changed', state) }),
        parts.inputs.onLooked((looked) => { tell('inputs:looked', looked) }),
        parts.prepared.onProgress((progress) => { tell('inputs:preparing', progress) }),
        parts.watch.onChange((changed) => { tell('watch:changed', changed) }),
        exports.onProgress((progress) => { tell('exports:progress', progress) }),
        parts.ensembles.onProgress((progress) => { tell('ensembles:progress', progress) })
      ]
      return () => {
        for (const end of ends) end()
      }
    },
    async start() {
      account.onChange(({ status }) => {
        const accountId = account.activeId()
        if (status === 'signedIn' && accountId !== null) jobs.claim(accountId)
      })
      // Who is signed out holds its jobs from this moment, and says so.
      account.onKnown(() => { jobs.applyLimits() })
      wakeOnAccount({ jobs, account })
      localService.onChange(({ status }) => {
        if (status === 'running') jobs.wake('localService')
      })
      followBalance({ jobs, account, log })
      settings.onChange(() => { jobs.applyLimits() })
      jobs.start()
      parts.recipeRuns.start()
      parts.splits.start()
      parts.watch.start()
      if (settings.get().service === 'local') warmUpLocalService()
      await account.start()
    }
  }
}
