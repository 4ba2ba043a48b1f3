import { MOST_CHUNK_BYTES } from '../../../shared/domain/undecoded'

const SAMPLE_BYTES = 4

export interface ChunkBuilderParts {
  readonly channels: number
  /** Length of the recording: what is decoded beyond it is the encoder's padding. */
  readonly frames: number
  readonly post: (samples: Uint8Array<ArrayBuffer>) => void
  /** Bytes of a chunk at most. */
  readonly chunkBytes?: number
}

export interface ChunkBuilder {
  /** Frames of the recording there are so far. */
  readonly frames: number
  /** Adds one array per channel, which begins at this frame of the recording; before 0 and beyond the end nothing is kept, a hole is silence. */
  add(planes: readonly Float32Array[], atFrame: number): void
  /** Posts what is left; up to `mostMissing` frames of silence make it whole. */
  flush(mostMissing: number): void
}

/** Puts decoded blocks in their place on the recording's timeline and cuts them into chunks of interleaved floats. */
export function createChunkBuilder({ channels, frames, post, chunkBytes = MOST_CHUNK_BYTES }: ChunkBuilderParts): ChunkBuilder {
  const chunkFrames = Math.floor(chunkBytes / (channels * SAMPLE_BYTES))
  let chunk = new Float32Array(chunkFrames * channels)
  let filled = 0
  let done = 0

  function send(): void {
    if (filled === 0) return
    post(new Uint8Array(chunk.buffer, 0, filled * channels * SAMPLE_BYTES))
    chunk = new Float32Array(chunkFrames * channels)
    filled = 0
  }

  /** Appends frames [from, to) of the planes; silence without any. */
  function append(planes: readonly Float32Array[], from: number, to: number): void {
    for (let at = from; at < to; ) {
      const count = Math.min(to - at, chunkFrames - filled)
      planes.forEach((plane, channel) => {
        for (let frame = 0; frame < count; frame += 1) chunk[(filled + frame) * channels + channel] = plane[at + frame] ?? 0
      })
      filled += count
      done += count
      at += count
      if (filled === chunkFrames) send()
    }
  }

  return {
    get frames() { return done },
    add(planes, atFrame) {
      if (atFrame > done) append([], 0, Math.min(atFrame, frames) - done)
      append(planes, done - atFrame, Math.min(planes[0]?.length ?? 0, frames - atFrame))
    },
    flush(mostMissing) {
      if (done > 0 && frames - done <= mostMissing) append([], 0, frames - done)
      send()
    }
  }
}
