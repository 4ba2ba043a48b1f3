import { deinterleave } from '../../../codecs/planar'
import { CodecError, type PlanarBlock } from '../../../codecs/types'
import { openExportInput } from '../exportInput'
import { openSound } from '../openSound'

/** What is known of a file before it is blended. */
export interface Measured {
  readonly sampleRateHz: number
  readonly channels: number
  /** At its own rate; of a file whose headers do not tell, by decoding it. */
  readonly frames: number
}

/** @throws CodecError as openSound, 'empty' without any sound; Node's I/O errors pass through */
export async function measure(path: string, onBlock: () => void): Promise<Measured> {
  const reader = await openSound(path)
  try {
    const { sampleRateHz, channels } = reader
    let { frames } = reader
    if (frames === undefined) {
      frames = 0
      for await (const block of reader.blocks()) {
        frames += block[0]?.length ?? 0
        onBlock()
      }
    }
    if (frames === 0) throw new CodecError('empty', 'The file holds no sound.')
    return { sampleRateHz, channels, frames }
  } finally {
    await reader.close()
  }
}

/** How many frames it has at another rate, as resample.ts makes them. */
export const framesAt = ({ frames, sampleRateHz }: Measured, rateHz: number): number => Math.round((frames * rateHz) / sampleRateHz)

/** A file read in step with others. */
export interface BlendSource {
  /** Exactly this many frames; silence before the sound begins and after it has ended. */
  next(frames: number): Promise<PlanarBlock>
  close(): Promise<void>
}

export interface BlendSourceOptions {
  readonly sampleRateHz: number
  /** A mono file is given on every channel. */
  readonly channels: number
  /** The frame of the sound that comes first; below 0, so many frames of silence come before it. */
  readonly startFrame: number
}

/** Opens a file for blending. @throws as openExportInput */
export async function openBlendSource(path: string, { sampleRateHz, channels, startFrame }: BlendSourceOptions): Promise<BlendSource> {
  const input = await openExportInput(path, sampleRateHz, Math.max(0, startFrame))
  let silentFrames = Math.max(0, -startFrame)
  return {
    async next(frames) {
      const samples = Array.from({ length: channels }, () => new Float32Array(frames))
      const silent = Math.min(frames, silentFrames)
      silentFrames -= silent
      const piece = await input.next(frames - silent)
      const floats = piece.samples instanceof Float32Array ? piece.samples : Float32Array.from(piece.samples, (sample) => sample * piece.scale)
      const planar = deinterleave(floats.subarray(0, piece.frames * input.channels), input.channels)
      samples.forEach((target, channel) => { target.set(planar[input.channels === 1 ? 0 : channel] ?? [], silent) })
      return samples
    },
    close: () => input.close()
  }
}

/** All channels as one, for comparing. */
export function toMono(block: PlanarBlock): Float32Array {
  const [first = new Float32Array(), ...others] = block
  const mono = Float32Array.from(first)
  for (const samples of others) for (let at = 0; at < mono.length; at += 1) mono[at] = (mono[at] ?? 0) + (samples[at] ?? 0)
  return mono
}
