import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job } from '../../../shared/domain/job'
import { runTask } from '../../audio/runTask'
import { createInputService, type InputService } from '../../inputs/inputService'
import type { EnqueueItem } from '../../jobs/enqueueItem'
import type { JobsChanged } from '../../jobs/jobStore'
import { toMadeRow, toRow } from '../../jobs/newRow'
import { fileOf, type JobSource } from '../../jobs/jobSource'
import { silentLog } from '../../log/log'
import { createRecordFolder, type RecordFolder } from '../../presets/recordFolder'
import { createEmitter } from '../../util/emitter'
import { splitSchema, type SplitRecord } from '../splitRecord'
import { loadSplits, type SplitService } from '../splitService'

/** What outlives a kill: a folder and a ledger; and a service that gives back, as a stem, what it was sent. */
export class World {
  readonly jobs = new Map<string, Job>()
  readonly sources = new Map<string, JobSource | null>()
  readonly folders = new Map<string, string>()
  readonly removed = new Map<string, Job>()
  /** Names of jobs in the order they were made. */
  readonly made: string[] = []
  /** Records can be written so often still; then the app is dead. */
  writesLeft = Infinity
  inputs: InputService = createInputService()
  service: SplitService | null = null
  private changed = createEmitter<JobsChanged>()

  constructor(readonly folder: string) {}

  private get store(): RecordFolder<SplitRecord> {
    const real = createRecordFolder(join(this.folder, 'splits'), splitSchema, 'parts', () => 1, silentLog, () => undefined)
    return {
      ...real,
      write: async (record) => {
        this.writesLeft -= 1
        if (this.writesLeft < 0) throw new Error('dead')
        await real.write(record)
      }
    }
  }

  /** The next run of the app. */
  async start(): Promise<SplitService> {
    await this.service?.dispose()
    this.writesLeft = Infinity
    this.inputs = createInputService()
    const changed = createEmitter<JobsChanged>()
    this.changed = changed
    this.service = await loadSplits({
      store: this.store,
      partsFolder: join(this.folder, 'parts'),
      pool: { run: (async (task) => runTask(task)) as Parameters<typeof loadSplits>[0]['pool']['run'] },
      jobs: {
        list: () => [...this.jobs.values()],
        enqueue: (items, service, accountId = null) => this.enqueue(items, service, accountId),
        filesOf: (id) => {
          const job = this.jobs.get(id)
          const folder = this.folders.get(id) ?? ''
          return job?.phase === 'ready' ? { folder, files: job.files.map(({ index, stem, fileName }) => ({ index, stem, path: join(folder, fileName) })) } : null
        },
        addMade: (made) => {
          const { job, source } = toMadeRow(made, 1)
          this.folders.set(job.id, made.folder)
          this.sources.set(job.id, source)
          this.jobs.set(job.id, job)
          return job
        },
        onChange: (listener) => changed.on(listener)
      },
      inputs: this.inputs,
      newJobFolder: async ({ input }, below = []) => {
        const folder = join(this.folder, ...below, `${input.name} results`)
        await mkdir(folder, { recursive: true })
        return folder
      },
      removedJobIds: [...this.removed.keys()],
      accountId: () => 'ann', nowMs: () => 1, log: silentLog
    })
    this.removed.clear() // the ledger forgets them once it starts
    this.service.start()
    return this.service
  }

  private enqueue(items: readonly EnqueueItem[], service: 'mvsep' | 'local', accountId: string | null): readonly Job[] {
    if (this.writesLeft < 0) throw new Error('dead')
    for (const item of items) {
      if (this.jobs.has(item.id ?? '') || this.removed.has(item.id ?? '')) continue
      const { job, source } = toRow(item, { service, nowMs: 1, accountId, home: undefined })
      this.jobs.set(job.id, job)
      this.sources.set(job.id, source)
      this.made.push(job.input.name)
    }
    return items.flatMap(({ id }) => this.jobs.get(id ?? '') ?? [])
  }

  /** Puts a part's job into a phase; ready with its own input as each of these stems. */
  async finish(id: string, stems: readonly string[] | 'failed' = ['Vocals']): Promise<void> {
    const job = this.jobs.get(id)
    const path = fileOf(this.sources.get(id) ?? null)?.path
    if (job === undefined || path === undefined) throw new Error('no such part')
    if (stems !== 'failed') await stat(path)
    const remote = { hash: id, apiBase: 'http://127.0.0.1/api', acceptedAtMs: null, deletedAtMs: null }
    const next: Job = stems === 'failed'
      ? { ...job, phase: 'failed', error: { code: 'jobFailed' }, remote: null, files: [] }
      : { ...job, phase: 'ready', remote, finishedAtMs: 1, files: stems.map((stem, index) => ({ index, stem, url: '', sizeBytes: 1, fileName: path.slice(path.lastIndexOf('/') + 1), done: true, damaged: false })) }
    this.folders.set(id, path.slice(0, path.lastIndexOf('/')))
    this.jobs.set(id, next)
    this.changed.emit({ jobs: [next], removedIds: [] })
  }
}
