import { AHEAD_SECONDS, createFeeder, MOST_WINDOW_SECONDS, type Feeder } from './feeder'
import { fetchFrames } from './fetchFrames'
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
  else feeder?.seek(command.generation, command.frame)
}

function start({ port, stems, frames, sampleRateHz }: Extract<FeederCommand, { type: 'start' }>): Feeder {
  let ready = false
  const mostChannels = Math.max(1, ...stems.map(({ channels }) => channels))
  const pool = createMemoryPool(
    Math.round(MOST_WINDOW_SECONDS * sampleRateHz) * mostChannels * Float32Array.BYTES_PER_ELEMENT,
    stems.length * Math.ceil(AHEAD_SECONDS / MOST_WINDOW_SECONDS + 2)
  )
  const created = createFeeder({
    stems: stems.length,
    frames,
    sampleRateHz,
    fetchStem: async (stem, startFrame, count, signal) => {
      const source = stems[stem]
      if (!source) throw new RangeError(`There is no stem ${stem}.`)
      return fetchFrames(source, startFrame, count, signal, (sizeBytes) => pool.take(sizeBytes))
    },
    post: (window) => {
      const message: FeedMessage = { type: 'window', window }
      port.postMessage(message, window.data.map((samples) => samples.buffer))
      if (!ready) self.postMessage({ type: 'ready' })
      ready = true
    },
    onFailed: (error) => self.postMessage({ type: 'failed', detail: error instanceof Error ? error.message : String(error) })
  })
  port.onmessage = ({ data }: MessageEvent<ConsumedMessage>) => {
    data.data.forEach((samples) => pool.give(samples.buffer))
    created.consumed(data.generation, data.frames)
  }
  created.seek(0, 0)
  return created
}
