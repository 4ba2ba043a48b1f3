import { describe, expect, it } from 'vitest'
import { NO_OUTLOOK, type JobOutlook } from '../../shared/domain/outlook'
import { createOutlooks } from './outlooks'
import { createHastyClock } from './testing/hastyClock'

const start = () => {
  const clock = createHastyClock()
  const outlooks = createOutlooks(clock)
  const told: { readonly atMs: number; readonly outlooks: readonly JobOutlook[] }[] = []
  outlooks.told.on((now) => told.push({ atMs: clock.monotonicMs(), outlooks: now }))
  const pass = (ms: number): Promise<void> => new Promise((resolve) => { clock.after(ms, resolve) })
  return { clock, outlooks, told, pass }
}

describe('what is told of jobs at their service', () => {
  it('goes out at most once a second, many jobs at once, and only what changed', async () => {
    const { outlooks, told, pass } = start()
    for (let step = 0; step < 30; step += 1) {
      outlooks.set('a', { workedSeconds: step })
      outlooks.set('b', { trouble: 'unreachable' })
      await pass(100)
    }
    await pass(2_000)
    expect(told.length).toBeLessThanOrEqual(5)
    expect(told.slice(1).every(({ atMs }, index) => atMs - (told[index]?.atMs ?? 0) >= 1_000)).toBe(true)
    expect(told.flatMap(({ outlooks: now }) => now).filter(({ jobId }) => jobId === 'b')).toHaveLength(1)
    expect(outlooks.list()).toContainEqual({ ...NO_OUTLOOK, jobId: 'a', workedSeconds: 29 })
  })

  it('is kept back while nobody looks, and told once somebody does', async () => {
    const { clock, outlooks, told, pass } = start()
    outlooks.setSeen(false)
    outlooks.set('a', { usualSeconds: 60 })
    expect(clock.pending()).toBe(0)
    await pass(10_000)
    expect(told).toEqual([])
    outlooks.setSeen(true)
    await pass(10)
    expect(told.map(({ outlooks: now }) => now)).toEqual([[{ ...NO_OUTLOOK, jobId: 'a', usualSeconds: 60 }]])
  })

  it('says when there is nothing more to say', async () => {
    const { outlooks, told, pass } = start()
    outlooks.set('a', { trouble: 'account' })
    await pass(2_000)
    outlooks.clear('a')
    outlooks.clear('never known')
    await pass(2_000)
    expect(told.at(-1)?.outlooks).toEqual([{ ...NO_OUTLOOK, jobId: 'a' }])
    expect(outlooks.list()).toEqual([])
  })
})
