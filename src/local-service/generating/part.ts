import { createRoom, type RoomSettings } from '../sample/room'
import { createStereo, panGains, type Stereo } from '../sample/stereo'
import type { Instrument, Tone } from './tones'

/** One tone of a part; frames from the beginning of the piece. */
export interface PlayedNote {
  readonly startFrame: number
  readonly heldFrames: number
  readonly pitch: number
  /** How loud, as a factor. */
  readonly level: number
}

export interface PartSettings {
  /** In the order of their beginnings. */
  readonly notes: readonly PlayedNote[]
  readonly instrument: Instrument
  /** From -1 (left) to 1 (right). */
  readonly position: number
  readonly room: RoomSettings
}

interface Sounding { readonly tone: Tone; readonly level: number; readonly startFrame: number }

/** Plays a part from its beginning, `next` frames at a time; only what sounds now is kept in memory. */
export function playPart({ notes, instrument, position, room }: PartSettings): (frames: number) => Stereo {
  const addRoom = createRoom(room)
  const [left, right] = panGains(position)
  let [start, taken] = [0, 0]
  let sounding: Sounding[] = []
  return (frames) => {
    const piece = createStereo(frames)
    for (let note = notes[taken]; note && note.startFrame < start + frames; note = notes[++taken]) {
      sounding.push({ tone: instrument(note.pitch, note.heldFrames, taken), level: note.level, startFrame: note.startFrame })
    }
    for (const one of sounding) {
      const end = Math.min(frames, one.startFrame + one.tone.frames - start)
      // A tone that began in an earlier piece goes on at the first frame of this one.
      for (let index = Math.max(0, one.startFrame - start); index < end; index++) {
        const sample = one.level * one.tone.next()
        piece.left[index] = (piece.left[index] ?? 0) + sample * left
        piece.right[index] = (piece.right[index] ?? 0) + sample * right
      }
    }
    start += frames
    sounding = sounding.filter(({ tone, startFrame }) => startFrame + tone.frames > start)
    addRoom(piece)
    return piece
  }
}
