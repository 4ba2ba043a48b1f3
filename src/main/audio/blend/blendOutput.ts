import { createWriter } from '../../../codecs/createWriter'
import { openAudio } from '../../../codecs/open'
import { type AudioFormat, CodecError, type PlanarBlock } from '../../../codecs/types'
import type { BlendFormat } from '../../../shared/domain/ensemble'

const STEPS = 2 ** 23

/** The nearest 24-bit step to each sample: differences of such numbers are exact, in floats and in FLAC. */
export const toSteps = (block: PlanarBlock): PlanarBlock => block.map((samples) => Float32Array.from(samples, (sample) => Math.round(sample * STEPS) / STEPS + 0))

/** Whether 24 bits hold it without cutting anything off. */
export const fitsSteps = (block: PlanarBlock): boolean => block.every((samples) => samples.every((sample) => sample >= -1 && sample <= 1 - 1 / STEPS))

/** A file of an ensemble that grows, and knows what it was given. */
export interface BlendOutput {
  write(block: PlanarBlock): Promise<void>
  /** Ends the file and reads it back, sample for sample. @throws CodecError damaged when it is not what was written */
  finish(onBlock: (frames: number) => void): Promise<void>
  /** Ends it and takes it away. */
  abort(): Promise<void>
}

/** Begins a file. Node's I/O errors pass through. */
export async function openBlendOutput(path: string, format: BlendFormat, about: AudioFormat): Promise<BlendOutput> {
  const writer = await createWriter(path, format, about)
  const written = createSeal(about.channels)
  return {
    async write(block) {
      written.add(block)
      await writer.write(block)
    },
    async finish(onBlock) {
      await writer.finish()
      const read = createSeal(about.channels)
      const reader = await openAudio(path)
      try {
        for await (const block of reader.blocks()) {
          read.add(block)
          onBlock(block[0]?.length ?? 0)
        }
      } finally {
        await reader.close()
      }
      if (read.value() !== written.value()) throw new CodecError('damaged', 'What was written could not be read back as it was.')
    },
    abort: () => writer.abort()
  }
}

/** A number for a row of samples, however it was cut into blocks (FNV-1a over their bits, a row a channel). */
function createSeal(channels: number) {
  const hashes = new Uint32Array(channels).fill(0x811c9dc5)
  let frames = 0
  return {
    add(block: PlanarBlock): void {
      frames += block[0]?.length ?? 0
      block.forEach((samples, channel) => {
        const bits = new Int32Array(samples.buffer, samples.byteOffset, samples.length)
        let hash = hashes[channel] ?? 0
        for (let at = 0; at < bits.length; at += 1) hash = Math.imul(hash ^ (bits[at] ?? 0), 0x01000193)
        hashes[channel] = hash
      })
    },
    value: (): string => `${frames} ${hashes.join(' ')}`
  }
}
