import { describe, expect, it } from 'vitest'
import { toHeardFrame } from './playhead'
import type { MixerReport } from './protocol'

const moving: MixerReport = { generation: 1, frame: 10_000, contextTimeSeconds: 5, moving: true, playing: true, underruns: 0 }
const session = { sampleRateHz: 1_000, frames: 20_000, fromFrame: 9_990 }

describe('the frame being heard', () => {
  it('moves with the clock, late by what the output holds back', () => {
    expect(toHeardFrame(moving, { contextTimeSeconds: 5.25, latencySeconds: 0.05 }, session)).toBe(10_200)
  })
  it('never lies before the start of the run nor after the end', () => {
    expect(toHeardFrame(moving, { contextTimeSeconds: 5, latencySeconds: 0.5 }, session)).toBe(9_990)
    expect(toHeardFrame(moving, { contextTimeSeconds: 500, latencySeconds: 0 }, session)).toBe(20_000)
  })
  it('stands where it stands while nothing moves', () => {
    expect(toHeardFrame({ ...moving, moving: false }, { contextTimeSeconds: 9, latencySeconds: 0 }, session)).toBe(10_000)
  })
})
