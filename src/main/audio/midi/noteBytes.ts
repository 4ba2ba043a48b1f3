import { NOTE_BYTES } from '../../../shared/domain/studio'
import { toMidiFrame } from './openMidi'
import type { MidiSong } from './parseMidi'

/** The notes in the layout of StudioStem.notesUrl, by their start, at the session's rate in Hz. */
export function toNoteBytes({ notes }: MidiSong, rateHz: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(notes.length * NOTE_BYTES)
  const view = new DataView(bytes.buffer)
  notes.forEach(({ startSeconds, endSeconds, pitch, velocity, isDrum }, index) => {
    const at = index * NOTE_BYTES
    view.setUint32(at, toMidiFrame(startSeconds, rateHz), true)
    view.setUint32(at + 4, toMidiFrame(endSeconds, rateHz), true)
    view.setUint8(at + 8, pitch)
    view.setUint8(at + 9, velocity)
    view.setUint8(at + 10, isDrum ? 1 : 0)
  })
  return bytes
}
