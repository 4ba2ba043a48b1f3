import type { Job, JobInput, StemFile } from './job'
import type { ErrorInfo } from '../errors/appError'
import type { Recipe } from './recipe'

/** One of several results with the same name: the `nth` of them, from 0. */
export interface StemChoice {
  readonly stem: string
  readonly nth: number
}

/** One step for one song. */
export interface StepKey {
  /** Position among the run's songs. */
  readonly song: number
  readonly stepId: string
}

/** What became of one step for one song. */
export interface MadeStep extends StepKey {
  /** 0 at first; each time a person has the step done anew, one more. */
  readonly attempt: number
  /** Null while it is to be made (again). */
  readonly jobId: string | null
}

/** A recipe on its way over some songs, with the recipe as it was when it began. */
export interface RecipeRun {
  readonly id: string
  readonly recipe: Recipe
  readonly songs: readonly JobInput[]
  readonly createdAtMs: number
  /** Nothing more begins until it is resumed. */
  readonly paused: boolean
  readonly made: readonly MadeStep[]
  /** Which stem a step takes where the one it wants was not made; the first that is there counts. */
  readonly instead: readonly (StemChoice & { readonly stepId: string })[]
  /** Why steps whose turn it is could not begin; gone with the next start. */
  readonly problems: readonly (StepKey & { readonly error: ErrorInfo })[]
}

/** What a step that may begin is made from: the song itself, or a result of a job. */
export type StepSource = { readonly kind: 'input' } | { readonly kind: 'stem'; readonly job: Job; readonly file: StemFile }

/** How a step stands. */
export type StepState =
  | { readonly kind: 'job'; readonly job: Job }
  /** Its job was taken off the list. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'next'; readonly source: StepSource }
  /** For the step it takes from. */
  | { readonly kind: 'waits' }
  /** The step it takes from does not come to an end by itself. */
  | { readonly kind: 'held' }
  /** No result is called as it wants, or several are. */
  | { readonly kind: 'asks'; readonly wanted: string; readonly jobId: string; readonly offered: readonly (StemChoice & { readonly fileName: string })[] }
  /** The result it takes cannot be read; it can be fetched again. */
  | { readonly kind: 'damaged'; readonly jobId: string; readonly file: StemFile }

type JobOf = (jobId: string) => Job | undefined

export const stepKey = ({ song, stepId }: StepKey): string => `${song} ${stepId}`

/** The state of every step of a run: a pure reading of what was made and how those jobs stand. */
export function readRun({ recipe, made, instead }: Pick<RecipeRun, 'recipe' | 'made' | 'instead'>, jobOf: JobOf): (key: StepKey) => StepState {
  const jobIds = new Map(made.map((one) => [stepKey(one), one.jobId]))
  const steps = new Map(recipe.steps.map((step) => [step.id, step]))
  // A run may have 20,000 steps, each behind many others: each is read once.
  const known = new Map<string, StepState>()
  const stateOf = (key: StepKey): StepState => {
    const name = stepKey(key)
    const state = known.get(name) ?? read(key, name)
    known.set(name, state)
    return state
  }
  const read = ({ song, stepId }: StepKey, name: string): StepState => {
    const jobId = jobIds.get(name) ?? null
    if (jobId !== null) {
      const job = jobOf(jobId)
      return job === undefined ? { kind: 'gone' } : { kind: 'job', job }
    }
    const takes = steps.get(stepId)?.takes
    if (takes === undefined) return { kind: 'held' }
    if (takes === 'input') return { kind: 'next', source: { kind: 'input' } }
    const before = stateOf({ song, stepId: takes.stepId })
    switch (before.kind) {
      case 'next':
      case 'waits': return { kind: 'waits' }
      case 'job': return afterJob(before.job, takes.stem, instead.filter((choice) => choice.stepId === stepId))
      default: return { kind: 'held' }
    }
  }
  return stateOf
}

function afterJob(job: Job, wanted: string, instead: readonly StemChoice[]): StepState {
  if (job.phase === 'failed' || job.phase === 'cancelled') return { kind: 'held' }
  if (job.phase !== 'ready') return { kind: 'waits' }
  const file = findStem(job.files, wanted, instead)
  if (file === null) return { kind: 'asks', wanted, jobId: job.id, offered: stemChoices(job.files) }
  return file.damaged ? { kind: 'damaged', jobId: job.id, file } : { kind: 'next', source: { kind: 'stem', job, file } }
}

/**
 * The result that is called so: exactly, else but for capitals; else what was chosen instead. Null where there is none, or
 * where several have that name (MVSEP repeats types): to guess would pay for the wrong stem.
 */
export function findStem(files: readonly StemFile[], wanted: string, instead: readonly StemChoice[]): StemFile | null {
  const exact = files.filter(({ stem }) => stem === wanted)
  const plain = (word: string): string => word.trim().toLowerCase()
  const named = exact.length > 0 ? exact : files.filter(({ stem }) => plain(stem) === plain(wanted))
  if (named.length === 1) return named[0] ?? null
  const chosen = instead.map(({ stem, nth }) => files.filter((file) => file.stem === stem)[nth]).find((file) => file !== undefined)
  return chosen ?? null
}

const stemChoices = (files: readonly StemFile[]): (StemChoice & { readonly fileName: string })[] =>
  files.map(({ stem, fileName }, index) => ({ stem, fileName, nth: files.slice(0, index).filter((file) => file.stem === stem).length }))

/** Every step of every song, song by song. */
export const keysOf = ({ recipe, songs }: Pick<RecipeRun, 'recipe' | 'songs'>): readonly StepKey[] =>
  songs.flatMap((_song, song) => recipe.steps.map(({ id }): StepKey => ({ song, stepId: id })))

/** A step that may begin now. */
export interface NextStep extends StepKey {
  readonly attempt: number
  readonly source: StepSource
}

/** What may begin now, whether the run is paused or not: all branches, all songs. */
export function nextSteps(run: Pick<RecipeRun, 'recipe' | 'songs' | 'made' | 'instead'>, jobOf: JobOf): readonly NextStep[] {
  const stateOf = readRun(run, jobOf)
  const attempts = new Map(run.made.map((one) => [stepKey(one), one.attempt]))
  return keysOf(run).flatMap((key): NextStep[] => {
    const state = stateOf(key)
    return state.kind === 'next' ? [{ ...key, attempt: attempts.get(stepKey(key)) ?? 0, source: state.source }] : []
  })
}
