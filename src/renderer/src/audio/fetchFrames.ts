import type { FeedStem } from './protocol'

const SAMPLE_BYTES = 4

/**
 * Frames of one stem over its private address: interleaved 32-bit floats, exactly as many as asked for.
 * @throws Error when the answer is not the range asked for; AbortError
 */
export async function fetchFrames(
  stem: FeedStem,
  startFrame: number,
  frames: number,
  signal: AbortSignal
): Promise<Float32Array<ArrayBuffer>> {
  const frameBytes = stem.channels * SAMPLE_BYTES
  const from = startFrame * frameBytes
  const answer = await fetch(stem.pcmUrl, {
    headers: { range: `bytes=${from}-${from + frames * frameBytes - 1}` },
    signal
  })
  if (answer.status !== 206) throw new Error(`A stem could not be read (${answer.status}).`)
  const bytes = await answer.arrayBuffer()
  if (bytes.byteLength !== frames * frameBytes) throw new Error('A stem ended before the session did.')
  return new Float32Array(bytes)
}
