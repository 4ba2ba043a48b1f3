import type { FeedLoop, MixerReport } from './protocol'

export interface PlayheadSession {
  readonly sampleRateHz: number
  readonly frames: number
  /** Where the current run began: nothing before it was heard. */
  readonly fromFrame: number
  readonly loop: FeedLoop | null
  /** Whether the loop went round since the run began: what is heard may still lie at its end. */
  readonly looped: boolean
}

/**
 * The frame that is heard at a moment of the context's clock, from the mixer's last report. Sound leaves the speaker
 * `latencySeconds` after it was mixed.
 */
export function toHeardFrame(
  report: Pick<MixerReport, 'frame' | 'moving' | 'rate' | 'contextTimeSeconds'>,
  now: { readonly contextTimeSeconds: number; readonly latencySeconds: number },
  { sampleRateHz, frames, fromFrame, loop, looped }: PlayheadSession
): number {
  if (!report.moving) return report.frame
  const elapsedSeconds = now.contextTimeSeconds - now.latencySeconds - report.contextTimeSeconds
  const frame = report.frame + elapsedSeconds * report.rate * sampleRateHz
  if (!loop || report.frame >= loop.endFrame) return Math.round(clamp(frame, fromFrame, frames))
  const length = loop.endFrame - loop.startFrame
  if (frame >= loop.endFrame) return Math.round(loop.startFrame + ((frame - loop.startFrame) % length))
  if (looped && frame < loop.startFrame) return Math.round(loop.endFrame - ((loop.endFrame - frame) % length))
  return Math.round(looped ? frame : Math.max(fromFrame, frame))
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
