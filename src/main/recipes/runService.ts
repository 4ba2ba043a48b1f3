import { randomUUID } from 'node:crypto'
import type { Job } from '../../shared/domain/job'
import type { Recipe } from '../../shared/domain/recipe'
import { stepKey, type RecipeRun, type StemChoice, type StepKey } from '../../shared/domain/recipeRun'
import { AppError } from '../../shared/errors/appError'
import type { InputService } from '../inputs/inputService'
import type { JobService } from '../jobs/jobService'
import { refuseLink, type JobSource } from '../jobs/jobSource'
import type { Log } from '../log/log'
import { createEmitter } from '../util/emitter'
import { toSong, visibleRun, withMade, type Problems, type RunRecord } from './runRecord'
import type { RunStore } from './runStore'
import { createStepStarter } from './startSteps'

/** As many jobs as one press may make. */
const MOST_JOBS = 20_000

export interface RunsChanged {
  readonly runs: readonly RecipeRun[]
  readonly removedIds: readonly string[]
}

/** Recipes under way. Every change is on disk when its promise resolves. Unknown ids: AppError('invalidInput'). */
export interface RecipeRuns {
  /** Looks at every run where the last start left it; the jobs must be there. */
  start(): void
  list(): readonly RecipeRun[]
  /** What its songs are, known to main alone. */
  sources(): readonly JobSource[]
  /** Begins a recipe over these inputs, which leave their list. */
  run(recipe: Recipe, inputIds: readonly string[]): Promise<RecipeRun>
  /** Holds its jobs and begins nothing more; what the service has begun goes on there. */
  pause(runId: string): Promise<void>
  /** Goes on, also with steps that could not begin. */
  resume(runId: string): Promise<void>
  /** Takes it off the list; nothing more of it begins. Its jobs and results stay. `restore` brings back the one removed last. */
  remove(runId: string): Promise<void>
  restore(runId: string): Promise<void>
  /** From now on this step takes that stem where the one it wants is not there. */
  chooseStem(runId: string, stepId: string, choice: StemChoice): Promise<void>
  /** Makes a job anew for a step whose job was taken off the list. */
  doAnew(runId: string, key: StepKey): Promise<void>
  onChange(listener: (changed: RunsChanged) => void): () => void
  /** Ends when nothing is left that is under way. */
  dispose(): Promise<void>
}

export interface RunParts {
  readonly store: RunStore
  readonly jobs: Pick<JobService, 'list' | 'enqueue' | 'filesOf' | 'pause' | 'resume' | 'onChange'>
  readonly inputs: Pick<InputService, 'take' | 'remove'>
  /** Jobs that were taken off the list before this start: their steps were made, and are not made again by themselves. */
  readonly removedJobIds: readonly string[]
  readonly accountId: () => string | null
  readonly nowMs: () => number
  readonly log: Log
}

