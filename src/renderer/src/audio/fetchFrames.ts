import type { FeedStem } from './protocol'

const SAMPLE_BYTES = 4

/**
 * Frames of one stem over its private address: interleaved 32-bit floats, exactly as many as asked for, read into
 * memory from `takeMemory`: four megabytes a second of fresh arrays would be garbage faster than it is collected.
 * @throws Error when the answer is not the range asked for; AbortError
 */
export async function fetchFrames(
  stem: FeedStem,
  startFrame: number,
  frames: number,
  signal: AbortSignal,
  takeMemory: (sizeBytes: number) => ArrayBuffer
): Promise<Float32Array<ArrayBuffer>> {
  const frameBytes = stem.channels * SAMPLE_BYTES
  const from = startFrame * frameBytes
  const wanted = frames * frameBytes
  const answer = await fetch(stem.pcmUrl, { headers: { range: `bytes=${from}-${from + wanted - 1}` }, signal })
  if (answer.status !== 206 || !answer.body) throw new Error(`A stem could not be read (${answer.status}).`)
  const memory = await readInto(answer.body, takeMemory(wanted), wanted)
  return new Float32Array(memory, 0, frames * stem.channels)
}

/** Fills the first `wanted` bytes; the memory travels through the stream and comes back as another object. */
async function readInto(body: ReadableStream<Uint8Array<ArrayBuffer>>, memory: ArrayBuffer, wanted: number): Promise<ArrayBuffer> {
  const reader = body.getReader({ mode: 'byob' })
  let held = memory
  for (let filled = 0; filled < wanted; ) {
    const { value, done } = await reader.read(new Uint8Array(held, filled, wanted - filled))
    if (done) throw new Error('A stem ended before the session did.')
    held = value.buffer
    filled += value.byteLength
  }
  await reader.cancel()
  return held
}
