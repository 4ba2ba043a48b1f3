import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { DownloadHold, Job, PhaseName } from '../../../shared/domain/job'
import { DEFAULT_SETTINGS, type TransferLimits } from '../../../shared/domain/settings'
import type { ServiceAccess } from '../../mvsep/types'
import { createJobFolder } from '../../library/jobFolder'
import { createDownload } from '../../transfers/download'
import { createPostMultipart } from '../../transfers/upload'
import { createJobService, type JobService } from '../jobService'
import { openLedger } from '../ledger'
import type { JobServiceParts } from '../parts'
import { createHastyClock } from './hastyClock'
import { BASE } from './samples'
import { smallServiceApi } from './smallService'

export interface Engine {
  readonly service: JobService
  readonly clock: ReturnType<typeof createHastyClock>
  /** Every phase each job was seen in, with its hold, in order: `queued:oneAtATime`. */
  readonly seen: Map<string, string[]>
  readonly problems: unknown[]
  access: ServiceAccess
  premium: boolean
  limits: TransferLimits
  /** Where job folders are made. */
  library: string
  /** Takes these files in as jobs. */
  enqueue(paths: readonly string[], service?: 'mvsep' | 'local'): Promise<readonly Job[]>
  /** Ends when the job is as asked. */
  until(id: string, is: (job: Job) => boolean): Promise<Job>
  phase(id: string, phase: PhaseName): Promise<Job>
  held(id: string, hold: DownloadHold): Promise<Job>
  close(): Promise<void>
}

/** The real engine over a real ledger, real transfers and the small service at `url`; only time is virtual. */
export function startEngine(folder: string, url: string, change: Partial<JobServiceParts> = {}): Engine {
  const clock = createHastyClock()
  const ledger = openLedger(join(folder, 'jobs.db'), () => clock.nowMs())
  const problems: unknown[] = []
  const seen = new Map<string, string[]>()
  const state = { access: { apiBase: `${url}/api`, token: 'token' } as ServiceAccess, premium: false, limits: DEFAULT_SETTINGS as TransferLimits, library: join(folder, 'library') }
  const service = createJobService({
    api: smallServiceApi(createPostMultipart({ idleTimeoutMs: 2_000 })),
    ledger, clock, random: () => 0.5,
    createDownload: (pause) => createDownload({ pause, random: () => 0.5, idleTimeoutMs: 2_000 }),
    accessFor: async () => state.access,
    isPremium: () => state.premium,
    limits: () => state.limits,
    libraryFolder: () => state.library,
    jobFolderFor: (job) => createJobFolder(state.library, job),
    report: (problem) => problems.push(problem),
    ...change
  })
  service.onChange(({ jobs }) => {
    for (const job of jobs) {
      const word = job.phase === 'queued' && job.hold !== null ? `queued:${job.hold}` : job.phase
      const words = seen.get(job.id) ?? []
      if (words.at(-1) !== word) seen.set(job.id, [...words, word])
    }
  })
  const until = (id: string, is: (job: Job) => boolean): Promise<Job> => new Promise((resolve) => {
    const look = (): boolean => {
      const job = service.list().find((each) => each.id === id)
      if (job === undefined || !is(job)) return false
      resolve(job)
      return true
    }
    if (look()) return
    const stop = service.onChange(() => {
      if (look()) stop()
    })
  })
  service.start()
  return Object.assign(state, {
    service, clock, seen, problems, until,
    async enqueue(paths: readonly string[], to: 'mvsep' | 'local' = 'mvsep') {
      const items = await Promise.all(paths.map(async (path) => {
        const { size, mtimeMs } = await stat(path)
        return { source: { path, sizeBytes: size, mtimeMs }, name: basename(path), sizeBytes: size, durationSeconds: null, plan: BASE.plan }
      }))
      return service.enqueue(items, to)
    },
    phase: (id: string, phase: PhaseName) => until(id, (job) => job.phase === phase),
    held: (id: string, hold: DownloadHold) => until(id, (job) => job.phase === 'downloading' && job.hold === hold),
    async close() {
      await service.dispose()
      ledger.close()
    }
  })
}
