import { AHEAD_SECONDS, createFeeder, MOST_WINDOW_SECONDS, type Feeder } from './feeder'
import { fetchWindow } from './fetchWindow'
import { createMemoryPool } from './memoryPool'
import type { ConsumedMessage, FeederCommand, FeederReport, FeedMessage } from './protocol'

// A dedicated worker's scope, as far as it is used here: the project's DOM types describe a window.
interface WorkerScope {
  onmessage: ((event: MessageEvent<FeederCommand>) => void) | null
  postMessage(message: FeederReport): void
}
declare const self: WorkerScope

let feeder: Feeder | undefined

self.onmessage = ({ data: command }) => {
  if (command.type === 'start') feeder = start(command)
  else feeder?.seek(command)
}

function start({ port, windowUrl, channels, originalChannels, frames, sampleRateHz }: Extract<FeederCommand, { type: 'start' }>): Feeder {
  let ready = false
  const withAll = originalChannels === null ? channels : [...channels, originalChannels]
  const pool = createMemoryPool(
    Math.round(MOST_WINDOW_SECONDS * sampleRateHz) * withAll.reduce((sum, count) => sum + count, 0) * Float32Array.BYTES_PER_ELEMENT,
    Math.ceil(AHEAD_SECONDS / MOST_WINDOW_SECONDS + 2)
  )
  const created = createFeeder({
    frames,
    sampleRateHz,
    fetchWindow: (startFrame, count, withOriginal, signal) =>
      fetchWindow(
        { windowUrl, channels: withOriginal ? withAll : channels, withOriginal, startFrame, frames: count },
        signal,
        (sizeBytes) => pool.take(sizeBytes)
      ),
    post: (window) => {
      const message: FeedMessage = { type: 'window', window }
      const memory = window.data[0]?.buffer
      port.postMessage(message, memory ? [memory] : [])
      if (!ready) self.postMessage({ type: 'ready' })
      ready = true
    },
    onFailed: (error) => self.postMessage({ type: 'failed', detail: error instanceof Error ? error.message : String(error) })
  })
  port.onmessage = ({ data: { memory, generation, frames: count } }: MessageEvent<ConsumedMessage>) => {
    if (memory) pool.give(memory)
    created.consumed(generation, count)
  }
  created.seek({ generation: 0, frame: 0, loop: null, withOriginal: false })
  return created
}