/** Loads the recipes under way and drives them by what becomes of their jobs. Nothing begins before `start`. */
export async function loadRecipeRuns(parts: RunParts): Promise<RecipeRuns> {
  const { store, jobs, inputs, log } = parts
  const runs = new Map((await store.read()).map((run) => [run.id, run]))
  const problems = new Map<string, Problems>()
  const changes = createEmitter<RunsChanged>()
  let lastRemoved: RunRecord | null = null
  let writing: Promise<unknown> = Promise.resolve()

  const get = (runId: string): RunRecord => {
    const run = runs.get(runId)
    if (run === undefined) throw new AppError('invalidInput', { detail: 'unknown run' })
    return run
  }
  const visible = (run: RunRecord): RecipeRun => visibleRun(run, problems.get(run.id) ?? new Map())
  const tell = (runId: string): void => { changes.emit({ runs: [visible(get(runId))], removedIds: [] }) }
  const inTurn = <T>(write: () => Promise<T>): Promise<T> => {
    const done = writing.then(write)
    writing = done.catch(() => undefined) // told to whoever asked for that change
    return done
  }
  /** Holds at once; written behind what is being written. A run that was removed meanwhile is not written again. */
  const put = (run: RunRecord): Promise<void> => {
    runs.set(run.id, run)
    tell(run.id)
    return inTurn(async () => {
      const latest = runs.get(run.id)
      if (latest !== undefined) await store.write(latest)
    })
  }
  const setProblems = (runId: string, found: RecipeRun['problems']): void => {
    problems.set(runId, new Map(found.map((problem) => [stepKey(problem), problem])))
    if (runs.has(runId)) tell(runId)
  }
  const starter = createStepStarter({
    ...parts, runOf: (runId) => runs.get(runId), put,
    problemsOf: (runId) => problems.get(runId) ?? new Map(), setProblems
  })
  const jobIdsOf = ({ made }: RunRecord, wanted: (job: Job) => boolean): readonly string[] => {
    const own = new Set(made.map(({ jobId }) => jobId))
    return jobs.list().filter((job) => own.has(job.id) && wanted(job)).map(({ id }) => id)
  }
  let stopListening = (): void => undefined
  // Before the ledger forgets, at its start, which jobs were taken off the list.
  for (const runId of runs.keys()) await starter.takeIn(runId).catch((error: unknown) => { log.error('what was made of a recipe could not be noted', { runId, error }) })

  return {
    start() {
      stopListening = jobs.onChange((changed) => {
        const ready = new Set(changed.jobs.filter(({ phase }) => phase === 'ready').map(({ id }) => id))
        if (ready.size === 0) return
        for (const run of runs.values()) if (run.made.some(({ jobId }) => jobId !== null && ready.has(jobId))) starter.look(run.id)
      })
      for (const runId of runs.keys()) starter.look(runId)
    },
    list: () => [...runs.values()].map(visible),
    sources: () => [...runs.values()].flatMap(({ songs }) => songs.map(({ source }) => source)),
    async run(recipe, inputIds) {
      const taken = inputs.take(inputIds)
      if (taken.length === 0 || taken.length * recipe.steps.length > MOST_JOBS) throw new AppError('invalidInput', { detail: 'no songs, or too many' })
      for (const input of taken) if ('link' in input) refuseLink(input.link, recipe.service)
      const run: RunRecord = {
        version: 1, id: randomUUID(), recipe, accountId: recipe.service === 'mvsep' ? parts.accountId() : null,
        createdAtMs: parts.nowMs(), paused: false, made: [], instead: [],
        songs: taken.map((input) => toSong(input, recipe))
      }
      // First the word, then the deed: what was pressed for goes on after a kill, and nothing is made that no run knows of.
      await inTurn(() => store.write(run))
      runs.set(run.id, run)
      inputs.remove(inputIds)
      tell(run.id)
      starter.look(run.id)
      return visible(run)
    },
    async pause(runId) {
      const run = get(runId)
      const written = put({ ...run, paused: true })
      jobs.pause(jobIdsOf(run, ({ paused }) => !paused))
      await written
    },
    async resume(runId) {
      const run = get(runId)
      setProblems(runId, [])
      const written = put({ ...run, paused: false })
      jobs.resume(jobIdsOf(run, ({ paused }) => paused))
      starter.look(runId)
      await written
    },
    async remove(runId) {
      lastRemoved = get(runId)
      runs.delete(runId)
      changes.emit({ runs: [], removedIds: [runId] })
      await inTurn(() => store.remove(runId))
    },
    async restore(runId) {
      if (lastRemoved?.id !== runId) throw new AppError('invalidInput', { detail: 'unknown run' })
      await put(lastRemoved)
      starter.look(runId)
    },
    async chooseStem(runId, stepId, { stem, nth }) {
      const run = get(runId)
      await put({ ...run, instead: [...run.instead, { stepId, stem, nth }] })
      starter.look(runId)
    },
    async doAnew(runId, key) {
      const run = get(runId)
      const before = run.made.find((one) => stepKey(one) === stepKey(key))
      // Only what is gone: anything else has a job that can be retried, and another one would be paid for.
      if (before === undefined || before.jobId === null || jobs.list().some(({ id }) => id === before.jobId)) return
      await put(withMade(run, [{ song: before.song, stepId: before.stepId, attempt: before.attempt + 1, jobId: null }]))
      starter.look(runId)
    },
    onChange: (listener) => changes.on(listener),
    async dispose() {
      stopListening()
      await starter.dispose()
      await writing
      changes.clear()
      log.info('recipes under way were left where they are', { runs: runs.size })
    }
  }
}
