import type { StudioStem } from '../../../shared/domain/studio'
import type { Outline } from './peaks'
import type { FrameSpan } from './timeView'

const SAMPLE_BYTES = 4

/** Samples of one stem around what is on screen. */
export interface SampleWindow {
  readonly startFrame: number
  readonly frames: number
  readonly channels: number
  /** Interleaved. */
  readonly samples: Float32Array
}

/** Whole frames around a span, as much again on each side: small scrolls then need nothing new. */
export function toWantedSpan({ startFrame, endFrame }: FrameSpan, sessionFrames: number): FrameSpan {
  const margin = Math.ceil((endFrame - startFrame) / 2) + 2
  return {
    startFrame: Math.max(0, Math.floor(startFrame) - margin),
    endFrame: Math.min(sessionFrames, Math.ceil(endFrame) + margin)
  }
}

/** Whether the window holds all of a span. */
export function covers({ startFrame, frames }: SampleWindow, span: FrameSpan, sessionFrames: number): boolean {
  return startFrame <= Math.max(0, Math.floor(span.startFrame)) && startFrame + frames >= Math.min(sessionFrames, Math.ceil(span.endFrame))
}

/** Reads the samples of a stretch from the stem's address. @throws Error when they cannot be had; AbortError */
export async function loadSamples(
  { pcmUrl, channels }: Pick<StudioStem, 'pcmUrl' | 'channels'>,
  { startFrame, endFrame }: FrameSpan,
  signal: AbortSignal
): Promise<SampleWindow> {
  const frameBytes = channels * SAMPLE_BYTES
  const answer = await fetch(pcmUrl, { signal, headers: { range: `bytes=${startFrame * frameBytes}-${endFrame * frameBytes - 1}` } })
  if (answer.status !== 206) throw new Error(`The samples could not be read (${answer.status}).`)
  const samples = new Float32Array(await answer.arrayBuffer())
  return { startFrame, frames: samples.length / channels, channels, samples }
}

/** The outline of a stretch from its samples; columns meet, so that a steep slope has no gaps. */
export function outlineOfSamples(window: SampleWindow, { startFrame, endFrame }: FrameSpan, columns: number): Outline {
  const count = Math.max(1, Math.floor(columns))
  const tops = new Float32Array(count)
  const bottoms = new Float32Array(count)
  const framesPerColumn = (endFrame - startFrame) / count
  for (let column = 0; column < count; column += 1) {
    const first = Math.max(0, Math.floor(startFrame + column * framesPerColumn) - window.startFrame)
    const last = Math.min(window.frames - 1, Math.ceil(startFrame + (column + 1) * framesPerColumn) - window.startFrame)
    if (first > last) break
    let least = Infinity
    let greatest = -Infinity
    const end = (last + 1) * window.channels
    for (let at = first * window.channels; at < end; at += 1) {
      const sample = window.samples[at] ?? 0
      if (sample < least) least = sample
      if (sample > greatest) greatest = sample
    }
    tops[column] = greatest
    bottoms[column] = least
  }
  return { tops, bottoms }
}
