import { describe, expect, it } from 'vitest'
import { createRequestBudget } from './requestBudget'
import { REQUESTS_PER_MINUTE } from './schedules'
import { createHastyClock } from './testing/hastyClock'

const never = new AbortController().signal

describe('the request budget (A7 row 51)', () => {
  it('lets through no more than 60 requests in any minute, whoever asks', async () => {
    const clock = createHastyClock()
    const budget = createRequestBudget(REQUESTS_PER_MINUTE, clock)
    const at: number[] = []
    await Promise.all(Array.from({ length: 300 }, async () => {
      await budget.take(never)
      at.push(clock.monotonicMs())
    }))
    const most = Math.max(...at.map((from) => at.filter((time) => time >= from && time < from + 60_000).length))
    expect(most).toBeLessThanOrEqual(60)
    expect(most).toBeGreaterThan(50)
    expect(at.slice(0, 3)).toEqual([0, 0, 0])
  })

  it('holds everyone back for as long as the host asks (A7 row 40)', async () => {
    const clock = createHastyClock()
    const budget = createRequestBudget(REQUESTS_PER_MINUTE, clock)
    budget.pauseFor(45_000)
    await Promise.all([budget.take(never), budget.take(never)])
    expect(clock.monotonicMs()).toBe(45_000)
  })

  it('leaves no timer behind when the one who waits gives up', async () => {
    const clock = createHastyClock()
    const budget = createRequestBudget(REQUESTS_PER_MINUTE, clock)
    budget.pauseFor(45_000)
    const controller = new AbortController()
    const taken = budget.take(controller.signal)
    controller.abort()
    await expect(taken).rejects.toMatchObject({ code: 'cancelled' })
    expect(clock.pending()).toBe(0)
  })
})
