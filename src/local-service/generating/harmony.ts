import type { Step, Tune } from './notation'

/** A tone of the accompaniment; times in beats. */
export interface LowNote {
  readonly beat: number
  readonly beats: number
  readonly pitch: number
}

export interface Key {
  /** 0 is C. */
  readonly tonic: number
  readonly isMinor: boolean
}

/** How well each tone fits a key, from its tonic on (C. Krumhansl, E. Kessler, Psychological Review 89(4), 1982). */
const MAJOR = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88]
const MINOR = [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17]

/** Triads of a key by the semitones of their root above the tonic, those that are met most first. */
const MAJOR_TRIADS: readonly Triad[] = [[0, 4], [7, 4], [5, 4], [9, 3], [2, 3], [4, 3]]
const MINOR_TRIADS: readonly Triad[] = [[0, 3], [7, 4], [5, 3], [8, 4], [3, 4], [10, 4], [7, 3]]
type Triad = readonly [root: number, third: number]

const FIFTH = 7
const LOWEST_BASS = 36
const LOWEST_DRONE = 45
/** The tone a bar begins with counts as if it lasted so many beats more. */
const FIRST_TONE_BEATS = 0.5
const CLOSE = 1e-9

/** How long each of the twelve tones sounds between two moments, in beats. */
function tonesBetween(steps: readonly Step[], from: number, to: number): readonly number[] {
  const tones = Array.from({ length: 12 }, () => 0)
  for (const { beat, beats, pitches } of steps) {
    const shared = Math.min(to, beat + beats) - Math.max(from, beat)
    if (shared <= CLOSE) continue
    const weight = shared + (Math.abs(beat - from) < CLOSE ? FIRST_TONE_BEATS : 0)
    for (const pitch of pitches) tones[pitch % 12] = (tones[pitch % 12] ?? 0) + weight
  }
  return tones
}

/** The key whose profile is most like the tones of the tune; the tune's last tone decides between equals. */
export function keyOf({ steps, beats }: Tune): Key {
  const tones = tonesBetween(steps, 0, beats)
  const last = (steps.findLast(({ pitches }) => pitches.length > 0)?.pitches[0] ?? 0) % 12
  const keys = Array.from({ length: 24 }, (_, index): Key => ({ tonic: index % 12, isMinor: index >= 12 }))
  const fit = ({ tonic, isMinor }: Key): number =>
    correlation(tones, tones.map((_, tone) => (isMinor ? MINOR : MAJOR)[(tone - tonic + 12) % 12] ?? 0)) + (tonic === last ? 0.1 : 0)
  return keys.reduce((best, key) => (fit(key) > fit(best) + CLOSE ? key : best))
}

/** A bass under each bar: root and fifth of the triad of the key that holds most of what sounds in it; none under rests. */
export function bassOf(tune: Tune): readonly LowNote[] {
  const { tonic, isMinor } = keyOf(tune)
  return tune.bars.flatMap((from, bar): LowNote[] => {
    const to = tune.bars[bar + 1] ?? tune.beats
    const tones = tonesBetween(tune.steps, from, to)
    if (tones.every((beats) => beats === 0)) return []
    const held = ([root, third]: Triad): number =>
      [root, root + third, root + FIFTH].reduce((sum, tone) => sum + (tones[(tonic + tone) % 12] ?? 0), 0)
    const [root] = (isMinor ? MINOR_TRIADS : MAJOR_TRIADS).reduce((best, triad) => (held(triad) > held(best) + CLOSE ? triad : best))
    const pitch = LOWEST_BASS + ((tonic + root) % 12)
    const beats = to - from
    if (beats < 4 - CLOSE) return [{ beat: from, beats, pitch }]
    return [{ beat: from, beats: beats / 2, pitch }, { beat: from + beats / 2, beats: beats / 2, pitch: pitch + (pitch > 40 ? FIFTH - 12 : FIFTH) }]
  })
}

/** Tonic and fifth under the whole tune. */
export function droneOf(tune: Tune): readonly LowNote[] {
  const { tonic } = keyOf(tune)
  const pitch = LOWEST_DRONE + ((tonic - (LOWEST_DRONE % 12) + 12) % 12)
  return [pitch, pitch + FIFTH].map((one) => ({ beat: 0, beats: tune.beats, pitch: one }))
}

function correlation(one: readonly number[], other: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const [a, b] = [mean(one), mean(other)]
  const product = (first: readonly number[], p: number, second: readonly number[], q: number): number =>
    first.reduce((sum, value, index) => sum + (value - p) * ((second[index] ?? 0) - q), 0)
  const spread = Math.sqrt(product(one, a, one, a) * product(other, b, other, b))
  return spread === 0 ? 0 : product(one, a, other, b) / spread
}
