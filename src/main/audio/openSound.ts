import { openFileBytes } from '../../codecs/fileBytes'
import { openAudio } from '../../codecs/open'
import type { AudioReader } from '../../codecs/types'
import { isMidi } from './midi/midiChunks'

/** Notes have no sample rate; this one where nobody wants another. */
const MIDI_RATE_HZ = 44_100

/** Opens a result for hearing: audio as openAudio does, MIDI played by a simple synth at this rate. @throws as openAudio */
export async function openSound(path: string, midiRateHz = MIDI_RATE_HZ): Promise<AudioReader> {
  return (await isMidiFile(path)) ? (await import('./midi/openMidi')).openMidi(path, midiRateHz) : openAudio(path)
}

/** Whether a file's content is MIDI. Node's I/O errors pass through. */
async function isMidiFile(path: string): Promise<boolean> {
  const file = await openFileBytes(path)
  try {
    return isMidi(await file.read(0, 4))
  } finally {
    await file.close()
  }
}
