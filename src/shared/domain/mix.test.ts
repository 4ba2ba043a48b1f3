import { describe, expect, it } from 'vitest'
import { toBalance, toFold, toHeardGains } from './mix'

const plain = { muted: false, soloed: false, gain: 1 }

describe('the law of the mixer', () => {
  it('leaves a stem in the middle exactly as it is', () => {
    expect(toBalance(0)).toEqual([1, 1])
  })

  it('lowers the side that is turned away from in a straight line, to nothing at the end', () => {
    expect(toBalance(0.25)).toEqual([0.75, 1])
    expect(toBalance(-0.5)).toEqual([1, 0.5])
    expect(toBalance(1)).toEqual([0, 1])
    expect(toBalance(-1)).toEqual([1, 0])
  })

  it('gives mono to both sides, stereo to its own, surround to both at -3 dB', () => {
    expect(toFold(0, 1)).toEqual([1, 1])
    expect([toFold(0, 2), toFold(1, 2)]).toEqual([[1, 0], [0, 1]])
    expect(toFold(4, 6)).toEqual([Math.SQRT1_2, Math.SQRT1_2])
  })

  it('lets any solo silence the others, and mute silence a solo', () => {
    expect(toHeardGains([plain, { ...plain, gain: 0.5 }])).toEqual([1, 0.5])
    expect(toHeardGains([plain, { ...plain, soloed: true, gain: 0.5 }])).toEqual([0, 0.5])
    expect(toHeardGains([{ ...plain, muted: true }, plain])).toEqual([0, 1])
    expect(toHeardGains([{ ...plain, soloed: true, muted: true }, plain])).toEqual([0, 0])
  })
})
