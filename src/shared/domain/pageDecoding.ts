import { z } from 'zod'
import { DECODING_OUTCOMES, MOST_CHUNK_BYTES, ORIGINAL_STEM } from './undecoded'

const place = { sessionId: z.uuid(), stemIndex: z.int().min(ORIGINAL_STEM).max(999_999) }

/** The next chunk: interleaved 32-bit little-endian floats, whole frames. Sequences count from 0. */
export const decodedChunkSchema = z.object({
  ...place,
  sequence: z.int().min(0).max(1e7),
  samples: z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength > 0 && byteLength <= MOST_CHUNK_BYTES)
})
export type DecodedChunk = z.infer<typeof decodedChunkSchema>

export const decodingEndSchema = z.object({ ...place, outcome: z.enum(DECODING_OUTCOMES) })
export type DecodingEnd = z.infer<typeof decodingEndSchema>
