import { describe, expect, it } from 'vitest'
import { AppError, type ErrorCode } from '../../shared/errors/appError'
import { createRequestBudget, type RequestBudget, type Ticket } from './requestBudget'
import { POLL_BURST, POLLS_IN_FLIGHT, REQUESTS_PER_MINUTE } from './schedules'
import { createHastyClock } from './testing/hastyClock'

const never = undefined
const LIMITS = { perMinute: REQUESTS_PER_MINUTE, burst: POLL_BURST, inFlight: POLLS_IN_FLIGHT }
const poll = (urgency = 1, host = 'de.test'): Ticket => ({ host, kind: 'poll', urgency: () => urgency })
const person = (host = 'de.test'): Ticket => ({ host, kind: 'person', urgency: () => 0 })
const start = (): { clock: ReturnType<typeof createHastyClock>; budget: RequestBudget } => {
  const clock = createHastyClock()
  return { clock, budget: createRequestBudget(LIMITS, clock, () => 0.5) }
}
const fail = (code: ErrorCode, retryAfterMs?: number) => async (): Promise<never> => {
  throw new AppError(code, { retryAfterMs })
}
const most = (at: readonly number[], windowMs: number): number =>
  Math.max(...at.map((from) => at.filter((time) => time >= from && time < from + windowMs).length))

