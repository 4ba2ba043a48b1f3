import type { FileBytes } from '../fileBytes'
import { type AudioFormat, CodecError } from '../types'
import { SAMPLE_BYTES, type SampleFormat } from '../wav/samples'

/** Where the samples of an uncompressed file lie, and how. */
export interface PcmLayout extends AudioFormat {
  readonly kind: 'wav' | 'aiff'
  /** What the samples are once they are read (readStored). */
  readonly sampleFormat: SampleFormat
  /** How a stored sample differs from a WAV's: not at all, by the order of its bytes, or, of 8 bits, by having a sign. */
  readonly storage: 'plain' | 'reversed' | 'signed'
  /** Where the first frame stands in the file, and how many whole frames follow. */
  readonly dataStart: number
  readonly frames: number
}

/** Bytes one frame takes, all channels. */
export const frameBytesOf = ({ sampleFormat, channels }: Pick<PcmLayout, 'sampleFormat' | 'channels'>): number => SAMPLE_BYTES[sampleFormat] * channels

/**
 * Fills `target`, whole frames, with those from `startFrame` on, as a WAV would hold them: who uses the bytes need not know
 * where they come from. @throws CodecError damaged where the file ends before; Node's I/O errors pass through
 */
export async function readStored(file: FileBytes, layout: PcmLayout, startFrame: number, target: Uint8Array): Promise<void> {
  if ((await file.readInto(target, layout.dataStart + startFrame * frameBytesOf(layout))) < target.length) {
    throw new CodecError('damaged', 'The file became shorter while it was read.')
  }
  if (layout.storage === 'signed') flipSigns(target)
  if (layout.storage === 'reversed') reverseSamples(target, SAMPLE_BYTES[layout.sampleFormat])
}

function flipSigns(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = (bytes[at] ?? 0) ^ 0x80
}

function reverseSamples(bytes: Uint8Array, sampleBytes: number): void {
  const same = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (sampleBytes === 2) same.swap16()
  if (sampleBytes === 4) same.swap32()
  if (sampleBytes === 8) same.swap64()
  if (sampleBytes !== 3) return
  for (let at = 0; at + 2 < bytes.length; at += 3) {
    const first = bytes[at] ?? 0
    bytes[at] = bytes[at + 2] ?? 0
    bytes[at + 2] = first
  }
}
