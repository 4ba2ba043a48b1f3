import { afterEach, describe, expect, it, vi } from 'vitest'
import { covers, loadSamples, outlineOfSamples, toWantedSpan } from './sampleWindow'

describe('the samples in view', () => {
  afterEach(() => { vi.unstubAllGlobals() })

  it('are asked for by whole frames of the stem', async () => {
    const asked: string[] = []
    vi.stubGlobal('fetch', (_url: string, init: { headers: { range: string } }) => {
      asked.push(init.headers.range)
      return Promise.resolve(new Response(new Uint8Array(80), { status: 206 }))
    })
    const window = await loadSamples({ pcmUrl: 'stem://s/0/pcm', channels: 2 }, { startFrame: 10, endFrame: 20 }, new AbortController().signal)
    expect(asked).toEqual(['bytes=80-159'])
    expect(window).toMatchObject({ startFrame: 10, frames: 10, channels: 2 })
  })

  it('reach beyond the window, up to the ends of the session', () => {
    expect(toWantedSpan({ startFrame: 100.4, endFrame: 200.2 }, 10_000)).toEqual({ startFrame: 48, endFrame: 253 })
    expect(toWantedSpan({ startFrame: 0, endFrame: 100 }, 110)).toEqual({ startFrame: 0, endFrame: 110 })
    const window = { startFrame: 48, frames: 205, channels: 1, samples: new Float32Array(205) }
    expect(covers(window, { startFrame: 60, endFrame: 240 }, 10_000)).toBe(true)
    expect(covers(window, { startFrame: 47, endFrame: 240 }, 10_000)).toBe(false)
    expect(covers(window, { startFrame: 60, endFrame: 254 }, 10_000)).toBe(false)
  })

  it('become an outline whose columns meet', () => {
    const samples = Float32Array.of(0, 0.5, -0.25, 1, -1, 0)
    const { tops, bottoms } = outlineOfSamples({ startFrame: 100, frames: 6, channels: 1, samples }, { startFrame: 100, endFrame: 106 }, 3)
    expect([...tops]).toEqual([0.5, 1, 0])
    expect([...bottoms]).toEqual([-0.25, -1, -1])
  })
})