describe('the request budget', () => {
  it('A7-51: lets through no more than 60 requests in any minute, one at a time a host, spread over it', async () => {
    const { clock, budget } = start()
    const at: number[] = []
    let [underWay, mostUnderWay] = [0, 0]
    await Promise.all(Array.from({ length: 500 }, () => budget.run(poll(), never, async () => {
      at.push(clock.monotonicMs())
      underWay += 1
      mostUnderWay = Math.max(mostUnderWay, underWay)
      await new Promise((resolve) => clock.after(200, () => { resolve(undefined) }))
      underWay -= 1
    })))
    expect(most(at, 60_000)).toBeLessThanOrEqual(60)
    expect(most(at, 60_000)).toBeGreaterThan(55)
    expect(most(at, 10_000)).toBeLessThanOrEqual(10 + POLL_BURST)
    expect(mostUnderWay).toBe(1)
  })

  it('counts what people ask for, lets it go first, and spreads the rest', async () => {
    const { clock, budget } = start()
    const at: { readonly ms: number; readonly who: string }[] = []
    const note = (who: string) => async (): Promise<void> => { at.push({ ms: clock.monotonicMs(), who }) }
    const polls = Array.from({ length: 150 }, () => budget.run(poll(), never, note('poll')))
    clock.after(10_500, () => {
      for (let index = 0; index < 10; index += 1) void budget.run(person(), never, note('person'))
    })
    await Promise.all(polls)
    expect(at.filter(({ who }) => who === 'person').map(({ ms }) => ms)).toEqual(Array.from({ length: 10 }, () => 10_500))
    expect(most(at.map(({ ms }) => ms), 60_000)).toBeLessThanOrEqual(60)
    const gaps = at.slice(1).map(({ ms }, index) => ms - (at[index]?.ms ?? 0))
    expect(Math.max(...gaps)).toBeLessThan(8_000)
  })

  it('gives a free place to the job that is likeliest to be done, not to the first that came', async () => {
    const { budget } = start()
    const order: string[] = []
    const note = (who: string) => async (): Promise<void> => { order.push(who) }
    await Promise.all([
      ...['burst 1', 'burst 2', 'burst 3'].map((who) => budget.run(poll(9), never, note(who))),
      budget.run(poll(0.1), never, note('fortieth')),
      budget.run(poll(5), never, note('over its usual time')),
      budget.run(poll(1), never, note('at work'))
    ])
    expect(order.slice(3)).toEqual(['over its usual time', 'at work', 'fortieth'])
  })

  it.each([['rateLimited', 45_000], ['serverError', 3_600_000]] as const)('A7-40: %s with Retry-After pauses every job of the host, and no other host', async (code, waitMs) => {
    const { clock, budget } = start()
    await budget.run(poll(), never, fail(code, waitMs)).catch(() => undefined)
    expect(budget.troubleOf('de.test')).toBe('rateLimited')
    const at: number[] = []
    const note = async (): Promise<void> => { at.push(clock.monotonicMs()) }
    await budget.run(poll(1, 'sg.test'), never, note)
    await Promise.all([budget.run(poll(), never, note), budget.run(poll(), never, note)])
    expect(at[0]).toBeLessThan(1_000)
    expect(Math.min(...at.slice(1))).toBe(waitMs)
    expect(budget.troubleOf('de.test')).toBeNull()
  })

  it('A7-40: tells a person at once how long the host wants to be left alone', async () => {
    const { budget } = start()
    await budget.run(poll(), never, fail('rateLimited', 45_000)).catch(() => undefined)
    await expect(budget.run(person(), never, async () => 1)).rejects.toMatchObject({ code: 'rateLimited', retryAfterMs: 45_000 })
  })

  it('A7-41: one probe at a time, more and more seldom, while a host fails; the first answer releases all', async () => {
    const { clock, budget } = start()
    const at: number[] = []
    const told: (ErrorCode | null)[] = []
    budget.troubleChanged.on((host) => told.push(budget.troubleOf(host)))
    const ask = async (): Promise<void> => {
      for (;;) {
        try {
          return await budget.run(poll(), never, async () => {
            at.push(clock.monotonicMs())
            if (clock.monotonicMs() < 600_000) throw new AppError('serverError')
          })
        } catch (error) {
          if (!(error instanceof AppError)) throw error
        }
      }
    }
    await Promise.all(Array.from({ length: 20 }, ask))
    const probes = at.filter((ms) => ms < 600_000)
    expect(probes.length).toBeLessThan(30) // twenty jobs, ten minutes
    expect(at.filter((ms) => ms >= 600_000)).toHaveLength(20)
    expect(told).toEqual(['serverError', null])
  })

  it('A7-33: what rests after a failure is asked at once after a wake-up, and a request cut by the sleep counts for nothing', async () => {
    const { clock, budget } = start()
    for (let times = 0; times < 8; times += 1) await budget.run(poll(), never, fail('offline')).catch(() => undefined)
    const failedMs = clock.monotonicMs()
    const next = budget.run(poll(), never, async () => clock.monotonicMs() - failedMs)
    budget.wake(false)
    expect(await next).toBeLessThanOrEqual(1_000)
    const cut = budget.run(poll(), never, (signal) => new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => { reject(new AppError('cancelled')) })
      budget.wake(true)
    }))
    await expect(cut).rejects.toMatchObject({ code: 'cancelled' })
    const late = budget.run(poll(), never, async () => {
      budget.wake(false)
      throw new AppError('serverUnreachable')
    })
    await expect(late).rejects.toMatchObject({ code: 'serverUnreachable' })
    expect(await budget.run(poll(), never, async () => clock.monotonicMs() - failedMs)).toBeLessThan(5_000)
  })

  it('slows down as the host counts down, and waits for its next minute at the end', async () => {
    const { clock, budget } = start()
    const at: number[] = []
    let remaining = 20
    for (let times = 0; times < 30; times += 1) {
      await budget.run(poll(), never, async () => { at.push(clock.monotonicMs()) })
      remaining = clock.monotonicMs() < 60_000 ? Math.max(0, remaining - 1) : 119
      budget.toldRemaining('de.test', remaining)
    }
    const inFirst = at.filter((ms) => ms < 60_000)
    expect(inFirst.length).toBeLessThanOrEqual(16)
    expect((inFirst.at(-1) ?? 0) - (inFirst.at(-2) ?? 0)).toBeGreaterThan(3_000)
    expect(at.length).toBe(30)
  })

  it('leaves no timer behind when the one who waits gives up', async () => {
    const { clock, budget } = start()
    await budget.run(poll(), never, fail('rateLimited', 45_000)).catch(() => undefined)
    const controller = new AbortController()
    const taken = budget.run(poll(), controller.signal, async () => 1)
    controller.abort()
    await expect(taken).rejects.toMatchObject({ code: 'cancelled' })
    expect(clock.pending()).toBe(0)
  })
})
