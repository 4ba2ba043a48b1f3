import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openAudio } from '../../codecs/open'
import { toWavHeader } from '../../codecs/wav/write'

/** A folder that is gone when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'local-service-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

/** A 16-bit stereo WAV with a held chord left and right, a voice-like tone in the middle and a hit twice a second. */
export function songWav(seconds: number, sampleRateHz = 44_100): Buffer {
  const frames = Math.round(seconds * sampleRateHz)
  const data = Buffer.alloc(frames * 4)
  let noise = 1
  for (let frame = 0; frame < frames; frame += 1) {
    const atS = frame / sampleRateHz
    noise = (noise * 16_807) % 2_147_483_647
    const hit = (noise / 1_073_741_824 - 1) * Math.exp(-40 * (atS % 0.5)) * 0.4
    const voice = Math.sin(2 * Math.PI * 330 * atS + 2 * Math.sin(2 * Math.PI * 5 * atS)) * 0.25
    const left = Math.sin(2 * Math.PI * 220 * atS) * 0.2
    const right = Math.sin(2 * Math.PI * 277 * atS) * 0.2
    data.writeInt16LE(Math.round((hit + voice + left) * 32_000), frame * 4)
    data.writeInt16LE(Math.round((hit + voice + right) * 32_000), frame * 4 + 2)
  }
  return Buffer.concat([toWavHeader('s16', { sampleRateHz, channels: 2 }, data.length), data])
}

/** All samples of an audio file, channel by channel. */
export async function readSamples(file: Buffer, name: string): Promise<readonly Float32Array[]> {
  const path = join(await temporaryFolder(), name)
  await writeFile(path, file)
  const reader = await openAudio(path)
  try {
    const channels: Float32Array[][] = Array.from({ length: reader.channels }, () => [])
    for await (const block of reader.blocks()) block.forEach((samples, channel) => channels[channel]?.push(samples.slice()))
    return channels.map((blocks) => Float32Array.from(blocks.flatMap((block) => [...block])))
  } finally {
    await reader.close()
  }
}
