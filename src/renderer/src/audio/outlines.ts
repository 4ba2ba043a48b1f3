import type { StudioSession } from '../../../shared/domain/studio'
import { parsePeaks, toOutline, type Outline } from './peaks'

/** More columns than any lane has pixels: enough for the sharpest screen, little enough to draw at once. */
const MOST_COLUMNS = 8192
/** 24 dB: a session that is nearly silent must not look like music. */
const MOST_SCALE = 16

export interface SessionOutlines {
  /** In the order of the session's stems; null where the peaks could not be read. */
  readonly outlines: readonly (Outline | null)[]
  /** Linear: every stem is drawn this much larger, so that the loudest fills its lane and all stay comparable. */
  readonly scale: number
}

/** Reads the peaks of every stem; one that fails leaves the others as they are. Rejects only when `signal` aborts. */
export async function loadOutlines(session: StudioSession, signal: AbortSignal): Promise<SessionOutlines> {
  const read = await Promise.allSettled(session.stems.map(({ peaksUrl }) => loadOutline(peaksUrl, session.frames, signal)))
  signal.throwIfAborted()
  const outlines = read.map((result) => (result.status === 'fulfilled' ? result.value : null))
  return { outlines, scale: commonScale(outlines) }
}

async function loadOutline(peaksUrl: string, frames: number, signal: AbortSignal): Promise<Outline> {
  const answer = await fetch(peaksUrl, { signal })
  if (!answer.ok) throw new Error(`The peaks could not be read (${answer.status}).`)
  return toOutline(parsePeaks(await answer.arrayBuffer()), frames, MOST_COLUMNS)
}

/** What brings the greatest peak of all outlines to full scale, 1..16; 1 where nothing sounds. */
export function commonScale(outlines: readonly (Outline | null)[]): number {
  let peak = 0
  for (const outline of outlines) {
    if (outline === null) continue
    for (const top of outline.tops) peak = Math.max(peak, top)
    for (const bottom of outline.bottoms) peak = Math.max(peak, -bottom)
  }
  return peak > 0 ? Math.min(MOST_SCALE, Math.max(1, 1 / peak)) : 1
}
