import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createWriter } from '../../../codecs/createWriter'
import type { Algorithm } from '../../../shared/domain/algorithm'
import { algorithm } from '../../../shared/domain/testing/algorithms'
import { defaultPlan } from '../../../shared/domain/defaultPlan'
import type { Preset } from '../../../shared/domain/preset'
import type { EnqueueItem } from '../../jobs/enqueueItem'
import { silentLog } from '../../log/log'
import { systemClock } from '../../transfers/clock'
import { loadWatchFolders, type WatchService } from '../watchService'
import { createWatchStore, type WatchStore } from '../watchStore'

export const ALGORITHM = algorithm({ fields: [], priceCoefficient: 1 })
export const PRESET: Preset = { id: 'preset-1', name: 'Every new song', service: 'mvsep', plan: defaultPlan(ALGORITHM, 2) }

/** What stands outside a watch folder and outlives a run of the app. */
export class World {
  readonly jobs = new Map<string, EnqueueItem>()
  /** Every job that was asked for, also those that were there. */
  asked = 0
  presets: Preset[] = [PRESET]
  algorithms: readonly Algorithm[] | Error = [ALGORITHM]
  nowMs = Date.parse('2026-08-01T12:00:00')
  /** The next save fails, as if the app had been ended before it. */
  failsToSave = false
  private readonly running: WatchService[] = []

  constructor(readonly root: string) {}

  get folder(): string { return join(this.root, 'Incoming') }
  get library(): string { return join(this.root, 'Library') }

  async start(): Promise<WatchService> {
    await mkdir(this.folder, { recursive: true })
    const kept = createWatchStore(join(this.root, 'data'), () => this.nowMs, silentLog, () => undefined)
    const store: WatchStore = {
      ...kept,
      write: async (record) => {
        if (this.failsToSave && record.made > 0) throw new Error('ended')
        await kept.write(record)
      }
    }
    const service = await loadWatchFolders({
      store, clock: { ...systemClock, nowMs: () => this.nowMs }, pace: { settleMs: 120, rescanMs: 150, soonMs: 30 }, log: silentLog,
      presetOf: (presetId) => this.presets.find(({ id }) => id === presetId) ?? null,
      algorithms: () => (this.algorithms instanceof Error ? Promise.reject(this.algorithms) : Promise.resolve(this.algorithms)),
      libraryFolder: () => this.library,
      isMade: (jobId) => this.jobs.has(jobId),
      enqueue: (item) => {
        this.asked += 1
        if (item.id === undefined) throw new Error('a job without an id')
        if (!this.jobs.has(item.id)) this.jobs.set(item.id, item)
      }
    })
    service.start()
    this.running.push(service)
    return service
  }

  /** Ends what runs, as a kill would: nothing is said goodbye to. */
  async end(): Promise<void> {
    for (const service of this.running.splice(0)) await service.dispose()
  }

  /** A song of its own; `seed` makes two of them differ, or not. */
  async song(name: string, seed: number, seconds = 1): Promise<string> {
    const path = join(this.folder, name)
    await mkdir(join(path, '..'), { recursive: true })
    const writer = await createWriter(path, 'wav16', { sampleRateHz: 8_000, channels: 1 })
    await writer.write([new Float32Array(8_000 * seconds).fill(seed / 1_000)])
    await writer.finish()
    return path
  }
  async words(name: string): Promise<void> {
    await writeFile(join(this.folder, name), 'only words')
  }
  names(): string[] {
    return [...this.jobs.values()].map(({ name }) => name).sort()
  }
}
