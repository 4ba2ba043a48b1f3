import { beatFrame, melody, type SungNote, type Vowel } from './score'
import { createRandom, noteHz, SAMPLE_RATE_HZ } from './stereo'

/** How the voice stands at one moment. */
export interface VoiceMoment {
  readonly hz: number
  /** Loudness of the sung tone, 0..1. */
  readonly level: number
  readonly fromVowel: Vowel
  readonly vowel: Vowel
  /** 0 at the former vowel, 1 at the present one. */
  readonly vowelFraction: number
  /** Harmonics above this frequency are held back; low in voiced consonants, in Hz. */
  readonly brightnessHz: number
  readonly breath: number
  readonly sibilance: number
}

interface TimedNote extends SungNote {
  readonly start: number
  readonly end: number
  /** Whether it follows the former note in the same breath. */
  readonly isLegato: boolean
  readonly isFollowed: boolean
}

const GLIDE_SECONDS = 0.055
const VOWEL_SECONDS = 0.07
const ATTACK_SECONDS = 0.05
const RELEASE_SECONDS = 0.14
const HISS_SECONDS = 0.085
const VIBRATO_HZ = 5.4
const VIBRATO_CENTS = 42
/** The chorus (from beat 24 on) is sung out. */
const CHORUS_BEAT = 24
const OUTRO_BEAT = 40

/** The voice at every `controlFrames`-th frame of the song, for `count` moments. */
export function planVoice(count: number, controlFrames: number): readonly VoiceMoment[] {
  const notes = timeNotes()
  const random = createRandom(44)
  let wander = 0
  let current = 0
  return Array.from({ length: count }, (_, index) => {
    const seconds = (index * controlFrames) / SAMPLE_RATE_HZ
    while (current + 1 < notes.length && seconds >= (notes[current + 1]?.start ?? 0)) current++
    wander += 0.02 * ((random() - 0.5) * 14 - wander)
    return momentAt(seconds, notes, current, wander)
  })
}

function timeNotes(): readonly TimedNote[] {
  const sung = melody()
  const gapBefore = (index: number): number => {
    const former = sung[index - 1]
    const note = sung[index]
    return former && note ? note.beat - former.beat - former.beats : 1
  }
  return sung.map((note, index) => ({
    ...note,
    start: beatFrame(note.beat) / SAMPLE_RATE_HZ,
    end: beatFrame(note.beat + note.beats) / SAMPLE_RATE_HZ,
    isLegato: gapBefore(index) < 0.1,
    isFollowed: index + 1 < sung.length && gapBefore(index + 1) < 0.1
  }))
}

function momentAt(seconds: number, notes: readonly TimedNote[], current: number, wanderCents: number): VoiceMoment {
  const note = notes[current]
  const former = notes[current - 1]
  const next = notes[current + 1]
  if (!note) return SILENT
  const since = seconds - note.start
  const glide = 1 - Math.exp(-Math.max(0, since) / (GLIDE_SECONDS / 2.2))
  const from = note.isLegato && former ? former.note : note.note - 0.9
  const vibratoIn = smooth((since - 0.22) / 0.35)
  const vibrato = VIBRATO_CENTS * vibratoIn * Math.sin(2 * Math.PI * VIBRATO_HZ * since)
  const pitch = from + (note.note - from) * glide + (vibrato + wanderCents) / 100
  const onset = note.consonant === 'none' && note.isLegato ? 1 : smooth(since / 0.06)
  const level = loudness(seconds, note) * (1 + 0.05 * (vibrato / VIBRATO_CENTS))
  const voiced = note.consonant === 'l' || note.consonant === 'n'
  const untilHiss = next?.consonant === 's' ? next.start - seconds : Infinity
  return {
    hz: noteHz(pitch),
    level,
    fromVowel: former?.vowel ?? note.vowel,
    vowel: note.vowel,
    vowelFraction: smooth(since / VOWEL_SECONDS),
    brightnessHz: voiced ? 900 + 11_000 * onset * onset : 12_000,
    breath: 0.05 * level + 0.07 * bump(since, note.consonant === 'h' ? 0.09 : 0.02),
    sibilance: untilHiss < HISS_SECONDS + 0.02 ? 0.3 * bump(HISS_SECONDS + 0.02 - untilHiss, HISS_SECONDS) : 0
  }
}

const SILENT: VoiceMoment = {
  hz: 220,
  level: 0,
  fromVowel: 'ah',
  vowel: 'ah',
  vowelFraction: 1,
  brightnessHz: 12_000,
  breath: 0,
  sibilance: 0
}

function loudness(seconds: number, note: TimedNote): number {
  const since = seconds - note.start
  if (since < 0) return 0
  const section = note.beat >= OUTRO_BEAT ? 0.72 : note.beat >= CHORUS_BEAT ? 1 : 0.76
  const swell = 0.86 + 0.14 * smooth(since / 0.4)
  const closing = { d: 0.12, n: 0.42, l: 0.5, s: 0.05, h: 0.3, none: 1 }[note.consonant]
  const attack = note.isLegato
    ? closing + (1 - closing) * smooth(since / (ATTACK_SECONDS * 1.2))
    : smooth(since / ATTACK_SECONDS)
  const releaseStart = note.isFollowed ? note.end : note.end - 0.02
  const release = 1 - smooth((seconds - releaseStart) / RELEASE_SECONDS)
  const closure = note.isFollowed ? 1 - 0.45 * smooth((seconds - note.end + 0.03) / 0.03) : 1
  return section * swell * attack * release * closure
}

/** 0 before 0, 1 after 1, and a soft step between. */
function smooth(value: number): number {
  const held = Math.min(1, Math.max(0, value))
  return held * held * (3 - 2 * held)
}

/** A soft hill from 0 to `length` seconds. */
function bump(seconds: number, length: number): number {
  return seconds <= 0 || seconds >= length ? 0 : Math.sin((Math.PI * seconds) / length) ** 2
}
