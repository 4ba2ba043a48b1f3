import { openFileBytes } from '../../codecs/fileBytes'
import { SAMPLE_BYTES, toFloats } from '../../codecs/wav/samples'
import { toWavHeader } from '../../codecs/wav/write'
import type { OpenPcm } from './pcmBytes'
import type { DecodeNews } from './tasks'

/** A stem that can be read while it is still being decoded: whoever asks for what is not there yet waits for it. */
export interface GrowingPcm extends OpenPcm {
  /** So many frames are in the file now. */
  grow(writtenFrames: number): void
  /** Nothing more will come. With an error what is missing cannot be read; without one it is silence. */
  end(error?: unknown): void
}

/** Opens the WAV that a decode task is writing. Node's I/O errors pass through. */
export async function openGrowingPcm(path: string, { channels, sampleFormat, sampleRateHz, frames }: DecodeNews & { readonly frames: number }): Promise<GrowingPcm> {
  const file = await openFileBytes(path)
  // The header is written last; its length never changes.
  const dataStart = toWavHeader(sampleFormat, { channels, sampleRateHz }, 0).length
  const frameBytes = SAMPLE_BYTES[sampleFormat] * channels
  const waiting = new Set<() => void>()
  let written = 0
  let ended = false
  let reason: Error | undefined

  function wake(): void {
    for (const look of [...waiting]) look()
  }

  async function until(frame: number): Promise<void> {
    while (written < frame && !ended) {
      await new Promise<void>((resolve) => {
        const look = (): void => {
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
      })
    }
  }

  return {
    channels,
    frames,
    async read(startFrame, frameCount) {
      const end = Math.min(startFrame + frameCount, frames)
      if (end <= startFrame) return new Float32Array()
      await until(end)
      if (written < end && reason !== undefined) throw reason
      const count = Math.max(0, Math.min(end, written) - startFrame)
      return toFloats(await file.read(dataStart + startFrame * frameBytes, count * frameBytes), sampleFormat)
    },
    grow(writtenFrames) {
      written = writtenFrames
      wake()
    },
    end(error) {
      ended = true
      if (error !== undefined) reason = error instanceof Error ? error : new Error('The stem could not be decoded.', { cause: error })
      wake()
    },
    close: () => file.close()
  }
}
