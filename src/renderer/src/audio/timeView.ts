/** A stretch of the session's timeline, in frames; may lie between two frames while zooming. */
export interface FrameSpan {
  readonly startFrame: number
  readonly endFrame: number
}

/** The closest one can look: some dozens of samples across the window. */
export const LEAST_VISIBLE_FRAMES = 48
/** Where the playhead stands after the picture moved on to it, as a part of the window. */
const LEAD = 0.06

/** The part of the timeline on screen, one for ruler, lanes and overview. */
export interface TimeView {
  readonly frames: number
  get(): FrameSpan
  subscribe(listener: () => void): () => void
  /** Clamped to the session. */
  show(span: FrameSpan): void
  /** Shows `1 / factor` of what is shown now; `atFrame` stays where it is on screen. */
  zoom(factor: number, atFrame: number): void
  /** Moves by so many frames, to the right when positive. */
  scroll(byFrames: number): void
  /** The whole session. */
  fit(): void
  /** Turns the page so that `frame` is in sight, unless it is. */
  reveal(frame: number): void
}

/** Keeps what is shown of `frames` frames; begins with all of it. */
export function createTimeView(frames: number): TimeView {
  const listeners = new Set<() => void>()
  let span: FrameSpan = { startFrame: 0, endFrame: Math.max(1, frames) }
  const show = (wanted: FrameSpan): void => {
    const next = clampSpan(wanted, frames)
    if (next.startFrame === span.startFrame && next.endFrame === span.endFrame) return
    span = next
    listeners.forEach((listener) => { listener() })
  }
  return {
    frames,
    get: () => span,
    subscribe(listener) {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
    show,
    zoom: (factor, atFrame) => { show(zoomSpan(span, factor, atFrame, frames)) },
    scroll: (byFrames) => { show({ startFrame: span.startFrame + byFrames, endFrame: span.endFrame + byFrames }) },
    fit: () => { show({ startFrame: 0, endFrame: frames }) },
    reveal(frame) {
      if (isInside(span, frame)) return
      const length = span.endFrame - span.startFrame
      show({ startFrame: frame - length * LEAD, endFrame: frame + length * (1 - LEAD) })
    }
  }
}

/** Whether a frame is in sight. */
export const isInside = ({ startFrame, endFrame }: FrameSpan, frame: number): boolean => frame >= startFrame && frame <= endFrame

/** Where a frame is in the span: 0 at its start, 1 at its end, beyond them outside. */
export const toFraction = ({ startFrame, endFrame }: FrameSpan, frame: number): number => (frame - startFrame) / (endFrame - startFrame)

/** The frame at a fraction of the span. */
export const toFrame = ({ startFrame, endFrame }: FrameSpan, fraction: number): number => startFrame + fraction * (endFrame - startFrame)

/** Keeps the length where it can, moves the span into the session; never shorter than LEAST_VISIBLE_FRAMES. */
function clampSpan({ startFrame, endFrame }: FrameSpan, frames: number): FrameSpan {
  const whole = Math.max(1, frames)
  const least = Math.min(whole, LEAST_VISIBLE_FRAMES)
  const length = Math.min(whole, Math.max(least, endFrame - startFrame))
  const start = Math.min(whole - length, Math.max(0, startFrame))
  return { startFrame: start, endFrame: start + length }
}

/** The span seen `factor` times as close (below 1: from further away), with `atFrame` at the same place. */
function zoomSpan(span: FrameSpan, factor: number, atFrame: number, frames: number): FrameSpan {
  const length = span.endFrame - span.startFrame
  // The clamp comes before the anchor: at the closest, further zooming must not slide the picture.
  const next = Math.min(Math.max(1, frames), Math.max(LEAST_VISIBLE_FRAMES, length / factor))
  const startFrame = atFrame - toFraction(span, atFrame) * next
  return clampSpan({ startFrame, endFrame: startFrame + next }, frames)
}
