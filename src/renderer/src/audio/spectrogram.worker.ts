import { loadSamples, type SampleWindow } from './sampleWindow'
import type { SpectrogramOrder, SpectrogramReport } from './spectrogram.protocol'
import { createAnalyser, LOOK_FRAMES } from './spectrum'

interface WorkerScope {
  onmessage: ((event: MessageEvent<SpectrogramOrder>) => void) | null
  postMessage(message: SpectrogramReport, transfer?: Transferable[]): void
}
declare const self: WorkerScope

/** Columns in one piece: small enough that the picture grows before one's eyes. */
const PIECE_COLUMNS = 24
/** Looks further apart than this are fetched one by one, so that an hour of sound is not read for one picture. */
const MOST_READ_FRAMES_PER_COLUMN = LOOK_FRAMES * 4

let running = new AbortController()

self.onmessage = ({ data: order }) => {
  running.abort()
  running = new AbortController()
  const { signal } = running
  draw(order, signal).catch((error: unknown) => {
    if (!signal.aborted) self.postMessage({ order: order.order, failed: error instanceof Error ? error.message : String(error) })
  })
}

async function draw(order: SpectrogramOrder, signal: AbortSignal): Promise<void> {
  const { span, columns, rows, sampleRateHz } = order
  const analyser = createAnalyser(sampleRateHz, rows)
  const framesPerColumn = (span.endFrame - span.startFrame) / columns
  const look = new Float64Array(LOOK_FRAMES)
  for (let first = 0; first < columns; first += PIECE_COLUMNS) {
    const count = Math.min(PIECE_COLUMNS, columns - first)
    const starts = Array.from({ length: count }, (_, at) => Math.round(span.startFrame + (first + at + 0.5) * framesPerColumn - LOOK_FRAMES / 2))
    const windows = await load(order, starts, framesPerColumn, signal)
    const levels = new Uint8Array(count * rows)
    starts.forEach((start, at) => {
      const window = windows[Math.min(at, windows.length - 1)]
      if (window) takeMono(window, start, look)
      analyser.analyse(look, levels.subarray(at * rows, (at + 1) * rows))
    })
    signal.throwIfAborted()
    self.postMessage({ order: order.order, firstColumn: first, levels }, [levels.buffer])
  }
}

/** One window for all looks where they are close, else one each. */
async function load(order: SpectrogramOrder, starts: readonly number[], framesPerColumn: number, signal: AbortSignal): Promise<SampleWindow[]> {
  const read = (from: number, to: number): Promise<SampleWindow> => {
    const startFrame = Math.min(order.frames - 1, Math.max(0, from))
    return loadSamples(order, { startFrame, endFrame: Math.min(order.frames, Math.max(startFrame + 1, to)) }, signal)
  }
  if (framesPerColumn <= MOST_READ_FRAMES_PER_COLUMN) return [await read(starts[0] ?? 0, (starts[starts.length - 1] ?? 0) + LOOK_FRAMES)]
  return Promise.all(starts.map((start) => read(start, start + LOOK_FRAMES)))
}

/** The mean of all channels; silent outside of the window. */
function takeMono({ startFrame, frames, channels, samples }: SampleWindow, from: number, look: Float64Array): void {
  for (let at = 0; at < LOOK_FRAMES; at += 1) {
    const frame = from + at - startFrame
    let sum = 0
    if (frame >= 0 && frame < frames) for (let channel = 0; channel < channels; channel += 1) sum += samples[frame * channels + channel] ?? 0
    look[at] = sum / channels
  }
}
