import { readPadded, type PcmSource } from './pcmBytes'

const SAMPLE_BYTES = 4
/** A request for more is no player's. */
const MOST_WINDOW_BYTES = 64 << 20

/** What a window is asked for with. */
export interface WindowQuery {
  readonly startFrame: number
  readonly frames: number
  readonly withOriginal: boolean
}

const QUERY = /^from=(\d{1,12})&frames=(\d{1,9})(&original=1)?$/

/** The query of a window address; nothing when it is not one. */
export function toWindowQuery(query: string): WindowQuery | undefined {
  const [, from, frames, original] = QUERY.exec(query) ?? []
  if (from === undefined || frames === undefined) return undefined
  return { startFrame: Number(from), frames: Number(frames), withOriginal: original !== undefined }
}

/** The size of a window in bytes; nothing when it is too large to be one. */
export function toWindowSize(sources: readonly PcmSource[], frames: number): number | undefined {
  const sizeBytes = sources.reduce((sum, { channels }) => sum + channels, 0) * frames * SAMPLE_BYTES
  return sizeBytes <= MOST_WINDOW_BYTES ? sizeBytes : undefined
}

/** One stretch of several sources, one after the other, each as interleaved 32-bit little-endian floats; silent after its end. */
export async function readWindow(sources: readonly PcmSource[], startFrame: number, frames: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces = await Promise.all(sources.map((source) => readPadded(source, startFrame, frames)))
  const whole = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return new Uint8Array(whole.buffer)
}
