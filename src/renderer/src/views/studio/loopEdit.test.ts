import { describe, expect, it } from 'vitest'
import { loopBetween, withLoopEdge, withLoopEnd, withLoopMoved, withLoopStart } from './loopEdit'

const timeline = { frames: 100_000, sampleRateHz: 1_000 }

describe('editing the loop', () => {
  it('one end makes a loop of four seconds inside the song', () => {
    expect(withLoopStart(null, 10_000, timeline)).toEqual({ startFrame: 10_000, endFrame: 14_000 })
    expect(withLoopStart(null, 99_000, timeline)).toEqual({ startFrame: 99_000, endFrame: 100_000 })
    expect(withLoopEnd(null, 10_000, timeline)).toEqual({ startFrame: 6_000, endFrame: 10_000 })
    expect(withLoopEnd(null, 1_000, timeline)).toEqual({ startFrame: 0, endFrame: 1_000 })
  })

  it('moves one end and keeps the other, unless they would cross', () => {
    const loop = { startFrame: 10_000, endFrame: 20_000 }
    expect(withLoopStart(loop, 15_000, timeline)).toEqual({ startFrame: 15_000, endFrame: 20_000 })
    expect(withLoopStart(loop, 30_000, timeline)).toEqual({ startFrame: 30_000, endFrame: 34_000 })
    expect(withLoopEnd(loop, 5_000, timeline)).toEqual({ startFrame: 1_000, endFrame: 5_000 })
  })

  it('a dragged end stops just before the other', () => {
    const loop = { startFrame: 10_000, endFrame: 20_000 }
    expect(withLoopEdge(loop, 'start', 30_000, timeline)).toEqual({ startFrame: 19_950, endFrame: 20_000 })
    expect(withLoopEdge(loop, 'end', 5_000, timeline)).toEqual({ startFrame: 10_000, endFrame: 10_050 })
    expect(withLoopEdge(loop, 'end', 500_000, timeline)).toEqual({ startFrame: 10_000, endFrame: 100_000 })
  })

  it('is moved as a whole, and keeps its length at the ends of the song', () => {
    const loop = { startFrame: 10_000, endFrame: 20_000 }
    expect(withLoopMoved(loop, 2_500.4, timeline)).toEqual({ startFrame: 12_500, endFrame: 22_500 })
    expect(withLoopMoved(loop, -30_000, timeline)).toEqual({ startFrame: 0, endFrame: 10_000 })
    expect(withLoopMoved(loop, 300_000, timeline)).toEqual({ startFrame: 90_000, endFrame: 100_000 })
  })

  it('between two places reads both directions and ignores a click', () => {
    expect(loopBetween(5_000, 2_000, timeline)).toEqual({ startFrame: 2_000, endFrame: 5_000 })
    expect(loopBetween(-50, 200_000, timeline)).toEqual({ startFrame: 0, endFrame: 100_000 })
    expect(loopBetween(5_000, 5_020, timeline)).toBeNull()
  })
})
