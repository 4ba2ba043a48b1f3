import { NOTE_BYTES } from '../../../shared/domain/studio'

/** A note on the session's timeline. */
export interface Note {
  readonly startFrame: number
  readonly endFrame: number
  /** MIDI note number; for hits which drum. */
  readonly pitch: number
  /** 1..127 */
  readonly velocity: number
  readonly isHit: boolean
}

/** The notes of a MIDI lane by their start. @throws Error when they cannot be read; what an aborted fetch throws */
export async function loadNotes(url: string, signal: AbortSignal): Promise<readonly Note[]> {
  const answer = await fetch(url, { signal })
  if (!answer.ok) throw new Error(`The notes were answered with ${answer.status}.`)
  return toNotes(await answer.arrayBuffer())
}

/** Reads the layout of NOTE_BYTES. */
export function toNotes(buffer: ArrayBuffer): readonly Note[] {
  const view = new DataView(buffer)
  return Array.from({ length: Math.floor(buffer.byteLength / NOTE_BYTES) }, (_, index) => {
    const at = index * NOTE_BYTES
    return {
      startFrame: view.getUint32(at, true),
      endFrame: view.getUint32(at + 4, true),
      pitch: view.getUint8(at + 8),
      velocity: view.getUint8(at + 9),
      isHit: view.getUint8(at + 10) === 1
    }
  })
}

/** A row of the piano roll, as parts of its height from the top. */
export interface NoteRow {
  readonly top: number
  readonly height: number
}

/** An octave at least: a song on two notes is no wall. */
const LEAST_SEMITONES = 13
const LEAST_DRUMS = 4
/** Of the height, where tones and hits share it. */
const DRUM_PART = 0.25

/** Where each note stands: tones by pitch, high ones above; the drums that are hit each in a row of their own, below. */
export function toRows(notes: readonly Note[]): (note: Pick<Note, 'pitch' | 'isHit'>) => NoteRow {
  const drums = [...new Set(notes.filter(({ isHit }) => isHit).map(({ pitch }) => pitch))].sort((one, other) => one - other)
  const hasTones = drums.length === 0 || notes.some(({ isHit }) => !isHit)
  const drumPart = drums.length === 0 ? 0 : hasTones ? DRUM_PART : 1
  const drumHeight = drumPart / Math.max(LEAST_DRUMS, drums.length)
  let [lowest, highest] = [127, 0]
  for (const { pitch, isHit } of notes) {
    if (isHit) continue
    lowest = Math.min(lowest, pitch)
    highest = Math.max(highest, pitch)
  }
  const range = Math.max(1, highest - lowest + 1)
  const rows = Math.max(LEAST_SEMITONES, range)
  const top = highest + Math.floor((rows - range) / 2)
  const height = (1 - drumPart) / rows
  return ({ pitch, isHit }) =>
    isHit ? { top: 1 - (drums.indexOf(pitch) + 1) * drumHeight, height: drumHeight } : { top: (top - pitch) * height, height }
}
