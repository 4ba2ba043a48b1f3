import { type MidiEvent, parseMidi as parseEvents } from 'midi-file'
import { CodecError } from '../../../codecs/types'
import { type Bend, Channel } from './channels'
import { toMidiChunks } from './midiChunks'

/** What is larger is no transcription: two hours of a busy piano are not a megabyte. */
export const MOST_MIDI_BYTES = 4 << 20
const MOST_NOTES = 200_000
const MOST_TEMPO_CHANGES = 20_000
/** The same key begun again and again without being let go. */
const MOST_HELD_TWINS = 16
const LONGEST_SECONDS = 2 * 60 * 60

const CHANNELS = 16
const DRUM_CHANNEL = 9
const SUSTAIN_PEDAL = 64
const PEDAL_DOWN = 64
/** 120 beats a minute, until the file says otherwise (Standard MIDI Files 1.0). */
const FIRST_MICROSECONDS_PER_BEAT = 500_000

export interface MidiNote {
  readonly startSeconds: number
  /** When it is let go; the sustain pedal counts. Never before its start. */
  readonly endSeconds: number
  /** MIDI note number, 60 is middle C; for drums which one. */
  readonly pitch: number
  /** 1..127 */
  readonly velocity: number
  /** On channel 10, where notes are hits. */
  readonly isDrum: boolean
  /** 0..15 */
  readonly channel: number
  /** The channel's General MIDI program when it begins, 0..127. */
  readonly program: number
}

/** The notes of a MIDI file by their start, in seconds. */
export interface MidiSong {
  readonly notes: readonly MidiNote[]
  /** How far each of the 16 channels is bent, by time. */
  readonly bends: readonly (readonly Bend[])[]
  /** When the last note is let go, or the last track ends; 2 h at most. */
  readonly endSeconds: number
}

interface TimedEvent {
  readonly tick: number
  readonly track: number
  readonly event: MidiEvent
}

type OpenNote = { -readonly [Key in keyof MidiNote]: MidiNote[Key] }

/**
 * Reads a Standard MIDI File of format 0 or 1; tempo changes, the sustain pedal, pitch bends and programs are followed.
 * @throws CodecError notAudio, damaged, unsupported (format 2; more notes, tempo changes or hours than a song has)
 */
export function parseMidi(bytes: Uint8Array): MidiSong {
  if (bytes.length > MOST_MIDI_BYTES) throw new CodecError('unsupported', 'The MIDI file is larger than any song.')
  const { header, tracks } = readEvents(toMidiChunks(bytes))
  if (tracks.length < header.numTracks) throw new CodecError('damaged', 'The MIDI file breaks off before its last track.')
  if (header.format === 2) throw new CodecError('unsupported', 'The MIDI file holds several songs.')
  const secondsPerTick = toSecondsPerTick(header)
  const events = tracks.flatMap(toTimedEvents).sort((one, other) => one.tick - other.tick)
  return readSong(events, secondsPerTick)
}

function readEvents(bytes: Uint8Array): ReturnType<typeof parseEvents> {
  try {
    return parseEvents(bytes)
  } catch (error) {
    // The library throws words, and whatever the engine says of lengths that cannot be.
    throw new CodecError('damaged', 'The MIDI file cannot be read.', { cause: error })
  }
}

/** How long a tick lasts at a tempo; at SMPTE rates the tempo plays no part. */
function toSecondsPerTick({ ticksPerBeat, framesPerSecond, ticksPerFrame }: ReturnType<typeof parseEvents>['header']): (microsecondsPerBeat: number) => number {
  if (ticksPerBeat) return (microseconds) => microseconds / 1e6 / ticksPerBeat
  const rate = framesPerSecond === 29 ? 30_000 / 1_001 : (framesPerSecond ?? 0)
  const ticksPerSecond = rate * (ticksPerFrame ?? 0)
  if (ticksPerSecond <= 0) throw new CodecError('damaged', 'The MIDI file does not say how long a tick is.')
  return () => 1 / ticksPerSecond
}

function toTimedEvents(events: readonly MidiEvent[], track: number): TimedEvent[] {
  let tick = 0
  return events.map((event) => {
    // An endless length overflows to below zero in the library; time never runs backwards.
    tick += Math.max(0, event.deltaTime)
    return { tick, track, event }
  })
}

