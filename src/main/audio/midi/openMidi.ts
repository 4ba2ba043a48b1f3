import { openFileBytes } from '../../../codecs/fileBytes'
import { type AudioReader, CodecError, type PlanarBlock } from '../../../codecs/types'
import { createHit } from './drums'
import { type MidiNote, type MidiSong, MOST_MIDI_BYTES, parseMidi } from './parseMidi'
import { type BendLine, createTone, type Voice } from './voices'

const BLOCK_FRAMES = 16_384
/** Keys held at once; the one begun first gives way. */
const MOST_HELD = 48
/** Hits that sound at once; one more would not be heard. */
const MOST_HITS = 64
/** What still sounds after the last note dies away within this. */
const TAIL_SECONDS = 0.5
const SEMITONES = 12
const UNBENT: BendLine = { frames: [], ratios: [] }

/** A MIDI file's notes. @throws CodecError as parseMidi; Node's I/O errors pass through */
export async function readMidi(path: string): Promise<MidiSong> {
  const file = await openFileBytes(path)
  try {
    if (file.sizeBytes > MOST_MIDI_BYTES) throw new CodecError('unsupported', 'The MIDI file is larger than any song.')
    return parseMidi(await file.read(0, file.sizeBytes))
  } finally {
    await file.close()
  }
}

/**
 * A MIDI file as sound, played by a simple synth at any rate: a note begins at its time rounded to a frame. Mono.
 * @throws CodecError as parseMidi; Node's I/O errors pass through
 */
export async function openMidi(path: string, sampleRateHz: number): Promise<AudioReader> {
  const song = await readMidi(path)
  return {
    kind: 'midi',
    sampleRateHz,
    channels: 1,
    frames: toFrames(song, sampleRateHz),
    blocks: () => play(song, sampleRateHz),
    close: () => Promise.resolve()
  }
}

/** The frame a moment of the song falls on. */
export const toMidiFrame = (seconds: number, rateHz: number): number => Math.round(seconds * rateHz)

const toFrames = ({ endSeconds }: MidiSong, rateHz: number): number => toMidiFrame(endSeconds + TAIL_SECONDS, rateHz)

async function* play(song: MidiSong, rateHz: number): AsyncGenerator<PlanarBlock> {
  const frames = toFrames(song, rateHz)
  const fadeFrames = toMidiFrame(TAIL_SECONDS, rateHz)
  const band = new Band(song, rateHz)
  for (let start = 0; start < frames; start += BLOCK_FRAMES) {
    const samples = new Float32Array(Math.min(BLOCK_FRAMES, frames - start))
    band.addTo(samples, start)
    for (let frame = Math.max(start, frames - fadeFrames); frame < start + samples.length; frame += 1) {
      samples[frame - start] = ((samples[frame - start] ?? 0) * (frames - frame)) / fadeFrames
    }
    yield [samples]
  }
}

/** All voices that sound at a time, taken up from the notes in their order. */
class Band {
  private next = 0
  private voices: Voice[] = []
  private hits: Voice[] = []
  private held: { readonly voice: Voice; readonly releaseFrame: number }[] = []

  private readonly notes: readonly MidiNote[]
  private readonly bends: readonly BendLine[]

  constructor({ notes, bends }: MidiSong, private readonly rateHz: number) {
    this.notes = notes
    this.bends = bends.map((line) => ({
      frames: line.map(({ seconds }) => toMidiFrame(seconds, rateHz)),
      ratios: line.map(({ semitones }) => 2 ** (semitones / SEMITONES))
    }))
  }

  /** The next block; called in order. */
  addTo(samples: Float32Array, blockStart: number): void {
    const blockEnd = blockStart + samples.length
    for (let note = this.notes[this.next]; note && toMidiFrame(note.startSeconds, this.rateHz) < blockEnd; note = this.notes[this.next]) {
      this.next += 1
      this.begin(note)
    }
    for (const voice of this.voices) {
      const offset = Math.max(0, voice.startFrame - blockStart)
      voice.addTo(samples, offset, samples.length - offset)
    }
    this.voices = this.voices.filter(({ endFrame }) => endFrame > blockEnd)
  }

  private begin(note: MidiNote): void {
    const startFrame = toMidiFrame(note.startSeconds, this.rateHz)
    if (note.isDrum) {
      this.hits = this.hits.filter(({ endFrame }) => endFrame > startFrame)
      if (this.hits.length >= MOST_HITS) return
      const hit = createHit(note, startFrame, this.rateHz)
      this.hits.push(hit)
      this.voices.push(hit)
      return
    }
    const releaseFrame = toMidiFrame(note.endSeconds, this.rateHz)
    const voice = createTone(note, startFrame, releaseFrame, this.rateHz, this.bends[note.channel] ?? UNBENT)
    this.voices.push(voice)
    this.held = this.held.filter((one) => one.releaseFrame > startFrame)
    if (this.held.length >= MOST_HELD) this.held.shift()?.voice.letGo(startFrame)
    this.held.push({ voice, releaseFrame })
  }
}
