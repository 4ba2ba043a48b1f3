import { z } from 'zod'
import { LONGEST_TEMPLATE } from './exportNames'

/** 'same' leaves a stem as it was delivered; a mix has no such form. */
export const EXPORT_FORMATS = ['same', 'wav16', 'wav24', 'wav32f', 'flac16', 'flac24', 'mp3'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const EXPORT_PLACES = ['folder', 'source', 'job'] as const
/** The folder chosen last, the one the song lies in, or the job's own. */
export type ExportPlace = (typeof EXPORT_PLACES)[number]

export const COLLISION_POLICIES = ['number', 'skip', 'replace'] as const
export type CollisionPolicy = (typeof COLLISION_POLICIES)[number]

export const EXPORT_KINDS = ['stems', 'mix', 'minusOne'] as const
export type ExportKind = (typeof EXPORT_KINDS)[number]

const id = z.string().min(1).max(64)
const stemIndex = z.int().min(0)
const MOST_STEMS = 500
/** Linear, as the Studio's sliders go. */
const MOST_GAIN = 2
/** An offered "lower by x dB" is never more: what needs it is broken, not loud. */
export const MOST_LOWERING_DECIBELS = 60

const mixerValue = z.object({
  stemIndex,
  gain: z.number().min(0).max(MOST_GAIN),
  pan: z.number().min(-1).max(1),
  muted: z.boolean(),
  soloed: z.boolean()
})

/** What is to be made, wherever it goes. Frames are the session's. */
export const exportContentSchema = z.object({
  jobId: id,
  what: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('stems'), stemIndexes: z.array(stemIndex).min(1).max(MOST_STEMS) }),
    z.object({ kind: z.literal('mix'), mixer: z.array(mixerValue).min(1).max(MOST_STEMS), masterGain: z.number().min(0).max(MOST_GAIN) }),
    z.object({ kind: z.literal('minusOne'), stemIndex })
  ]),
  /** Null for the whole song. */
  range: z
    .object({ startFrame: z.int().min(0), endFrame: z.int().min(1) })
    .refine(({ startFrame, endFrame }) => endFrame > startFrame)
    .nullable(),
  format: z.enum(EXPORT_FORMATS),
  lowerByDecibels: z.number().min(0).max(MOST_LOWERING_DECIBELS),
  template: z.string().max(LONGEST_TEMPLATE),
  /** Carries tags and cover over from the song. */
  tags: z.boolean(),
  /** What the Studio measured, for names whose song does not say it. */
  estimates: z.object({ bpm: z.number().min(1).max(1_000).nullable(), key: z.string().max(20).nullable() })
})

export const exportPreviewSchema = exportContentSchema.extend({ place: z.enum(EXPORT_PLACES), zip: z.boolean() })

export const exportRequestSchema = exportPreviewSchema.extend({
  /** Made by the page, so that it can cancel what it started. */
  exportId: id,
  collision: z.enum(COLLISION_POLICIES),
  /** With 'replace': the names the user said yes to. */
  agreedNames: z.array(z.string().max(300)).max(MOST_STEMS),
  /** Whether sound above full scale may be cut off; otherwise it is told, and nothing is written. */
  mayClip: z.boolean()
})

export type ExportContent = Readonly<z.infer<typeof exportContentSchema>>
export type ExportPreviewRequest = Readonly<z.infer<typeof exportPreviewSchema>>
export type ExportRequest = Readonly<z.infer<typeof exportRequestSchema>>

/** The names an export would write, before anything is written. */
export interface ExportPreview {
  readonly fileNames: readonly string[]
  /** With a zip, what lies in it. */
  readonly zippedNames: readonly string[]
  /** Those of `fileNames` that are taken in the folder, as far as it is known and can be read. */
  readonly takenNames: readonly string[]
  readonly unknownTokens: readonly string[]
}

/** What the user chose last. */
export interface ExportChoices {
  readonly kind: ExportKind
  readonly format: ExportFormat
  readonly place: ExportPlace
  readonly collision: CollisionPolicy
  readonly template: string
  readonly zip: boolean
  readonly tags: boolean
}

/** Where a job's exports may go, as people write it; null where there is no such place. */
export interface ExportOptions {
  readonly choices: ExportChoices
  readonly places: Readonly<Record<ExportPlace, string | null>>
}

export type ExportOutcome =
  /** The user closed the system's dialog. */
  | { readonly kind: 'closed' }
  /** Nothing was written: these names are taken, and replacing them needs a yes. */
  | { readonly kind: 'wouldReplace'; readonly fileNames: readonly string[] }
  /** Nothing was written: the loudest sample is this far above full scale. */
  | { readonly kind: 'clips'; readonly peakDecibels: number; readonly lowerByDecibels: number }
  | {
      readonly kind: 'done'
      /** As people write it. */
      readonly folder: string
      readonly fileNames: readonly string[]
      readonly skippedNames: readonly string[]
      /** Set when a float file holds sound above full scale: all of it is there. */
      readonly overDecibels: number | null
    }

/** Files that lie ready to be dragged out of the window. */
export type DragOutcome =
  | { readonly kind: 'ready'; readonly dragId: string; readonly fileNames: readonly string[] }
  | Extract<ExportOutcome, { kind: 'clips' }>

export interface ExportProgress {
  readonly exportId: string
  /** 0..1 over all files. */
  readonly fraction: number
}
