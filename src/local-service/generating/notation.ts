/** Notes that sound together, or a rest; times in beats from the beginning. */
export interface Step {
  readonly beat: number
  readonly beats: number
  /** MIDI note numbers (60 is C4); none for a rest. */
  readonly pitches: readonly number[]
}

/** What was written: in order, one step after another. */
export interface Tune {
  readonly steps: readonly Step[]
  readonly beats: number
  /** Where bars begin, the first at 0. */
  readonly bars: readonly number[]
}

/** Words that are no tune; the message names the place and says what to write. */
export class WordsError extends Error {}

/** Characters a tune may have; well below what a form field may carry. */
export const MOST_CHARACTERS = 10_000
const MOST_PITCHES = 6
const SHORTEST_BEATS = 1 / 16
const LONGEST_BEATS = 64
const FIRST_OCTAVE = 4
/** Without bar lines a bar has this many beats. */
const BEATS_PER_BAR = 4
/** A piano's: A0 to C8. */
const LOWEST = 21
const HIGHEST = 108
const LONGEST_QUOTE = 20

const SEMITONES: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 }
const ACCIDENTALS: Readonly<Record<string, number>> = { '#': 1, '♯': 1, b: -1, '♭': -1 }
const PITCH = /^([A-Ga-g])([#♯b♭]{0,2})(\d?)$/u
const LENGTH = /^(\d{1,3}(?:\.\d{1,4})?)(?:\/(\d{1,2}))?$/

/**
 * Reads a tune: notes such as `C4`, `F#5` or `Bb3`, chords such as `C4+E4+G4`, rests `r`, each with its length in beats
 * behind a colon (`:1`, `:1/2`, `:1.5`), apart by spaces, commas or lines; `|` begins a bar. An octave or a length left
 * out is that of the note before. Throws WordsError.
 */
export function readTune(words: string): Tune {
  if (words.length > MOST_CHARACTERS) throw new WordsError(`The notes have ${words.length} characters; at most ${MOST_CHARACTERS} can be played.`)
  const reader = new TuneReader()
  words.split(/\r\n|[\n\r\u2028\u2029]/).forEach((line, index) => {
    for (const token of line.match(/\||[^\s,|]+/gu) ?? []) reader.take(token, index + 1)
  })
  return reader.finish()
}

class TuneReader {
  private readonly steps: Step[] = []
  private readonly lines = new Set([0])
  private beat = 0
  private beats = 1
  private octave = FIRST_OCTAVE

  take(token: string, line: number): void {
    if (token === '|') {
      this.lines.add(this.beat)
      return
    }
    const fault = (said: string): WordsError =>
      new WordsError(`Note ${this.steps.length + 1}, “${toQuote(token)}” in line ${line}, ${said}`)
    const [name = '', length, ...more] = token.split(':')
    if (more.length > 0) throw fault('has more than one colon: write a note, a colon and its length, such as C4:1/2.')
    const pitches = /^r$/i.test(name) ? [] : name.split('+').map((text) => this.pitch(text, fault))
    if (pitches.length > MOST_PITCHES) throw fault(`has ${pitches.length} notes at once; at most ${MOST_PITCHES} can be played.`)
    if (length !== undefined) this.beats = toBeats(length, fault)
    this.steps.push({ beat: this.beat, beats: this.beats, pitches: [...new Set(pitches)] })
    this.beat += this.beats
  }

  finish(): Tune {
    const { steps, beat: beats } = this
    if (steps.length === 0) throw new WordsError('There are no notes: write some, such as C4:1 E4:1 G4:2.')
    if (steps.every(({ pitches }) => pitches.length === 0)) throw new WordsError('There are only rests: write a note, such as C4:1.')
    const drawn = [...this.lines].filter((beat) => beat < beats)
    const counted = Array.from({ length: Math.ceil(beats / BEATS_PER_BAR) }, (_, bar) => bar * BEATS_PER_BAR)
    return { steps, beats, bars: drawn.length > 1 ? drawn : counted }
  }

  private pitch(text: string, fault: (said: string) => WordsError): number {
    const [, letter = '', accidentals = '', octave = ''] = PITCH.exec(text) ?? []
    const semitone = SEMITONES[letter.toUpperCase()]
    if (semitone === undefined) {
      throw fault('is no note: write a letter from A to G, # or b where needed, and an octave, such as F#4; r is a rest.')
    }
    if (octave !== '') this.octave = Number(octave)
    const shift = Array.from(accidentals).reduce((sum, sign) => sum + (ACCIDENTALS[sign] ?? 0), 0)
    const pitch = 12 * (this.octave + 1) + semitone + shift
    if (pitch < LOWEST || pitch > HIGHEST) throw fault('is out of range: notes go from A0 to C8.')
    return pitch
  }
}

function toBeats(text: string, fault: (said: string) => WordsError): number {
  const [, over = '', under = '1'] = LENGTH.exec(text) ?? []
  const beats = over === '' ? NaN : Number(over) / Number(under)
  if (beats >= SHORTEST_BEATS && beats <= LONGEST_BEATS) return beats
  throw fault(`has no length that can be played: write beats behind the colon, such as 1, 1/2 or 1.5, from 1/16 to ${LONGEST_BEATS}.`)
}

/** What somebody wrote, short and on one line, for a sentence. */
function toQuote(token: string): string {
  const seen = Array.from(token.replace(/\p{C}/gu, ''))
  return seen.length > LONGEST_QUOTE ? `${seen.slice(0, LONGEST_QUOTE).join('')}…` : seen.join('')
}
