import { createMemoryPool, type MemoryPool } from './memoryPool'

const SAMPLE_BYTES = 4

/** Lent to a stream piece by piece: what a stream holds when it is aborted never comes back. */
const PIECE_BYTES = 64 << 10
const pieces = createMemoryPool(PIECE_BYTES, 4)

/** For whoever asks once: nothing is kept. */
export const FRESH_MEMORY: MemoryPool = { take: (sizeBytes) => new ArrayBuffer(sizeBytes), give: () => undefined }

export interface WindowRequest {
  /** The session's window address. */
  readonly windowUrl: string
  /** Channels of each source in the answer. */
  readonly channels: readonly number[]
  readonly withOriginal: boolean
  readonly startFrame: number
  readonly frames: number
}

/**
 * One window of every source over its private address: interleaved 32-bit floats, exactly as many as asked for, read into
 * one piece of memory from the pool: four megabytes a second of fresh arrays would be garbage faster than it is collected.
 * When it fails the pool has its memory back. @throws Error when the answer is not what was asked for; AbortError
 */
export async function fetchWindow(
  { windowUrl, channels, withOriginal, startFrame, frames }: WindowRequest,
  signal: AbortSignal,
  pool: MemoryPool
): Promise<Float32Array<ArrayBuffer>[]> {
  const wanted = channels.reduce((sum, count) => sum + count, 0) * frames * SAMPLE_BYTES
  const answer = await fetch(`${windowUrl}?from=${startFrame}&frames=${frames}${withOriginal ? '&original=1' : ''}`, { signal })
  if (answer.status !== 200 || !answer.body) throw new Error(`The stems could not be read (${answer.status}).`)
  const memory = pool.take(wanted)
  try {
    await readInto(answer.body, new Uint8Array(memory, 0, wanted))
  } catch (error) {
    pool.give(memory)
    throw error
  }
  let at = 0
  return channels.map((count) => {
    const samples = new Float32Array(memory, at, frames * count)
    at += samples.byteLength
    return samples
  })
}

/** Fills all of `target`. Each piece travels through the stream and comes back as another object. */
async function readInto(body: ReadableStream<Uint8Array<ArrayBuffer>>, target: Uint8Array<ArrayBuffer>): Promise<void> {
  const reader = body.getReader({ mode: 'byob' })
  let piece = pieces.take(PIECE_BYTES)
  for (let filled = 0; filled < target.length; ) {
    const { value, done } = await reader.read(new Uint8Array(piece, 0, Math.min(PIECE_BYTES, target.length - filled)))
    if (done) throw new Error('A window ended before it was full.')
    target.set(value, filled)
    filled += value.byteLength
    piece = value.buffer
  }
  pieces.give(piece)
  await reader.cancel()
}
