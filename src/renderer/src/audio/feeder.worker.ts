import { AHEAD_SECONDS, createFeeder, MOST_WINDOW_SECONDS, type Feeder } from './feeder'
import { fetchWindow, FRESH_MEMORY } from './fetchWindow'
import { measureLoudness } from './loudnessMatch'
import { createMemoryPool } from './memoryPool'
import type { ConsumedMessage, FeederCommand, FeederReport, FeedMessage } from './protocol'

// A dedicated worker's scope, as far as it is used here: the project's DOM types describe a window.
interface WorkerScope {
  onmessage: ((event: MessageEvent<FeederCommand>) => void) | null
  postMessage(message: FeederReport): void
}
declare const self: WorkerScope

type Start = Extract<FeederCommand, { type: 'start' }>

let feeder: Feeder | undefined
let measure: (() => Promise<void>) | undefined

self.onmessage = ({ data: command }) => {
  switch (command.type) {
    case 'start':
      feeder = start(command)
      measure = () => tellLoudness(command)
      return
    case 'seek':
      return feeder?.seek(command)
    case 'measure':
      // Playing needs no match: it stays unknown.
      return void measure?.().catch(() => self.postMessage({ type: 'loudness', table: null }))
  }
}

function fail(error: unknown): void {
  self.postMessage({ type: 'failed', detail: error instanceof Error ? error.message : String(error) })
}

async function tellLoudness({ windowUrl, channels, originalChannels, frames, sampleRateHz }: Start): Promise<void> {
  if (originalChannels === null || frames === 0) return
  const all = [...channels, originalChannels]
  const never = new AbortController().signal
  const table = await measureLoudness({
    channels: all, frames, sampleRateHz,
    fetchWindow: (startFrame, count) => fetchWindow({ windowUrl, channels: all, withOriginal: true, startFrame, frames: count }, never, FRESH_MEMORY)
  })
  self.postMessage({ type: 'loudness', table })
}

function start({ port, windowUrl, channels, originalChannels, frames, sampleRateHz }: Start): Feeder {
  let ready = false
  const withAll = originalChannels === null ? channels : [...channels, originalChannels]
  const pool = createMemoryPool(
    Math.round(MOST_WINDOW_SECONDS * sampleRateHz) * withAll.reduce((sum, count) => sum + count, 0) * Float32Array.BYTES_PER_ELEMENT,
    // Twice what is on its way: after a seek the old windows come back while the new ones are out.
    2 * Math.ceil(AHEAD_SECONDS / MOST_WINDOW_SECONDS + 2)
  )
  const created = createFeeder({
    frames,
    sampleRateHz,
    fetchWindow: (startFrame, count, withOriginal, signal) =>
      fetchWindow(
        { windowUrl, channels: withOriginal ? withAll : channels, withOriginal, startFrame, frames: count },
        signal,
        pool
      ),
    post: (window) => {
      const message: FeedMessage = { type: 'window', window }
      const memory = window.data[0]?.buffer
      port.postMessage(message, memory ? [memory] : [])
      if (!ready) self.postMessage({ type: 'ready' })
      ready = true
    },
    discard: ([samples]) => {
      if (samples) pool.give(samples.buffer)
    },
    onFailed: fail
  })
  port.onmessage = ({ data: { memory, generation, frames: count } }: MessageEvent<ConsumedMessage>) => {
    if (memory) pool.give(memory)
    created.consumed(generation, count)
  }
  created.seek({ generation: 0, frame: 0, loop: null, withOriginal: false })
  return created
}
