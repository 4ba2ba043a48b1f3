import { afterEach, describe, expect, it, vi } from 'vitest'
import type { StudioSession } from '../../../shared/domain/studio'
import { commonScale, levelsAt, loadPeaks, outlinesOf, type SessionPeaks } from './sessionPeaks'

describe('the common scale of a session', () => {
  it('brings the loudest peak of all stems to full scale', () => {
    expect(commonScale([0.1, 0.25])).toBe(4)
    expect(commonScale([0.5, 0.25])).toBe(2)
  })

  it('never makes a stem smaller, nor near silence look like music', () => {
    expect(commonScale([1])).toBe(1)
    expect(commonScale([0.0001])).toBe(16)
    expect(commonScale([0])).toBe(1)
    expect(commonScale([])).toBe(1)
  })
})

describe('the peaks of a session', () => {
  afterEach(() => { vi.unstubAllGlobals() })
  const never = new AbortController().signal
  const shown = ({ stems }: SessionPeaks) => stems.map((own, position) => (typeof own === 'object' ? levelsAt({ stems, scale: 1 }, position)?.peak : own))

  it('are told stem by stem as they arrive; one that fails leaves the others', async () => {
    let release: (answer: Response) => void = () => undefined
    const late = new Promise<Response>((resolve) => { release = resolve })
    vi.stubGlobal('fetch', (url: string) => {
      if (url.endsWith('0')) return Promise.resolve(new Response(peaks(8_192)))
      return url.endsWith('1') ? Promise.resolve(new Response('', { status: 404 })) : late
    })
    const told: SessionPeaks[] = []
    const loading = loadPeaks(session(3), outlinesOf(session(3)), Promise.resolve(), (next) => { told.push(next) }, never)
    await vi.waitFor(() => { expect(told).toHaveLength(2) })
    expect(told.map(shown).at(-1)).toEqual([0.25, 'failed', 'loading'])
    expect(told[1]?.scale).toBe(4)
    release(new Response(peaks(16_384)))
    await loading
    expect(told.map(shown).at(-1)).toEqual([0.25, 'failed', 0.5])
    expect(told.at(-1)?.scale).toBe(2)
  })

  it('begin with the outlines that came with the session; the fine ones come once there is rest, together', async () => {
    const asked: string[] = []
    vi.stubGlobal('fetch', (url: string) => {
      asked.push(url)
      return Promise.resolve(url.endsWith('1') ? new Response('', { status: 500 }) : new Response(peaks(8_193)))
    })
    const outlined = session(3, [8_192, 4_096])
    expect(shown(outlinesOf(outlined))).toEqual([0.25, 0.125, 'loading'])
    expect(outlinesOf(outlined).scale).toBe(4)
    let rest: () => void = () => undefined
    const rested = new Promise<void>((resolve) => { rest = resolve })
    const told: SessionPeaks[] = []
    const loading = loadPeaks(outlined, outlinesOf(outlined), rested, (next) => { told.push(next) }, never)
    await vi.waitFor(() => { expect(told).toHaveLength(1) })
    expect(asked).toEqual(['stem://peaks/2'])
    rest()
    await loading
    expect(told.map(shown)).toEqual([[0.25, 0.125, 8_193 / 32_768], [8_193 / 32_768, 0.125, 8_193 / 32_768]])
  })

  it('are asked for where an outline is broken', () => {
    vi.spyOn(console, 'error').mockReturnValueOnce()
    const broken = session(1)
    expect(shown(outlinesOf({ ...broken, stems: broken.stems.map((stem) => ({ ...stem, outline: new Uint8Array(3) })) }))).toEqual(['loading'])
  })

  it('are not told after the Studio was left', async () => {
    const leaving = new AbortController()
    vi.stubGlobal('fetch', () => {
      leaving.abort()
      return Promise.resolve(new Response(peaks(1)))
    })
    const told = vi.fn()
    await expect(loadPeaks(session(1), outlinesOf(session(1)), Promise.resolve(), told, leaving.signal)).rejects.toThrow(/abort/i)
    expect(told).not.toHaveBeenCalled()
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

function session(count: number, outlines: readonly number[] = []): StudioSession {
  const stems = Array.from({ length: count }, (_, index) => ({
    index, name: `Stem ${index}`, channels: 1, pcmUrl: `stem://pcm/${index}`, peaksUrl: `stem://peaks/${index}`,
    ...(outlines[index] === undefined ? {} : { outline: new Uint8Array(peaks(outlines[index])) })
  }))
  return { jobId: 'j', title: 't', algorithmName: 'a', sampleRateHz: 44_100, frames: 256, stems, original: null, windowUrl: 'stem://studio/s/window', unplayable: [], damaged: [] }
}
