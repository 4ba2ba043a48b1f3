import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const SAMPLE_RATE_HZ = 8_000

/** Silence as a WAV file: mono, 8 kHz, 16 bit; 16 kB a second. */
export function silentWav(seconds: number): Buffer {
  const dataBytes = Math.round(seconds * SAMPLE_RATE_HZ) * 2
  const wav = Buffer.alloc(44 + dataBytes)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + dataBytes, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20) // PCM
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(SAMPLE_RATE_HZ, 24)
  wav.writeUInt32LE(SAMPLE_RATE_HZ * 2, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(dataBytes, 40)
  return wav
}

/** Writes such a file and gives its path: for jobs of which only the length matters. */
export async function writeSilence(folder: string, name: string, seconds: number): Promise<string> {
  const path = join(folder, `${name}.wav`)
  await writeFile(path, silentWav(seconds))
  return path
}
