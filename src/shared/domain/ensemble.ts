import { z } from 'zod'
import { candidateSchema, MOST_CANDIDATES } from './compare'

/** How several estimates of one stem become one: see main/audio/blend. */
export const BLEND_METHODS = ['mean', 'median', 'smallest', 'largest'] as const
export type BlendMethod = (typeof BLEND_METHODS)[number]

/** What an ensemble is written as. */
export const BLEND_FORMATS = ['flac24', 'wav32f'] as const
export type BlendFormat = (typeof BLEND_FORMATS)[number]

/** Weights are relative to each other; only 'mean' knows them. */
const LEAST_WEIGHT = 1
export const MOST_WEIGHT = 10
/** As many as can be compared. */
export const MOST_SOURCES = MOST_CANDIDATES

const id = z.string().min(1).max(64)

export const blendRequestSchema = z.object({
  /** Becomes the id of the new job: the same one makes it once. */
  blendId: id,
  sources: z.array(candidateSchema.extend({ weight: z.number().min(LEAST_WEIGHT).max(MOST_WEIGHT) })).min(2).max(MOST_SOURCES),
  method: z.enum(BLEND_METHODS),
  format: z.enum(BLEND_FORMATS),
  /** Also "original − ensemble", under this name; null for the ensemble alone. */
  restName: z.string().trim().min(1).max(80).nullable()
})
export type BlendRequest = z.infer<typeof blendRequestSchema>

/** Why results cannot be blended; `source` and `than` are places in the request, 'original' is the song itself. */
export type BlendRefusal =
  | { readonly reason: 'length'; readonly source: number | 'original'; readonly than: number; readonly seconds: number }
  | { readonly reason: 'channels'; readonly source: number | 'original'; readonly channels: number; readonly than: number; readonly thanChannels: number }

export type BlendOutcome =
  | {
      readonly kind: 'made'
      readonly jobId: string
      /** Louder than full scale, which FLAC cannot hold: written as 32-bit floats instead, so that nothing is cut off. */
      readonly keptAsFloats: boolean
    }
  | { readonly kind: 'refused'; readonly refusal: BlendRefusal }

/** Told at most ten times a second while an ensemble is made. */
export interface BlendProgress {
  readonly blendId: string
  /** 0..1 */
  readonly fraction: number
}
