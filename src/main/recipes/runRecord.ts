import { extname } from 'node:path'
import { z } from 'zod'
import type { JobInput, StemFile } from '../../shared/domain/job'
import { recipeSchema, type Recipe } from '../../shared/domain/recipe'
import { stepKey, type MadeStep, type RecipeRun, type StepKey } from '../../shared/domain/recipeRun'
import { linkTrouble } from '../../shared/domain/link'
import { AppError } from '../../shared/errors/appError'
import type { StoredInput } from '../inputs/inputService'
import { toEnqueueItem } from '../jobs/enqueueItem'
import { jobInputSchema } from '../jobs/jobSchema'
import { sourceSchema } from '../jobs/jobSource'
import { derivedId } from '../util/derivedId'

const songSchema = jobInputSchema.extend({ source: sourceSchema })

const position = z.int().min(0)

/** A run as it is kept, with what only main may know. */
export const runSchema = z.object({
  version: z.literal(1),
  /** Its file is called so. */
  id: z.uuid(),
  recipe: recipeSchema,
  /** Who pays for its jobs; null on this computer. */
  accountId: z.string().nullable(),
  createdAtMs: z.number(),
  paused: z.boolean(),
  songs: z.array(songSchema).readonly(),
  made: z.array(z.object({ song: position, stepId: z.string(), attempt: position, jobId: z.string().nullable() })).readonly(),
  instead: z.array(z.object({ stepId: z.string(), stem: z.string(), nth: position })).readonly()
})

export type RunRecord = Readonly<z.infer<typeof runSchema>>
export type Problems = ReadonlyMap<string, RecipeRun['problems'][number]>

/** What a window may see of a run. */
export const visibleRun = ({ id, recipe, createdAtMs, paused, songs, made, instead }: RunRecord, problems: Problems): RecipeRun => ({
  id, recipe, createdAtMs, paused, made, instead,
  songs: songs.map(({ source: _source, ...song }): JobInput => song),
  problems: [...problems.values()]
})

/** A song of a run; throws AppError('invalidInput') for a link that the service cannot take. */
export function toSong(input: StoredInput, { service, steps }: Recipe): RunRecord['songs'][number] {
  const trouble = 'link' in input ? linkTrouble(input.link, service === 'local') : null
  const [first] = steps
  if (trouble !== null || first === undefined) throw new AppError('invalidInput', { detail: `the service cannot take this link: ${trouble}` })
  // As for any job of this input; its id and plan are each step's own.
  const { source, plan: _plan, ...song } = toEnqueueItem(input, first.plan)
  if (source === null) throw new AppError('invalidInput', { detail: 'no song' })
  return { ...song, source }
}

/** The id of the job that does a step for a song. */
export const stepJobId = (runId: string, { song, stepId }: StepKey, attempt: number): string => derivedId(runId, song, stepId, attempt)

/** Notes what became of steps; each takes the place of what was said of it before. */
export function withMade(run: RunRecord, made: readonly MadeStep[]): RunRecord {
  const keys = new Set(made.map(stepKey))
  return { ...run, made: [...run.made.filter((one) => !keys.has(stepKey(one))), ...made] }
}

/** Endings of files; what else stands behind a full stop belongs to a title: "Mr. Bean". */
const ENDING = /\.[a-z0-9]{2,5}$/i

/**
 * What a stem is called on its way, by what the job was called that made it: "Song.wav" → "Song (Vocals).flac" → "Song (Vocals, Lead).flac".
 * `isOfStem`: that job had a stem itself.
 */
export function stemName(before: string, isOfStem: boolean, { stem, fileName }: Pick<StemFile, 'stem' | 'fileName'>): string {
  const base = before.replace(ENDING, '')
  const word = stem.replace(/[\p{Control}/\\]+/gu, ' ').trim()
  return `${isOfStem && base.endsWith(')') ? `${base.slice(0, -1)}, ` : `${base} (`}${word})${extname(fileName)}`
}
