import { join } from 'node:path'
import type { DamagedNotes } from '../shared/domain/notice'
import type { CatalogueService } from './catalogue/catalogueService'
import type { JobService } from './jobs/jobService'
import type { Ledger } from './jobs/ledger'
import type { Library } from './library/library'
import type { Log } from './log/log'
import type { PresetService } from './presets/presetService'
import { systemClock } from './transfers/clock'
import { WATCH_PACE } from './watch/watchRun'
import { loadWatchFolders, type WatchService } from './watch/watchService'
import { createWatchStore } from './watch/watchStore'

export interface CreateWatchParts {
  readonly dataFolder: string
  readonly presets: Pick<PresetService, 'list' | 'onChange'>
  readonly catalogue: Pick<CatalogueService, 'load' | 'onChange'>
  readonly jobs: Pick<JobService, 'list' | 'enqueue'>
  readonly ledger: Pick<Ledger, 'findings'>
  readonly library: Pick<Library, 'folder'>
  readonly noteDamage: (notes: DamagedNotes) => void
  readonly log: Log
}

/** Watch folders over presets, algorithms and jobs. Jobs that were taken off the list count as made. */
export async function createWatch({ dataFolder, presets, catalogue, jobs, ledger, library, noteDamage, log }: CreateWatchParts): Promise<WatchService> {
  const removed = new Set(ledger.findings.removedRows.map(({ job }) => job.id))
  const watch = await loadWatchFolders({
    store: createWatchStore(join(dataFolder, 'watch-folders'), Date.now, log, () => { noteDamage('watches') }), clock: systemClock, pace: WATCH_PACE, log,
    presetOf: (presetId) => presets.list().presets.find(({ id }) => id === presetId) ?? null,
    algorithms: async (service) => (await catalogue.load(service, false)).algorithms,
    libraryFolder: () => library.folder(),
    isMade: (jobId) => removed.has(jobId) || jobs.list().some(({ id }) => id === jobId),
    enqueue: (item, service) => {
      if (item.id === undefined || !removed.has(item.id)) jobs.enqueue([item], service)
    }
  })
  presets.onChange(() => { watch.lookAgain() })
  catalogue.onChange(() => { watch.lookAgain() })
  return watch
}