function readSong(events: readonly TimedEvent[], secondsPerTick: (microsecondsPerBeat: number) => number): MidiSong {
  const song = new NoteCollector()
  let perTick = secondsPerTick(FIRST_MICROSECONDS_PER_BEAT)
  let tempoTick = 0
  let tempoSeconds = 0
  let tempoChanges = 0
  for (const { tick, track, event } of events) {
    // Counted from the last change of tempo: one rounding a tempo, none a note.
    const seconds = tempoSeconds + (tick - tempoTick) * perTick
    if (event.type === 'setTempo') {
      tempoChanges += 1
      if (tempoChanges > MOST_TEMPO_CHANGES) throw new CodecError('unsupported', 'The MIDI file changes its tempo more often than a song does.')
      tempoTick = tick
      tempoSeconds = seconds
      perTick = secondsPerTick(event.microsecondsPerBeat)
    } else {
      song.take(event, track, seconds)
    }
  }
  return song.end(events.length === 0 ? 0 : tempoSeconds + ((events.at(-1)?.tick ?? 0) - tempoTick) * perTick)
}

/** Pairs what begins notes with what ends them. */
class NoteCollector {
  private readonly notes: OpenNote[] = []
  private readonly channels = Array.from({ length: CHANNELS }, () => new Channel())
  /** Held by a key: by track, channel and pitch, the oldest first. */
  private readonly held = new Map<number, OpenNote[]>()
  /** Held by the pedal alone: by channel, then pitch. */
  private readonly sustained = new Map<number, Map<number, OpenNote>>()
  private readonly pedals = new Set<number>()

  take(event: MidiEvent, track: number, seconds: number): void {
    if ('channel' in event) this.channels[event.channel]?.take(event, seconds)
    if (event.type === 'noteOn') this.begin(event.channel, track, event.noteNumber, event.velocity, seconds)
    else if (event.type === 'noteOff') this.letGo(event.channel, track, event.noteNumber, seconds)
    else if (event.type === 'controller' && event.controllerType === SUSTAIN_PEDAL) this.press(event.channel, event.value >= PEDAL_DOWN, seconds)
  }

  /** @throws CodecError unsupported for more than two hours */
  end(seconds: number): MidiSong {
    for (const notes of this.held.values()) for (const note of notes) note.endSeconds = seconds
    for (const notes of this.sustained.values()) for (const note of notes.values()) note.endSeconds = seconds
    if (seconds > LONGEST_SECONDS) throw new CodecError('unsupported', 'The MIDI file is longer than two hours.')
    return { notes: this.notes, bends: this.channels.map(({ bends }) => bends), endSeconds: seconds }
  }

  private begin(channel: number, track: number, pitch: number, velocity: number, seconds: number): void {
    if (!isData(pitch) || !isData(velocity)) throw new CodecError('damaged', 'The MIDI file breaks off in a note.')
    if (this.notes.length === MOST_NOTES) throw new CodecError('unsupported', 'The MIDI file has more notes than a song.')
    const note = { startSeconds: seconds, endSeconds: seconds, pitch, velocity, isDrum: channel === DRUM_CHANNEL, channel, program: this.channels[channel]?.program ?? 0 }
    this.notes.push(note)
    // A string that is struck again sounds once.
    const struckAgain = this.sustained.get(channel)?.get(pitch)
    if (struckAgain) struckAgain.endSeconds = seconds
    this.sustained.get(channel)?.delete(pitch)
    const key = toKey(track, channel, pitch)
    const waiting = this.held.get(key) ?? []
    waiting.push(note)
    const tooMany = waiting.length > MOST_HELD_TWINS ? waiting.shift() : undefined
    if (tooMany) tooMany.endSeconds = seconds
    this.held.set(key, waiting)
  }

  private letGo(channel: number, track: number, pitch: number, seconds: number): void {
    const note = this.held.get(toKey(track, channel, pitch))?.shift()
    if (!note) return
    note.endSeconds = seconds
    if (!this.pedals.has(channel) || note.isDrum) return
    const pitches = this.sustained.get(channel) ?? new Map<number, OpenNote>()
    pitches.set(pitch, note)
    this.sustained.set(channel, pitches)
  }

  private press(channel: number, isDown: boolean, seconds: number): void {
    if (isDown) {
      this.pedals.add(channel)
      return
    }
    this.pedals.delete(channel)
    for (const note of this.sustained.get(channel)?.values() ?? []) note.endSeconds = seconds
    this.sustained.delete(channel)
  }
}

const toKey = (track: number, channel: number, pitch: number): number => (track * 16 + channel) * 128 + pitch

/** A data byte; the library reads past the end as undefined. */
const isData = (value: number | undefined): boolean => value !== undefined && value >= 0 && value <= 127
