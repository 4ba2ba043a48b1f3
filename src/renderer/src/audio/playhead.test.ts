import { describe, expect, it } from 'vitest'
import { toHeardFrame } from './playhead'

const moving = { frame: 10_000, contextTimeSeconds: 5, moving: true, rate: 1 }
const session = { sampleRateHz: 1_000, frames: 20_000, fromFrame: 9_990, loop: null, looped: false }
const at = (contextTimeSeconds: number, latencySeconds = 0) => ({ contextTimeSeconds, latencySeconds })

describe('the frame being heard', () => {
  it('moves with the clock, late by what the output holds back', () => {
    expect(toHeardFrame(moving, at(5.25, 0.05), session)).toBe(10_200)
  })
  it('never lies before the start of the run nor after the end', () => {
    expect(toHeardFrame(moving, at(5, 0.5), session)).toBe(9_990)
    expect(toHeardFrame(moving, at(500), session)).toBe(20_000)
  })
  it('moves as fast as the song is played', () => {
    expect(toHeardFrame({ ...moving, rate: 0.5 }, at(5.25, 0.05), session)).toBe(10_100)
  })
  it('stands where it stands while nothing moves', () => {
    expect(toHeardFrame({ ...moving, moving: false }, at(9), session)).toBe(10_000)
  })

  describe('in a loop', () => {
    const looping = { ...session, fromFrame: 9_000, loop: { startFrame: 9_500, endFrame: 10_500 } }
    it('goes back to its start at its end', () => {
      expect(toHeardFrame(moving, at(5.6), looping)).toBe(9_600)
      expect(toHeardFrame(moving, at(8.1), looping)).toBe(10_100)
    })
    it('still lies at its end while the mixer has gone round', () => {
      const wrapped = { ...moving, frame: 9_510 }
      expect(toHeardFrame(wrapped, at(5, 0.05), { ...looping, looped: true })).toBe(10_460)
      expect(toHeardFrame(wrapped, at(5, 0.05), looping)).toBe(9_460)
    })
    it('is left alone when the position lies behind it', () => {
      expect(toHeardFrame({ ...moving, frame: 12_000 }, at(5.1), looping)).toBe(12_100)
    })
  })
})
