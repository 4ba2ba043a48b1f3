import type { StudioSession } from '../../../shared/domain/studio'
import { parsePeaks } from './peaks'
import { toPeakLevels, type PeakLevels } from './peakLevels'

/** 24 dB: a session that is nearly silent must not look like music. */
const MOST_SCALE = 16

export interface SessionPeaks {
  /** In the order of the session's stems; null where the peaks could not be read. */
  readonly stems: readonly (PeakLevels | null)[]
  /** Linear: every stem is drawn this much larger, so that the loudest fills its lane and all stay comparable. */
  readonly scale: number
}

/** Reads the peaks of every stem; one that fails leaves the others as they are. Rejects only when `signal` aborts. */
export async function loadPeaks(session: StudioSession, signal: AbortSignal): Promise<SessionPeaks> {
  const read = await Promise.allSettled(session.stems.map(({ peaksUrl }) => loadLevels(peaksUrl, signal)))
  signal.throwIfAborted()
  const stems = read.map((result) => (result.status === 'fulfilled' ? result.value : null))
  return { stems, scale: commonScale(stems) }
}

async function loadLevels(peaksUrl: string, signal: AbortSignal): Promise<PeakLevels> {
  const answer = await fetch(peaksUrl, { signal })
  if (!answer.ok) throw new Error(`The peaks could not be read (${answer.status}).`)
  return toPeakLevels(parsePeaks(await answer.arrayBuffer()))
}

/** What brings the greatest peak of all stems to full scale, 1..16; 1 where nothing sounds. */
export function commonScale(stems: readonly (Pick<PeakLevels, 'peak'> | null)[]): number {
  const peak = Math.max(0, ...stems.map((levels) => levels?.peak ?? 0))
  return peak > 0 ? Math.min(MOST_SCALE, Math.max(1, 1 / peak)) : 1
}
