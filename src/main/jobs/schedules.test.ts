import { describe, expect, it } from 'vitest'
import type { RemoteStatus } from '../mvsep/types'
import { jobsAtOnce, pollDelayMs } from './schedules'

const waiting = (currentOrder: number | null): RemoteStatus => ({ status: 'waiting', queueCount: 80, currentOrder })
const middle = (): number => 0.5

describe('pollDelayMs', () => {
  it.each([
    ['in front', waiting(1), 1, 1_000],
    ['in the middle of the queue', waiting(8), 1, 4_000],
    ['fortieth', waiting(40), 1, 30_000],
    ['being worked on', { status: 'processing', message: null } as const, 1, 1_000],
    ['being worked on among ten', { status: 'processing', message: null } as const, 10, 10_000]
  ])('for a job %s asks after the right time', (_what, status, jobs, expected) => {
    expect(pollDelayMs(status, 'mvsep', jobs, middle)).toBe(expected)
  })

  it('asks the local service every second, whatever the queue', () => {
    expect(pollDelayMs(waiting(40), 'local', 9, middle)).toBe(1_000)
  })

  it('spreads by a tenth both ways', () => {
    expect([pollDelayMs(waiting(1), 'mvsep', 1, () => 0), pollDelayMs(waiting(1), 'mvsep', 1, () => 1)]).toEqual([900, 1_100])
  })
})

describe('jobsAtOnce', () => {
  it('is one without premium, more with it, two on this computer', () => {
    expect([jobsAtOnce('mvsep', false), jobsAtOnce('mvsep', true), jobsAtOnce('local', true)]).toEqual([1, 10, 2])
  })
})
