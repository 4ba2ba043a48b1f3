import { describe, expect, it } from 'vitest'
import { toLoop } from './loopRegion'

const session = { frames: 441_000, sampleRateHz: 44_100 }

describe('a loop region', () => {
  it('is whole frames inside the session, from the earlier end to the later', () => {
    expect(toLoop({ startFrame: 100_000.4, endFrame: 200_000.6 }, session)).toEqual({ startFrame: 100_000, endFrame: 200_001 })
    expect(toLoop({ startFrame: 900_000, endFrame: -5 }, session)).toEqual({ startFrame: 0, endFrame: 441_000 })
    expect(toLoop(null, session)).toBeNull()
    expect(toLoop({ startFrame: Number.NaN, endFrame: 5 }, session)).toBeNull()
  })

  it('is never shorter than 50 ms, but for a shorter session', () => {
    expect(toLoop({ startFrame: 1_000, endFrame: 1_001 }, session)).toEqual({ startFrame: 1_000, endFrame: 3_205 })
    expect(toLoop({ startFrame: 440_999, endFrame: 441_000 }, session)).toEqual({ startFrame: 438_795, endFrame: 441_000 })
    expect(toLoop({ startFrame: 3, endFrame: 4 }, { ...session, frames: 10 })).toEqual({ startFrame: 0, endFrame: 10 })
  })
})
