import { SAMPLE_RATE_HZ } from './stereo'

/**
 * The sample song on paper: twelve bars in D major at 100 beats a minute. Two bars of introduction, a verse, a chorus
 * and two bars that fade. Times are in beats from the beginning of the song.
 */
export const BEATS_PER_BAR = 4
export const BARS = 12
const BEATS_PER_MINUTE = 100
const TAIL_SECONDS = 1.8

export const SONG_FRAMES = beatFrame(BARS * BEATS_PER_BAR) + Math.round(TAIL_SECONDS * SAMPLE_RATE_HZ)
/** From here on the whole band fades to silence. */
export const FADE_FROM_FRAME = beatFrame(10.5 * BEATS_PER_BAR)

/** The frame at which a beat falls. */
export function beatFrame(beat: number): number {
  return Math.round((beat * 60 * SAMPLE_RATE_HZ) / BEATS_PER_MINUTE)
}

/** The chord of one bar: MIDI notes from low to high, and the note of the bass. */
export interface Chord {
  readonly notes: readonly number[]
  readonly bass: number
}

const B_MINOR_7: Chord = { notes: [59, 62, 66, 69], bass: 35 }
const G_MAJOR_7: Chord = { notes: [55, 59, 62, 66], bass: 31 }
const D_ADD_9: Chord = { notes: [57, 62, 64, 66], bass: 38 }
const A_MAJOR: Chord = { notes: [57, 61, 64, 69], bass: 33 }
const A_SUS_4: Chord = { notes: [57, 62, 64, 69], bass: 33 }

/** One chord per bar. */
export const CHORDS: readonly Chord[] = [
  ...[B_MINOR_7, G_MAJOR_7],
  ...[B_MINOR_7, G_MAJOR_7, D_ADD_9, A_SUS_4],
  ...[G_MAJOR_7, A_MAJOR, B_MINOR_7, D_ADD_9],
  ...[G_MAJOR_7, D_ADD_9]
]

/** How hard the band plays in each bar, as a factor: it gives the song its arch. */
export const INTENSITY: readonly number[] = [0.62, 0.72, 0.8, 0.82, 0.84, 0.88, 1, 1, 1, 1, 0.8, 0.7]

export type Vowel = 'ah' | 'eh' | 'ee' | 'oh' | 'oo'
export type Consonant = 'l' | 'd' | 'n' | 's' | 'h' | 'none'

/** One sung note. */
export interface SungNote {
  readonly beat: number
  readonly beats: number
  readonly note: number
  readonly consonant: Consonant
  readonly vowel: Vowel
}

type Line = readonly (readonly [beatInBar: number, beats: number, note: number, consonant: Consonant, vowel: Vowel])[]

/** The melody, by bar. Each line of notes that follow without a gap is sung in one breath. */
const MELODY: Readonly<Record<number, Line>> = {
  3: [
    [0.5, 0.5, 66, 's', 'oh'], [1, 0.5, 69, 'l', 'oh'], [1.5, 1.5, 71, 'none', 'ah'],
    [3, 0.5, 69, 'd', 'eh'], [3.5, 0.5, 66, 'l', 'ah']
  ],
  4: [[0, 1, 67, 'n', 'oh'], [1, 0.5, 66, 'd', 'ee'], [1.5, 0.5, 64, 'l', 'ah'], [2, 1.6, 62, 'n', 'oo']],
  5: [
    [0.5, 0.5, 62, 's', 'eh'], [1, 0.5, 66, 'l', 'eh'], [1.5, 1.5, 69, 'none', 'ah'],
    [3, 0.5, 71, 'd', 'oh'], [3.5, 0.5, 69, 'l', 'ah']
  ],
  6: [
    [0, 1, 69, 'n', 'ee'], [1, 0.5, 66, 'd', 'ah'], [1.5, 1.4, 64, 'l', 'oh'],
    [3.25, 0.25, 66, 's', 'ah'], [3.5, 0.5, 69, 'l', 'ah']
  ],
  7: [[0, 1.5, 74, 'none', 'ah'], [1.5, 0.5, 73, 'd', 'eh'], [2, 1, 71, 'l', 'ah'], [3, 0.75, 69, 'n', 'oh']],
  8: [[0, 1.5, 73, 's', 'ah'], [1.5, 0.5, 71, 'l', 'oh'], [2, 1.25, 69, 'none', 'oh'], [3.5, 0.5, 71, 'd', 'ee']],
  9: [[0, 1.5, 74, 'n', 'ah'], [1.5, 0.5, 76, 'd', 'eh'], [2, 1, 74, 'l', 'ah'], [3, 0.75, 71, 'n', 'oh']],
  10: [[0, 0.5, 69, 's', 'eh'], [0.5, 0.5, 71, 'l', 'ah'], [1, 2.25, 66, 'd', 'ah'], [3.5, 0.5, 69, 'h', 'ah']],
  11: [[0, 1, 71, 'l', 'oh'], [1, 0.5, 69, 'd', 'ah'], [1.5, 0.5, 67, 'l', 'eh'], [2, 1.75, 66, 'n', 'oo']],
  12: [[0, 3.6, 62, 'l', 'ah']]
}

/** The melody in order of time. */
export function melody(): readonly SungNote[] {
  return Object.entries(MELODY).flatMap(([bar, line]) =>
    line.map(([beatInBar, beats, note, consonant, vowel]) => {
      return { beat: (Number(bar) - 1) * BEATS_PER_BAR + beatInBar, beats, note, consonant, vowel }
    })
  )
}
