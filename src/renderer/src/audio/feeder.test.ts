import { describe, expect, it, vi } from 'vitest'
import { AHEAD_SECONDS, createFeeder, type Feeder } from './feeder'
import type { FeedLoop, MixWindow } from './protocol'

const RATE = 1_000
const FRAMES = 100_000

interface Request {
  readonly startFrame: number
  readonly frames: number
  readonly withOriginal: boolean
  readonly signal: AbortSignal
  answer(): void
  fail(error: Error): void
}

function createRig() {
  const requests: Request[] = []
  const posted: MixWindow[] = []
  const onFailed = vi.fn()
  const discarded: (readonly Float32Array[])[] = []
  const feeder = createFeeder({
    frames: FRAMES,
    sampleRateHz: RATE,
    fetchWindow: (startFrame, frames, withOriginal, signal) =>
      new Promise((resolve, reject) => {
        const abort = () => reject(new DOMException('aborted', 'AbortError'))
        signal.addEventListener('abort', abort)
        const answer = () => {
          signal.removeEventListener('abort', abort)
          resolve([new Float32Array(frames), new Float32Array(frames)])
        }
        requests.push({ startFrame, frames, withOriginal, signal, answer, fail: reject })
      }),
    post: (window) => posted.push(window),
    discard: (data) => discarded.push(data),
    onFailed
  })
  /** Answers whatever is asked until nothing more is. */
  async function run(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      if (requests.length > 0) quiet = 0
      requests.splice(0).forEach((request) => request.answer())
      await new Promise(setImmediate)
    }
  }
  return { feeder, requests, posted, discarded, onFailed, run }
}

const seek = (feeder: Feeder, generation: number, frame: number, loop: FeedLoop | null = null) =>
  feeder.seek({ generation, frame, loop, withOriginal: false })
const total = (windows: readonly MixWindow[]) => windows.reduce((sum, { frames }) => sum + frames, 0)

describe('the feeder', () => {
  it('starts with a short window, grows them, and stops when enough is ahead', async () => {
    const { feeder, posted, run } = createRig()
    seek(feeder, 1, 500)
    await run()
    expect(posted[0]).toMatchObject({ generation: 1, startFrame: 500, frames: 100, last: false })
    expect(posted[1]?.frames).toBe(200)
    expect(Math.max(...posted.map(({ frames }) => frames))).toBeLessThanOrEqual(500)
    expect(total(posted)).toBeLessThanOrEqual(AHEAD_SECONDS * RATE)
    expect(total(posted)).toBeGreaterThan(AHEAD_SECONDS * RATE - 500)
    posted.reduce((expected, window) => {
      expect(window.startFrame).toBe(expected)
      expect(window.data).toHaveLength(2)
      return expected + window.frames
    }, 500)
  })

  it('goes on as windows come back, never holding more than two seconds, up to the last frame', async () => {
    const { feeder, posted, run } = createRig()
    seek(feeder, 1, 0)
    await run()
    let consumed = 0
    for (let turn = 0; turn < 1_000 && total(posted) < FRAMES; turn += 1) {
      const window = posted[consumed]
      consumed += 1
      if (window) feeder.consumed(1, window.frames)
      await run()
      expect(total(posted) - total(posted.slice(0, consumed))).toBeLessThanOrEqual(AHEAD_SECONDS * RATE)
    }
    expect(total(posted)).toBe(FRAMES)
    expect(posted.map(({ last }) => last).lastIndexOf(false)).toBe(posted.length - 2)
    expect(posted.at(-1)?.last).toBe(true)
  })

  it('has two windows on their way at once, and hands them on in order whichever comes first', async () => {
    const { feeder, requests, posted } = createRig()
    seek(feeder, 1, 0)
    expect(requests.map(({ startFrame }) => startFrame)).toEqual([0, 100])
    requests[1]?.answer()
    await new Promise(setImmediate)
    expect(posted).toEqual([])
    requests[0]?.answer()
    await new Promise(setImmediate)
    expect(posted.map(({ startFrame }) => startFrame)).toEqual([0, 100])
  })

  it('drops what is on its way when it seeks, and ignores windows of the time before', async () => {
    const { feeder, requests, posted, onFailed, run } = createRig()
    seek(feeder, 1, 0)
    const before = requests.splice(0)
    seek(feeder, 2, 70_000)
    expect(before.every(({ signal }) => signal.aborted)).toBe(true)
    before.forEach((request) => request.answer())
    await run()
    expect(posted[0]).toMatchObject({ generation: 2, startFrame: 70_000 })
    expect(posted.every(({ generation }) => generation === 2)).toBe(true)
    const held = posted.length
    feeder.consumed(1, 2_000)
    await run()
    expect(posted).toHaveLength(held)
    expect(onFailed).not.toHaveBeenCalled()
  })

  it('tells once that a stem could not be read, stops, and tries again after a seek', async () => {
    const { feeder, requests, posted, onFailed, run } = createRig()
    seek(feeder, 1, 0)
    requests.splice(0).forEach((request) => request.fail(new Error('gone')))
    await run()
    feeder.consumed(1, 60)
    await run()
    expect(onFailed).toHaveBeenCalledTimes(1)
    expect(posted).toEqual([])
    seek(feeder, 2, 0)
    await run()
    expect(posted.length).toBeGreaterThan(0)
  })

  it('asks for nothing more once closed', async () => {
    const { feeder, requests, posted, run } = createRig()
    seek(feeder, 1, 0)
    feeder.close()
    requests.splice(0)
    feeder.consumed(1, 60)
    await run()
    expect(posted).toEqual([])
  })

  it('goes round a loop without a seam and without an end', async () => {
    const { feeder, posted, run } = createRig()
    seek(feeder, 1, 99_700, { startFrame: 99_400, endFrame: FRAMES })
    await run()
    feeder.consumed(1, 1_000)
    await run()
    posted.reduce((expected, window) => {
      expect(window.startFrame).toBe(expected)
      expect(window.last).toBe(false)
      const end = window.startFrame + window.frames
      return end === FRAMES ? 99_400 : end
    }, 99_700)
    expect(total(posted)).toBeGreaterThan(2_400)
  })

  it('plays on to the end when it starts behind the loop', async () => {
    const { feeder, posted, run } = createRig()
    seek(feeder, 1, 99_800, { startFrame: 10, endFrame: 99_800 })
    await run()
    expect(posted.map(({ startFrame, last }) => [startFrame, last])).toEqual([[99_800, false], [99_900, true]])
  })

  it('brings the original only once it is asked for', async () => {
    const { feeder, requests, run } = createRig()
    seek(feeder, 1, 0)
    expect(requests.map(({ withOriginal }) => withOriginal)).toEqual([false, false])
    await run()
    feeder.seek({ generation: 2, frame: 0, loop: null, withOriginal: true })
    expect(requests.map(({ withOriginal }) => withOriginal)).toEqual([true, true])
  })

  it('hands back what had arrived for a place that was left meanwhile', async () => {
    const { feeder, requests, posted, discarded, run } = createRig()
    seek(feeder, 1, 500)
    const [, second] = requests
    second?.answer()
    await new Promise(setImmediate)
    seek(feeder, 2, 9_000)
    await run()
    expect(discarded.map(([samples]) => samples?.length)).toEqual([200])
    expect(posted.every(({ generation }) => generation === 2)).toBe(true)
  })
})
