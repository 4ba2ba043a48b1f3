import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors/appError'
import { mountSmallDisk } from '../transfers/testing/smallDisk'
import { createJobStore } from './jobStore'
import { openLedger, type Ledger, type LedgerRow } from './ledger'
import { careForLedger } from './ledgerCare'
import { createHastyClock } from './testing/hastyClock'
import { startEngine } from './testing/engine'
import { JOBS } from './testing/samples'
import { startSmallService } from './testing/smallService'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-ledger-full-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const rowOf = (id: string): LedgerRow =>
  ({ job: { ...JOBS.processing, id }, source: null, folder: null, lastBytesAtMs: null, removedAtMs: null })
const messages = (path: string): unknown[] => {
  const ledger = openLedger(path, () => 1)
  try {
    return ledger.findings.rows.map(({ job }) => (job.phase === 'processing' ? job.message?.length ?? null : job.phase))
  } finally {
    ledger.close()
  }
}
const status = (message: string) => ({ type: 'statusReceived', status: { status: 'processing', message } }) as const

describe('a full disk under the ledger (A7 row 14)', () => {
  it('leaves what it holds whole, keeps the truth in memory, and takes it in once there is room', async (context) => {
    const disk = mountSmallDisk(join(folder, 'data'), 1)
    if (disk === null) return context.skip('mounting is not allowed here')
    const path = join(folder, 'data', 'jobs.db')
    const problems: unknown[] = []
    let ledger: Ledger | undefined
    try {
      ledger = openLedger(path, () => 1)
      const store = createJobStore(ledger, () => 1, (problem) => problems.push(problem))
      const told: boolean[] = []
      store.unsaved.changed.on((isUnsaved) => told.push(isUnsaved))
      store.add([rowOf('a'), rowOf('b')])
      await writeFile(join(folder, 'data', 'filler'), Buffer.alloc(2 * 1024 * 1024)).catch(() => undefined)
      store.apply('a', status('x'.repeat(200_000)))
      store.apply('b', status('y'.repeat(100)))
      expect(problems.length).toBeGreaterThan(0)
      expect(told).toEqual([true])
      expect(store.get('a').job).toMatchObject({ message: 'x'.repeat(200_000) })
      // Nothing may go out that is not on the disk before.
      expect(() => store.add([rowOf('c')])).toThrow(AppError)
      expect(store.find('c')).toBeUndefined()

      disk.resize(8)
      expect(store.unsaved.saveAgain()).toBe(true)
      expect([told, store.unsaved.any()]).toEqual([[true, false], false])
      ledger.close()
      ledger = undefined
      expect(messages(path)).toEqual([200_000, 100])
    } finally {
      ledger?.close()
      disk.unmount()
    }
  })

  it('is tried again with growing delay, only while something is unsaved', async () => {
    let full = true
    const saves: number[] = []
    const clock = createHastyClock()
    const ledger: Ledger = { ...openLedger(join(folder, 'jobs.db'), () => 1), save: (rows) => {
      saves.push(clock.monotonicMs())
      if (full) throw new AppError('diskFull')
      expect(rows).toHaveLength(1)
      full = true
    } }
    full = false
    const store = createJobStore(ledger, () => 1, () => undefined)
    const stop = careForLedger(store, clock)
    store.add([rowOf('a')])
    expect(clock.pending()).toBe(0)
    store.apply('a', status('working'))
    await new Promise<void>((resolve) => { clock.after(60_000, () => { full = false; resolve() }) })
    await new Promise<void>((resolve) => { store.unsaved.changed.on(() => { resolve() }) })
    expect(saves).toEqual([0, 0, 5_000, 15_000, 35_000, 75_000])
    expect(clock.pending()).toBe(0)
    stop()
    ledger.close()
  })

  it('sends nothing meanwhile, and everything once there is room', async () => {
    const server = await startSmallService()
    const real = openLedger(join(folder, 'real.db'), () => 1)
    let isFull = false
    const engine = startEngine(folder, server.url, { ledger: { ...real, save: (rows) => {
      if (isFull) throw new AppError('diskFull')
      real.save(rows)
    } } })
    try {
      await writeFile(join(folder, 'Song.wav'), 'a song')
      const [job] = await engine.enqueue([join(folder, 'Song.wav')])
      isFull = true
      await new Promise<void>((resolve) => { engine.clock.after(120_000, resolve) })
      expect(engine.service.list()).toMatchObject([{ phase: 'queued' }])
      expect(server.creates).toEqual([])
      isFull = false
      expect(await engine.phase(job?.id ?? '', 'ready')).toMatchObject({ attempt: 1 })
      expect(engine.service.hasUnsaved()).toBe(false)
    } finally {
      await engine.close()
      await server.close()
      real.close()
    }
  })
})
