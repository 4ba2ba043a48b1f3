import { describe, expect, it } from 'vitest'
import { createChunkBuilder } from './chunkBuilder'

function build(frames: number, channels = 1, chunkBytes = 16) {
  const chunks: number[][] = []
  const builder = createChunkBuilder({
    channels, frames, chunkBytes, post: (samples) => { chunks.push([...new Float32Array(samples.buffer, 0, samples.length / 4)]) }
  })
  return { builder, chunks }
}
const plane = (...values: number[]): Float32Array => Float32Array.from(values)

describe('decoded blocks', () => {
  it('become chunks of one size, the last one shorter, channels side by side', () => {
    const { builder, chunks } = build(5, 2)
    builder.add([plane(1, 2, 3, 4, 5), plane(10, 20, 30, 40, 50)], 0)
    builder.flush(0)
    expect(chunks).toEqual([[1, 10, 2, 20], [3, 30, 4, 40], [5, 50]])
  })

  it('lose what lies before the recording and behind its end', () => {
    const { builder, chunks } = build(4)
    builder.add([plane(9, 9, 9)], -4)
    builder.add([plane(9, 1, 2)], -1)
    builder.add([plane(3, 4, 9, 9)], 2)
    builder.add([plane(9)], 6)
    builder.flush(0)
    expect(chunks).toEqual([[1, 2, 3, 4]])
    expect(builder.frames).toBe(4)
  })

  it('are silent where something is missing between them, or a little at the end', () => {
    const { builder, chunks } = build(8)
    builder.add([plane(5)], 2)
    builder.flush(2)
    expect(builder.frames).toBe(3)
    builder.flush(5)
    expect(chunks.flat()).toEqual([0, 0, 5, 0, 0, 0, 0, 0])
  })

  it('make nothing of a file without sound', () => {
    const { builder, chunks } = build(2)
    builder.flush(10)
    expect(chunks).toEqual([])
  })
})
