import type { Outline } from './peaks'
import { outlineOf, type PeakLevels } from './peakLevels'
import { covers, outlineOfSamples, type SampleWindow } from './sampleWindow'
import type { FrameSpan } from './timeView'

/** Closer than this the peak file's runs would show as steps: samples are drawn instead. */
export const MOST_FRAMES_PER_COLUMN_OF_SAMPLES = 128
/** Closer than this a line from sample to sample says more than an outline. */
const MOST_FRAMES_PER_COLUMN_OF_LINE = 1.5
/** Dots on the samples once there are so many pixels between them. */
const LEAST_DOT_SPACING_PX = 6

/** What there is to draw of one lane at one moment. */
export type WavePicture =
  | { readonly kind: 'outline'; readonly outline: Outline }
  | { readonly kind: 'line'; readonly window: SampleWindow; readonly span: FrameSpan }

/** The best picture of a stretch that can be drawn with what is there. */
export function toPicture(levels: PeakLevels, window: SampleWindow | null, span: FrameSpan, sessionFrames: number, columns: number): WavePicture {
  const framesPerColumn = (span.endFrame - span.startFrame) / Math.max(1, columns)
  if (window === null || framesPerColumn > MOST_FRAMES_PER_COLUMN_OF_SAMPLES || !covers(window, span, sessionFrames)) {
    return { kind: 'outline', outline: outlineOf(levels, span, columns) }
  }
  if (framesPerColumn > MOST_FRAMES_PER_COLUMN_OF_LINE) return { kind: 'outline', outline: outlineOfSamples(window, span, columns) }
  return { kind: 'line', window, span }
}

/** Draws it in the context's fill style; `scale` is linear, what is above full scale afterwards is cut off. */
export function paintPicture(context: CanvasRenderingContext2D, picture: WavePicture, scale: number): void {
  const { width, height } = context.canvas
  const middle = height / 2
  const toY = (sample: number): number => middle - Math.max(-1, Math.min(1, sample * scale)) * (middle - 1)
  if (picture.kind === 'outline') paintOutline(context, picture.outline, width, toY)
  else paintLine(context, picture.window, picture.span, width, toY)
}

function paintOutline(context: CanvasRenderingContext2D, { tops, bottoms }: Outline, width: number, toY: (sample: number) => number): void {
  const step = width / tops.length
  // Silence is a thin line, not nothing: the lane goes on.
  const half = Math.max(0.5, devicePixelRatio / 2)
  context.beginPath()
  context.moveTo(0, toY(0) - half)
  for (let column = 0; column < tops.length; column += 1) context.lineTo((column + 0.5) * step, toY(tops[column] ?? 0) - half)
  context.lineTo(width, toY(0) - half)
  context.lineTo(width, toY(0) + half)
  for (let column = tops.length - 1; column >= 0; column -= 1) context.lineTo((column + 0.5) * step, toY(bottoms[column] ?? 0) + half)
  context.lineTo(0, toY(0) + half)
  context.fill()
}

function paintLine(
  context: CanvasRenderingContext2D,
  { samples, channels, startFrame, frames }: SampleWindow,
  span: FrameSpan,
  width: number,
  toY: (sample: number) => number
): void {
  const first = Math.max(0, Math.floor(span.startFrame) - startFrame)
  const last = Math.min(frames - 1, Math.ceil(span.endFrame) - startFrame)
  const pixelsPerFrame = width / (span.endFrame - span.startFrame)
  const toX = (frame: number): number => (frame + startFrame - span.startFrame) * pixelsPerFrame
  const dot = pixelsPerFrame >= LEAST_DOT_SPACING_PX * devicePixelRatio ? 2 * devicePixelRatio : 0
  context.strokeStyle = context.fillStyle
  context.lineWidth = 1.4 * devicePixelRatio
  context.lineJoin = 'round'
  for (let channel = 0; channel < channels; channel += 1) {
    context.beginPath()
    for (let frame = first; frame <= last; frame += 1) context.lineTo(toX(frame), toY(samples[frame * channels + channel] ?? 0))
    context.stroke()
    if (dot === 0) continue
    context.beginPath()
    for (let frame = first; frame <= last; frame += 1) {
      const x = toX(frame)
      const y = toY(samples[frame * channels + channel] ?? 0)
      context.moveTo(x + dot, y)
      context.arc(x, y, dot, 0, Math.PI * 2)
    }
    context.fill()
  }
}
