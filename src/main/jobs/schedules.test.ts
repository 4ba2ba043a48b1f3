import { describe, expect, it } from 'vitest'
import type { RemoteStatus } from '../mvsep/types'
import { doneRate, jobsAtOnce, pollDelayMs, type PollFacts } from './schedules'

const waiting = (currentOrder: number | null): RemoteStatus => ({ status: 'waiting', queueCount: 80, currentOrder })
const middle = (): number => 0.5

const work: RemoteStatus = { status: 'processing', message: null }
const facts = (status: RemoteStatus, change: Partial<PollFacts> = {}): PollFacts =>
  ({ status, service: 'mvsep', seen: true, workedSeconds: null, usualSeconds: null, ...change })

describe('pollDelayMs', () => {
  it.each([
    ['in front', facts(waiting(1)), 1_000],
    ['in the middle of the queue', facts(waiting(8)), 4_000],
    ['fortieth', facts(waiting(40)), 30_000],
    ['being worked on', facts(work), 1_000],
    ['in front, unseen', facts(waiting(1), { seen: false }), 5_000],
    ['fortieth, unseen', facts(waiting(40), { seen: false }), 150_000],
    ['being worked on for as long as it will take, unseen', facts(work, { seen: false, workedSeconds: 10, usualSeconds: 600 }), 5_000],
    ['soon done, unseen', facts(work, { seen: false, workedSeconds: 70, usualSeconds: 120 }), 1_000],
    ['far over its time, unseen', facts(work, { seen: false, workedSeconds: 900, usualSeconds: 120 }), 5_000]
  ])('for a job %s asks after the right time', (_what, known, expected) => {
    expect(pollDelayMs(known, middle)).toBe(expected)
  })

  it('asks the local service every second, whatever the queue', () => {
    expect(pollDelayMs(facts(waiting(40), { service: 'local' }), middle)).toBe(1_000)
  })

  it('spreads by a tenth both ways', () => {
    expect([pollDelayMs(facts(waiting(1)), () => 0), pollDelayMs(facts(waiting(1)), () => 1)]).toEqual([900, 1_100])
  })
})

describe('doneRate', () => {
  it('rises from the back of the queue to a job that is longer at work than usual', () => {
    const rates = [
      doneRate(facts(waiting(40))), doneRate(facts(waiting(20))), doneRate(facts(waiting(5))),
      doneRate(facts(work, { workedSeconds: 10, usualSeconds: 120 })), doneRate(facts(waiting(1))),
      doneRate(facts(work)), doneRate(facts(work, { workedSeconds: 130, usualSeconds: 120 })), doneRate(facts({ status: 'merging', message: null }))
    ]
    expect(rates).toEqual([...rates].sort((one, other) => one - other))
    expect(new Set(rates).size).toBe(rates.length)
  })
})

describe('jobsAtOnce', () => {
  it('is one without premium, more with it, two on this computer', () => {
    expect([jobsAtOnce('mvsep', false, 12), jobsAtOnce('mvsep', true, 12), jobsAtOnce('local', true, 12)]).toEqual([1, 12, 2])
  })
})
