import { describe, expect, it } from 'vitest'
import type { TransferProgress } from '../../shared/domain/job'
import { createProgressMeter } from './progressMeter'

describe('createProgressMeter', () => {
  it('tells at most ten times a second and job, and always the end', () => {
    let nowMs = 0
    const told: TransferProgress[] = []
    const meter = createProgressMeter({ nowMs: () => 0, monotonicMs: () => nowMs, after: () => () => undefined }, (progress) => told.push(progress))
    for (; nowMs < 1_000; nowMs += 1) {
      for (const jobId of ['a', 'b']) meter.tell({ jobId, direction: 'upload', doneBytes: nowMs, totalBytes: 999 })
    }
    const ofA = told.filter(({ jobId }) => jobId === 'a')
    expect(ofA).toHaveLength(11)
    expect(ofA.at(-1)?.doneBytes).toBe(999)
    expect(told).toHaveLength(22)
  })
})
