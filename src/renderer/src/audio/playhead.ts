import type { MixerReport } from './protocol'

/**
 * The frame that is heard at a moment of the context's clock, from the mixer's last report. Sound leaves the speaker
 * `latencySeconds` after it was mixed; the frame never lies before `fromFrame`, where the current run began.
 */
export function toHeardFrame(
  report: MixerReport,
  now: { readonly contextTimeSeconds: number; readonly latencySeconds: number },
  session: { readonly sampleRateHz: number; readonly frames: number; readonly fromFrame: number }
): number {
  if (!report.moving) return report.frame
  const elapsedSeconds = now.contextTimeSeconds - now.latencySeconds - report.contextTimeSeconds
  const frame = report.frame + elapsedSeconds * session.sampleRateHz
  return Math.round(Math.min(session.frames, Math.max(session.fromFrame, frame)))
}
