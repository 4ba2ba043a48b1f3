import { extname } from 'node:path'
import { z } from 'zod'
import { planSchema } from '../../shared/domain/plan'
import type { PartSpan, SplitSong } from '../../shared/domain/split'
import type { ErrorInfo } from '../../shared/errors/appError'
import type { CutPlan } from '../audio/parts/findCuts'
import { partGrid, partsOf } from '../audio/parts/planCuts'
import { sourceSchema } from '../jobs/jobSource'
import { derivedId } from '../util/derivedId'

const [fileSchema] = sourceSchema.options
const count = z.int().min(0)
const cutSchema = z.object({
  sampleRateHz: z.int().min(1), channels: z.int().min(1), frames: count, bits: z.union([z.literal(16), z.literal(24)]), isExact: z.boolean(),
  cuts: z.array(count).readonly()
})

/** A split as it is kept, with what only main may know. */
export const splitSchema = z.object({
  version: z.literal(1),
  /** Its file and the folder of its parts are called so. */
  id: z.uuid(),
  createdAtMs: z.number(),
  service: z.enum(['mvsep', 'local']),
  /** Who pays for its jobs; null on this computer. */
  accountId: z.string().nullable(),
  plan: planSchema,
  song: fileSchema.extend({ name: z.string(), durationSeconds: z.number().nullable() }),
  cut: cutSchema,
  /** Parts are being written · are on the disk · are jobs · were joined. */
  state: z.enum(['cutting', 'written', 'sent', 'joined']),
  /** Where the joined stems go; null until they are first written. */
  joinFolder: z.string().nullable()
})

export type SplitRecord = Readonly<z.infer<typeof splitSchema>>

/** The id of the job of one part. */
const partJobId = (splitId: string, index: number): string => derivedId(splitId, 'part', index)
export const partJobIds = ({ id, cut }: SplitRecord): readonly string[] => [0, ...cut.cuts].map((_, index) => partJobId(id, index))
/** The id of the job that holds the joined stems. */
export const joinedJobId = (splitId: string): string => derivedId(splitId, 'joined')

/** The parts of a cut, in seconds of the song. */
export const spansOf = ({ cuts, frames, sampleRateHz }: CutPlan): readonly PartSpan[] =>
  partsOf(cuts, frames, partGrid(sampleRateHz).contextFrames).map(({ start, end }) => ({ startSeconds: start / sampleRateHz, endSeconds: end / sampleRateHz }))

/** What a part is called on its way: "Song (part 2 of 7).flac". */
export function partName({ song, cut }: SplitRecord, index: number): string {
  const base = song.name.slice(0, song.name.length - extname(song.name).length) || song.name
  return `${base} (part ${index + 1} of ${cut.cuts.length + 1}).flac`
}

/** What a window may see of a split. */
export function visibleSplit(record: SplitRecord, fraction: number | null, problem: ErrorInfo | null): SplitSong {
  const { id, song, service, plan, createdAtMs, cut, state } = record
  return {
    id, name: song.name, service, plan, createdAtMs, fraction, problem, joinedJobId: joinedJobId(id),
    state: state === 'written' ? 'cutting' : state,
    parts: spansOf(cut).map((span, index) => ({ ...span, jobId: partJobId(id, index) }))
  }
}
