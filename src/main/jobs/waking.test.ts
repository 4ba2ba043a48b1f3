import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { systemClock, type Clock } from '../transfers/clock'
import { openLedger, type LedgerRow } from './ledger'
import type { Engine } from './testing/engine'
import { closeLast, folder, scripted as server, scriptForEach, songs, start as startAny } from './testing/engines'
import { createHastyClock } from './testing/hastyClock'
import { JOBS, REMOTE } from './testing/samples'
import { done, working } from './testing/scriptedMvsep'

scriptForEach()

/** An engine of an account with premium: several jobs at once. */
const start = (change?: Parameters<typeof startAny>[0]): Engine => {
  const engine = startAny(change)
  engine.premium = true
  return engine
}
const asked = (): typeof server.seen => server.seen.filter(({ path }) => path === '/separation/get')
const far = (): ReturnType<typeof working> => working('waiting', { queue_count: 80, current_order: 60 })
const questions = (count: number): Promise<void> => new Promise((resolve) => {
  const onStatus = server.onStatus
  server.onStatus = (hash, times) => {
    if (asked().length >= count) resolve()
    return onStatus(hash, times)
  }
})

describe('waking up', () => {
  it('A7-33: asks once for each job, at once, however long they meant to wait', async () => {
    server.onStatus = far
    const engine = start({ clock: systemClock })
    const ids = await songs(engine, 'abc')
    await questions(3)
    await Promise.all(ids.map((id) => engine.until(id, (job) => job.phase === 'waiting' && job.currentOrder === 60)))
    const before = asked().length
    const wokeMs = performance.now()
    engine.service.wake('resume')
    await questions(before + 3)
    const since = asked().slice(before)
    expect(new Set(since.map(({ hash }) => hash)).size).toBe(3)
    expect(since).toHaveLength(3)
    expect(Math.max(...since.map(({ atMs }) => atMs)) - wokeMs).toBeLessThan(3_500) // within the budget: three at once, then one a second
  })

  it('A7-33: a question that went out before the sleep is dropped with its socket and asked anew', async () => {
    let hung = (): void => undefined
    const hanging = new Promise<void>((resolve) => { hung = resolve })
    let times = 0
    server.others['/separation/get'] = (request) => {
      times += 1
      if (times > 1) return undefined
      hung()
      // No answer ever comes on this socket: the request must leave it.
      request.socket.pause()
      return { status: 200, body: '', headers: { 'content-length': '10' } }
    }
    const engine = start({ clock: systemClock })
    const heard = questions(1)
    const [id = ''] = await songs(engine, 'a')
    await engine.phase(id, 'waiting')
    await hanging
    const wokeMs = performance.now()
    engine.service.wake('resume')
    await heard
    expect(performance.now() - wokeMs).toBeLessThan(1_500)
  })

  it('asks five times more seldom while no window is seen, and at once when one is', async () => {
    let times = 0
    const engine: Engine = start({ api: { ...server.api, status: async () => {
      times += 1
      return { status: 'waiting', queueCount: 80, currentOrder: 60 }
    } } })
    const [id = ''] = await songs(engine, 'a')
    await engine.until(id, (job) => job.phase === 'waiting' && job.currentOrder === 60)
    const within = async (ms: number): Promise<number> => {
      const before = times
      await new Promise<void>((resolve) => { engine.clock.after(ms, resolve) })
      return times - before
    }
    const whileSeen = await within(3_000_000)
    expect(whileSeen).toBeGreaterThan(95)
    engine.service.setSeen(false)
    await within(150_000)
    expect(whileSeen / (await within(3_000_000))).toBeCloseTo(5, 0)
    engine.service.setSeen(true)
    expect(await within(100)).toBe(1)
    expect(engine.problems).toEqual([])
  })

  it('A7-51: five hundred jobs at the service are asked about at most once a second, those likeliest to be done most often', async () => {
    const at: number[] = []
    const times = Array.from({ length: 500 }, () => 0)
    const ledger = openLedger(join(folder, 'jobs.db'), () => 0)
    ledger.save(times.map((_none, index): LedgerRow => ({
      job: { ...JOBS.waiting, id: `job-${index}`, position: index + 1, remote: { ...REMOTE, hash: `hash-${index}` }, queueCount: 500, currentOrder: index },
      source: null, folder: null, lastBytesAtMs: null, removedAtMs: null
    })))
    ledger.close()
    const engine: Engine = start({ api: { ...server.api, status: async ({ hash }) => {
      at.push(engine.clock.monotonicMs())
      const index = Number(hash.slice(5))
      times[index] = (times[index] ?? 0) + 1
      return index < 5 ? { status: 'processing', message: null } : { status: 'waiting', queueCount: 500, currentOrder: index }
    } } })
    await new Promise<void>((resolve) => { engine.clock.after(1_800_000, resolve) })
    const gaps = at.slice(4).map((ms, index) => ms - (at[index + 3] ?? 0)) // after the first burst
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1_000)
    expect(at.length).toBeGreaterThan(1_650) // and little of the budget is wasted
    expect(Math.min(...times.slice(0, 5))).toBeGreaterThan(10 * Math.max(...times.slice(40)))
    expect(Math.min(...times)).toBeGreaterThan(0)
    expect(engine.problems).toEqual([])
  })

  it.each([['a day ahead', 86_400_000], ['a day back', -86_400_000], ['an hour back, as in autumn', -3_600_000]])('A7-34: a clock set %s changes no deadline and no order', async (_what, jumpMs) => {
    const hasty = createHastyClock()
    let offsetMs = 0
    const clock: Clock = { nowMs: () => hasty.nowMs() + offsetMs, monotonicMs: hasty.monotonicMs, after: hasty.after }
    let unknownUntilMs = Infinity
    server.onStatus = (_hash, times) => {
      if (times === 2) {
        offsetMs = jumpMs
        unknownUntilMs = hasty.monotonicMs() + 170_000
      }
      // For nearly three minutes the service does not know the job: it is new, whatever the wall clock says.
      if (times < 3 || hasty.monotonicMs() < unknownUntilMs) return { success: false, status: 'not_found', data: {} }
      return done(server.url)
    }
    const engine = start({ clock })
    engine.premium = false
    const [first = '', second = ''] = await songs(engine, 'ab')
    await engine.phase(first, 'ready')
    const [third = ''] = await songs(engine, 'c')
    const order = engine.service.list().map(({ id }) => id)
    expect(order).toEqual([first, second, third])
    server.onStatus = () => done(server.url)
    for (const id of [second, third]) await engine.phase(id, 'ready')
    expect(server.creates).toHaveLength(3)
  })

  it('A7-34: a clock that goes back between two runs makes no job old', async () => {
    server.onStatus = far
    const before = start()
    const [id = ''] = await songs(before, 'a')
    await before.until(id, (job) => job.phase === 'waiting' && job.currentOrder === 60)
    await closeLast()
    const hasty = createHastyClock()
    const ahead: Clock = { nowMs: () => hasty.nowMs() + 86_400_000, monotonicMs: hasty.monotonicMs, after: hasty.after }
    server.onStatus = () => (hasty.monotonicMs() < 120_000 ? { success: false, status: 'not_found', data: {} } : done(server.url))
    const engine = start({ clock: ahead })
    expect(await engine.phase(id, 'ready')).toMatchObject({ attempt: 1 })
  })
})
