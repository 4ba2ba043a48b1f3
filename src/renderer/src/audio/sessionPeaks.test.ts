import { afterEach, describe, expect, it, vi } from 'vitest'
import type { StudioSession } from '../../../shared/domain/studio'
import { commonScale, loadPeaks } from './sessionPeaks'

const levels = (peak: number) => ({ peak })

describe('the common scale of a session', () => {
  it('brings the loudest peak of all stems to full scale', () => {
    expect(commonScale([levels(0.1), levels(0.25)])).toBe(4)
    expect(commonScale([levels(0.5), levels(0.25)])).toBe(2)
  })

  it('never makes a stem smaller, nor near silence look like music', () => {
    expect(commonScale([levels(1)])).toBe(1)
    expect(commonScale([levels(0.0001)])).toBe(16)
    expect(commonScale([levels(0)])).toBe(1)
  })

  it('does without stems whose peaks are missing', () => {
    expect(commonScale([null, levels(0.5)])).toBe(2)
    expect(commonScale([])).toBe(1)
  })
})

describe('the peaks of a session', () => {
  afterEach(() => { vi.unstubAllGlobals() })

  it('are read stem by stem; one that fails leaves the others', async () => {
    vi.stubGlobal('fetch', (url: string) => Promise.resolve(url.endsWith('0') ? new Response(peaks(8_192)) : new Response('', { status: 404 })))
    const { stems, scale } = await loadPeaks(session(2), new AbortController().signal)
    expect(stems.map((each) => each?.peak ?? null)).toEqual([0.25, null])
    expect(scale).toBe(4)
  })

  it('are not told after the Studio was left', async () => {
    const leaving = new AbortController()
    vi.stubGlobal('fetch', () => {
      leaving.abort()
      return Promise.resolve(new Response(peaks(1)))
    })
    await expect(loadPeaks(session(1), leaving.signal)).rejects.toThrow(/abort/i)
  })
})

/** One run of one channel whose greatest sample is `greatest` of 32768. */
function peaks(greatest: number): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(28))
  view.setInt32(0, 2, true)
  view.setInt32(8, 44_100, true)
  view.setInt32(12, 256, true)
  view.setUint32(16, 1, true)
  view.setInt32(20, 1, true)
  view.setInt16(26, greatest, true)
  return view.buffer
}

function session(count: number): StudioSession {
  const stems = Array.from({ length: count }, (_, index) => ({
    index, name: `Stem ${index}`, channels: 1, pcmUrl: `stem://pcm/${index}`, peaksUrl: `stem://peaks/${index}`
  }))
  return { jobId: 'j', title: 't', algorithmName: 'a', sampleRateHz: 44_100, frames: 256, stems, original: null, windowUrl: 'stem://studio/s/window', unplayable: [], damaged: [] }
}
