const SAMPLE_BYTES = 4

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
 * one piece of memory from `takeMemory`: four megabytes a second of fresh arrays would be garbage faster than it is
 * collected. @throws Error when the answer is not what was asked for; AbortError
 */
export async function fetchWindow(
  { windowUrl, channels, withOriginal, startFrame, frames }: WindowRequest,
  signal: AbortSignal,
  takeMemory: (sizeBytes: number) => ArrayBuffer
): Promise<Float32Array<ArrayBuffer>[]> {
  const wanted = channels.reduce((sum, count) => sum + count, 0) * frames * SAMPLE_BYTES
  const answer = await fetch(`${windowUrl}?from=${startFrame}&frames=${frames}${withOriginal ? '&original=1' : ''}`, { signal })
  if (answer.status !== 200 || !answer.body) throw new Error(`The stems could not be read (${answer.status}).`)
  const memory = await readInto(answer.body, takeMemory(wanted), wanted)
  let at = 0
  return channels.map((count) => {
    const samples = new Float32Array(memory, at, frames * count)
    at += samples.byteLength
    return samples
  })
}

/** Fills the first `wanted` bytes; the memory travels through the stream and comes back as another object. */
async function readInto(body: ReadableStream<Uint8Array<ArrayBuffer>>, memory: ArrayBuffer, wanted: number): Promise<ArrayBuffer> {
  const reader = body.getReader({ mode: 'byob' })
  let held = memory
  for (let filled = 0; filled < wanted; ) {
    const { value, done } = await reader.read(new Uint8Array(held, filled, wanted - filled))
    if (done) throw new Error('A window ended before it was full.')
    held = value.buffer
    filled += value.byteLength
  }
  await reader.cancel()
  return held
}
