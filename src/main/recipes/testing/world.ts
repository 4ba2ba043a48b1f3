import type { Job, JobPhase } from '../../../shared/domain/job'
import type { Recipe } from '../../../shared/domain/recipe'
import { createEmitter } from '../../util/emitter'
import { silentLog } from '../../log/log'
import type { EnqueueItem } from '../../jobs/enqueueItem'
import type { JobsChanged } from '../../jobs/jobStore'
import { toRow } from '../../jobs/newRow'
import type { RunRecord } from '../runRecord'
import { loadRecipeRuns, type RecipeRuns } from '../runService'

const remote = { hash: 'h', apiBase: 'http://127.0.0.1/api', acceptedAtMs: null, deletedAtMs: null }

const plan = (renderId: number) => ({ renderId, algorithmName: `Algorithm ${renderId}`, options: [], outputFormat: 2 as const })

/** Vocals of the song, lead of the vocals, a room taken off the lead, and the drums of the song on a branch of their own. */
export const RECIPE: Recipe = {
  id: 'recipe', name: 'Lead, dry', service: 'mvsep',
  steps: [
    { id: 'four', plan: plan(1), takes: 'input' },
    { id: 'lead', plan: plan(2), takes: { stepId: 'four', stem: 'Vocals' } },
    { id: 'dry', plan: plan(3), takes: { stepId: 'lead', stem: 'lead' } },
    { id: 'kit', plan: plan(4), takes: { stepId: 'four', stem: 'Drums' } }
  ]
}

/** What each algorithm of RECIPE makes. */
const STEMS: Readonly<Record<number, readonly string[]>> = { 1: ['Vocals', 'Drums'], 2: ['Lead', 'Back'], 3: ['Dry'], 4: ['Kick', 'Snare'] }

/** What outlives a kill, and a kill at any of its writes. The files that results would be are this one. */
export class World {
  readonly runs = new Map<string, RunRecord>()
  readonly jobs = new Map<string, Job>()
  readonly removed = new Map<string, Job>()
  /** Every job that was ever made, as song and algorithm. */
  readonly made: string[] = []
  /** Writes until the app dies, and whether the last one still lands. */
  fuse: { left: number; lands: boolean } | null = null
  private isAlive = true
  private changed = createEmitter<JobsChanged>()
  service: RecipeRuns | null = null

  constructor(private readonly songs: readonly string[], private readonly stems: Readonly<Record<number, readonly string[]>> = STEMS) {}

  /** True when the write lands; false when the app is dead before it. */
  private write(): boolean {
    if (!this.isAlive) return false
    if (this.fuse === null) return true
    this.fuse.left -= 1
    if (this.fuse.left > 0) return true
    this.isAlive = false
    return this.fuse.lands
  }

  async start(): Promise<RecipeRuns> {
    await this.service?.dispose()
    this.isAlive = true
    this.fuse = null
    const changed = createEmitter<JobsChanged>()
    this.changed = changed
    const removedJobIds = [...this.removed.keys()]
    const about = { service: 'mvsep', nowMs: 1, accountId: null, home: undefined } as const
    this.service = await loadRecipeRuns({
      store: {
        read: () => Promise.resolve([...this.runs.values()]),
        write: async (run) => {
          await Promise.resolve()
          if (this.write()) this.runs.set(run.id, structuredClone(run))
          if (!this.isAlive) throw new Error('dead')
        },
        remove: async (runId) => { this.runs.delete(runId) }
      },
      jobs: {
        list: () => [...this.jobs.values()],
        enqueue: (items: readonly EnqueueItem[]) => {
          const rows = items.map((item) => toRow(item, about)).filter(({ job }) => !this.jobs.has(job.id) && !this.removed.has(job.id))
          if (this.write()) {
            for (const { job } of rows) {
              this.jobs.set(job.id, job)
              this.made.push(`${job.input.name} ${job.plan.renderId}`)
            }
          }
          if (!this.isAlive) throw new Error('dead')
          changed.emit({ jobs: rows.map(({ job }) => job), removedIds: [] })
          return items.flatMap(({ id }) => this.jobs.get(id ?? '') ?? [])
        },
        filesOf: (id) => {
          const job = this.jobs.get(id)
          const files = job?.phase === 'ready' ? job.files : []
          return { folder: '/', files: files.map(({ index, stem }) => ({ index, stem, path: import.meta.filename })) }
        },
        pause: () => undefined,
        resume: () => undefined,
        onChange: (listener) => changed.on(listener)
      },
      inputs: {
        take: () => this.songs.map((name) => ({ id: name, name: `${name}.wav`, sizeBytes: 1, durationSeconds: 60, path: `/${name}.wav`, mtimeMs: 1 })),
        remove: () => undefined
      },
      removedJobIds, accountId: () => 'ann', nowMs: () => 1, log: silentLog
    })
    this.removed.clear() // the ledger forgets them once it starts
    this.service.start()
    return this.service
  }

  /** Puts a job into a phase, as the service would. */
  advance(id: string, to: 'processing' | 'ready' | 'failed' | 'cancelled'): void {
    const job = this.jobs.get(id)
    if (job === undefined || job.phase === 'ready' || !this.isAlive) return
    this.replace({ ...job, ...this.phase(job, to) })
  }

  /** Changes a job without any rule. */
  replace(job: Job): void {
    this.jobs.set(job.id, job)
    this.changed.emit({ jobs: [job], removedIds: [] })
  }

  removeJob(id: string): void {
    const job = this.jobs.get(id)
    if (job === undefined || !this.isAlive) return
    this.jobs.delete(id)
    this.removed.set(id, job)
    this.changed.emit({ jobs: [], removedIds: [id] })
  }

  private phase(job: Job, to: 'processing' | 'ready' | 'failed' | 'cancelled'): JobPhase {
    switch (to) {
      case 'processing': return { phase: 'processing', remote, message: null }
      case 'failed': return { phase: 'failed', error: { code: 'jobFailed' }, remote: null, files: [] }
      case 'cancelled': return { phase: 'cancelled', remote: null }
      case 'ready': {
        const files = (this.stems[job.plan.renderId] ?? []).map((stem, index) =>
          ({ index, stem, url: '', sizeBytes: 1, fileName: `${stem}.flac`, done: true, damaged: false }))
        return { phase: 'ready', remote, files, finishedAtMs: 1 }
      }
    }
  }
}

/** Lets everything that is under way without a clock come to its end; the files' facts are asked of the real disk. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) await new Promise((resolve) => { setImmediate(resolve) })
}
