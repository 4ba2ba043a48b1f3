import type { StudioSession } from '../../../shared/domain/studio'
import { parsePeaks } from './peaks'
import { toPeakLevels, type PeakLevels } from './peakLevels'

/** 24 dB: a session that is nearly silent must not look like music. */
const MOST_SCALE = 16

/** What there is to draw of one stem; 'failed' when its peaks cannot be read. */
export type StemPeaks = PeakLevels | 'loading' | 'failed'

export interface SessionPeaks {
  /** In the order of the session's stems. */
  readonly stems: readonly StemPeaks[]
  /** Linear: every stem is drawn this much larger, so that the loudest fills its lane and all stay comparable. */
  readonly scale: number
}

/** The peaks of one stem, once there are any. */
export function levelsAt({ stems }: SessionPeaks, position: number): PeakLevels | null {
  const own = stems[position]
  return typeof own === 'object' ? own : null
}

/** What can be drawn as a session opens: the outlines that came with it. */
export const outlinesOf = ({ stems }: StudioSession): SessionPeaks =>
  withScale(stems.map(({ outline }) => (outline && toLevels(outline)) ?? 'loading'))

function toLevels(outline: Uint8Array<ArrayBuffer>): PeakLevels | undefined {
  try {
    return toPeakLevels(parsePeaks(outline.slice().buffer))
  } catch (error) {
    // The peaks themselves are asked for, as for a stem that came without.
    console.error('an outline could not be read', error)
    return undefined
  }
}

/**
 * Reads the peaks a session came without, each told as it arrives; then, once `rested`, the fine ones behind the outlines it came
 * with, one after the other and told together. One that fails leaves the others as they are. Rejects only when `signal` aborts.
 */
export async function loadPeaks(
  session: StudioSession,
  outlines: SessionPeaks,
  rested: Promise<void>,
  onPeaks: (peaks: SessionPeaks) => void,
  signal: AbortSignal
): Promise<void> {
  const stems = [...outlines.stems]
  const missing = stems.flatMap((own, position) => (own === 'loading' ? [position] : []))
  const outlined = stems.flatMap((own, position) => (own === 'loading' ? [] : [position]))
  const load = async (position: number, otherwise: StemPeaks): Promise<void> => {
    stems[position] = await loadLevels(session.stems[position]?.peaksUrl ?? '', signal).catch(() => otherwise)
    signal.throwIfAborted()
  }
  const tell = (): void => { onPeaks(withScale([...stems])) }
  const refine = async (): Promise<void> => {
    await rested
    for (const position of outlined) await load(position, stems[position] ?? 'failed')
    if (outlined.length > 0) tell()
  }
  await Promise.all([...missing.map((position) => load(position, 'failed').then(tell)), refine()])
}

async function loadLevels(peaksUrl: string, signal: AbortSignal): Promise<PeakLevels> {
  const answer = await fetch(peaksUrl, { signal })
  if (!answer.ok) throw new Error(`The peaks could not be read (${answer.status}).`)
  return toPeakLevels(parsePeaks(await answer.arrayBuffer()))
}

const withScale = (stems: readonly StemPeaks[]): SessionPeaks =>
  ({ stems, scale: commonScale(stems.flatMap((own) => (typeof own === 'object' ? [own.peak] : []))) })

/** What brings the greatest of all peaks to full scale, 1..16; 1 where nothing sounds. */
export function commonScale(peaks: readonly number[]): number {
  const peak = Math.max(0, ...peaks)
  return peak > 0 ? Math.min(MOST_SCALE, Math.max(1, 1 / peak)) : 1
}
