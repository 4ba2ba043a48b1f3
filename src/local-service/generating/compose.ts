import type { RoomSettings } from '../sample/room'
import { SAMPLE_RATE_HZ } from '../sample/stereo'
import type { Composition, StemBlocks } from '../separation/types'
import { bassOf, droneOf, type LowNote } from './harmony'
import { bassGuitar, drone, flute, guitar, musicBox } from './instruments'
import { WordsError, type Tune } from './notation'
import { playPart, type PartSettings, type PlayedNote } from './part'
import type { Instrument } from './tones'

/** Who plays: the melody's instrument, and what goes with it. */
export type Ensemble = 'guitar' | 'flute' | 'musicBox'

interface Playing {
  readonly melody: Instrument
  readonly melodyLevel: number
  readonly second: 'bass' | 'drone'
}

const ENSEMBLES: Readonly<Record<Ensemble, Playing>> = {
  guitar: { melody: guitar, melodyLevel: 1.1, second: 'bass' },
  flute: { melody: flute, melodyLevel: 1, second: 'drone' },
  musicBox: { melody: musicBox, melodyLevel: 0.9, second: 'bass' }
}

export interface Performance {
  readonly ensemble: Ensemble
  readonly beatsPerMinute: number
  /** Played again and again up to this length; null: once, to its end. */
  readonly lengthS: number | null
}

/** The longest tune that is played, in seconds. */
const LONGEST_S = 600
/** After the last note the tones and the room die away within this. */
const TAIL_S = 2.4
/** A tune that is cut off fades over this, or over half of a short one. */
const FADE_S = 1.5
const BLOCK_FRAMES = 16_384
/** A bar's first notes are played a little louder. */
const ACCENT = 1.18
const MELODY_ROOM: RoomSettings = { decaySeconds: 1.4, preDelayMs: 16, wet: 0.16, dampingHz: 4800, seed: 61 }
const SECOND_ROOM: RoomSettings = { decaySeconds: 1.2, preDelayMs: 22, wet: 0.08, dampingHz: 3200, seed: 62 }

/** The stems of an ensemble, in their order. */
export const stemsOf = (ensemble: Ensemble): readonly string[] => ['melody', ENSEMBLES[ensemble].second]

/** Sets a tune for an ensemble. Throws WordsError when it lasts too long. */
export function compose(tune: Tune, { ensemble, beatsPerMinute, lengthS }: Performance): Composition {
  const writtenS = (tune.beats * 60) / beatsPerMinute
  if (writtenS > LONGEST_S) {
    throw new WordsError(`The notes last ${Math.ceil(writtenS / 60)} minutes at this tempo; at most ${LONGEST_S / 60} minutes are played. Leave some out, or choose a faster tempo.`)
  }
  const { melody, melodyLevel, second } = ENSEMBLES[ensemble]
  const toFrame = (beat: number): number => Math.round((beat * 60 * SAMPLE_RATE_HZ) / beatsPerMinute)
  const frames = lengthS === null ? toFrame(tune.beats) + Math.round(TAIL_S * SAMPLE_RATE_HZ) : lengthS * SAMPLE_RATE_HZ
  const times = lengthS === null ? 1 : Math.ceil(frames / toFrame(tune.beats))
  const isDrone = second === 'drone'

  /** Notes of every repetition that begin before the end. */
  function repeated(notes: readonly (LowNote & { readonly level: number })[]): PlayedNote[] {
    return Array.from({ length: times }, (_, time) => time * tune.beats)
      .flatMap((offset) => notes.map(({ beat, beats, pitch, level }): PlayedNote => {
        const startFrame = toFrame(offset + beat)
        return { startFrame, heldFrames: toFrame(offset + beat + beats) - startFrame, pitch, level }
      }))
      .filter(({ startFrame }) => startFrame < frames)
  }

  const firsts = new Set(tune.bars)
  const melodyNotes = tune.steps.flatMap(({ beat, beats, pitches }) =>
    pitches.map((pitch) => ({ beat, beats, pitch, level: ((firsts.has(beat) ? ACCENT : 1) * melodyLevel) / Math.sqrt(pitches.length) })))
  // A drone is one breath, however often the tune is repeated.
  const lowNotes = isDrone
    ? droneOf(tune).map(({ pitch }): PlayedNote => ({ startFrame: 0, heldFrames: toFrame(times * tune.beats), pitch, level: 1 }))
    : repeated(bassOf(tune).map((note) => ({ ...note, level: 0.62 })))
  const parts: readonly PartSettings[] = [
    { notes: repeated(melodyNotes), instrument: melody, position: -0.12, room: MELODY_ROOM },
    { notes: lowNotes, instrument: isDrone ? drone : bassGuitar, position: isDrone ? 0.12 : 0, room: SECOND_ROOM }
  ]
  const fadeFrames = Math.round(Math.min(FADE_S * SAMPLE_RATE_HZ, frames / 2))
  return { durationS: frames / SAMPLE_RATE_HZ, sampleRateHz: SAMPLE_RATE_HZ, channels: 2, play: () => play(parts, frames, fadeFrames) }
}

function* play(parts: readonly PartSettings[], frames: number, fadeFrames: number): Generator<StemBlocks> {
  const players = parts.map(playPart)
  for (let start = 0; start < frames; start += BLOCK_FRAMES) {
    const count = Math.min(BLOCK_FRAMES, frames - start)
    yield players.map((next) => {
      const { left, right } = next(count)
      for (const samples of [left, right]) fadeOut(samples, frames - start, fadeFrames)
      return [left, right]
    })
  }
}

/** Fades what lies within the last `fadeFrames`; `left` frames remain from the block's first one on. The last is silent. */
function fadeOut(samples: Float32Array, left: number, fadeFrames: number): void {
  for (let index = Math.max(0, left - fadeFrames); index < samples.length; index++) {
    const remaining = (left - 1 - index) / fadeFrames
    samples[index] = (samples[index] ?? 0) * (0.5 - 0.5 * Math.cos(Math.PI * remaining))
  }
}
