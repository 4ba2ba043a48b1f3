import { stat } from 'node:fs/promises'
import type { Job } from '../../shared/domain/job'
import { nextSteps, stepKey, type NextStep, type RecipeRun } from '../../shared/domain/recipeRun'
import { AppError, toErrorInfo } from '../../shared/errors/appError'
import type { EnqueueItem } from '../jobs/enqueueItem'
import { sourceError } from '../transfers/systemError'
import { stemName, stepJobId, withMade, type Problems, type RunRecord } from './runRecord'
import type { RunParts } from './runService'

export interface StarterParts extends Pick<RunParts, 'jobs' | 'removedJobIds' | 'log'> {
  readonly runOf: (runId: string) => RunRecord | undefined
  /** Holds at once; the promise is that it is on the disk. */
  readonly put: (run: RunRecord) => Promise<void>
  readonly problemsOf: (runId: string) => Problems
  readonly setProblems: (runId: string, problems: RecipeRun['problems']) => void
}

export interface StepStarter {
  /** Begins what may begin of a run, soon; one run after the other. */
  look(runId: string): void
  /** Notes the jobs that were made, and of which a kill left no note. Throws when it cannot be made durable. */
  takeIn(runId: string): Promise<void>
  dispose(): Promise<void>
}

/** Makes the jobs of steps whose turn it is. */
export function createStepStarter(parts: StarterParts): StepStarter {
  const { jobs, runOf, put, problemsOf, setProblems, log } = parts
  const removedBefore = new Set(parts.removedJobIds)
  const wanted = new Set<string>()
  let working: Promise<void> | null = null
  let isDisposed = false

  const present = (): ReadonlyMap<string, Job> => new Map(jobs.list().map((job) => [job.id, job]))
  const next = (run: RunRecord): readonly (NextStep & { readonly jobId: string })[] => {
    const known = present()
    return nextSteps(run, (id) => known.get(id)).map((step) => ({ ...step, jobId: stepJobId(run.id, step, step.attempt) }))
  }

  async function takeIn(runId: string): Promise<void> {
    const known = present()
    for (let run = runOf(runId); run !== undefined; run = runOf(runId)) {
      const there = next(run).filter(({ jobId }) => known.has(jobId) || removedBefore.has(jobId))
      if (there.length === 0) return
      await put(withMade(run, there.map(({ song, stepId, attempt, jobId }) => ({ song, stepId, attempt, jobId }))))
    }
  }

  async function toItem(run: RunRecord, { source, jobId, ...step }: NextStep & { readonly jobId: string }): Promise<EnqueueItem | null> {
    const { plan, takes } = run.recipe.steps.find(({ id }) => id === step.stepId) ?? {}
    const song = run.songs[step.song]
    if (plan === undefined || takes === undefined || song === undefined) return null
    if (source.kind === 'input') return { ...song, id: jobId, plan }
    const { job, file } = source
    const path = jobs.filesOf(job.id)?.files.find(({ index }) => index === file.index)?.path
    if (path === undefined) throw new AppError('fileMissing', { subject: file.fileName })
    const { size, mtimeMs } = await stat(path).catch((error: unknown) => {
      throw sourceError(error, path)
    })
    const isOfStem = run.recipe.steps.some(({ id, takes: before }) => takes !== 'input' && id === takes.stepId && before !== 'input')
    return {
      id: jobId, plan, name: stemName(job.input.name, isOfStem, file), sizeBytes: size, durationSeconds: job.input.durationSeconds,
      // Where songs keep their folders, stems keep those of their song.
      source: { path, sizeBytes: size, mtimeMs, ...('below' in song.source ? { below: song.source.below } : {}) }
    }
  }

  async function begin(runId: string): Promise<void> {
    const run = runOf(runId)
    if (run === undefined || run.paused) return
    const found: RecipeRun['problems'][number][] = [...problemsOf(runId).values()]
    const open = next(run).filter((step) => !problemsOf(runId).has(stepKey(step)))
    if (open.length === 0) return
    const items = (await Promise.all(open.map(async ({ song, stepId, ...step }) => {
      try {
        return await toItem(run, { song, stepId, ...step })
      } catch (error) {
        found.push({ song, stepId, error: toErrorInfo(error) })
        return null
      }
    }))).filter((item) => item !== null)
    // It may have been paused or removed while the files were looked at.
    const now = runOf(runId)
    if (now === undefined || now.paused || isDisposed) return
    const still = new Map((now === run ? open : next(now)).map((step) => [step.jobId, step]))
    const ready = items.filter(({ id }) => id !== undefined && still.has(id))
    try {
      if (ready.length > 0) jobs.enqueue(ready, run.recipe.service, run.accountId)
    } catch (error) {
      setProblems(runId, [...found, ...open.map(({ song, stepId }) => ({ song, stepId, error: toErrorInfo(error) }))])
      return
    }
    if (found.length > problemsOf(runId).size) setProblems(runId, found)
    const made = ready.flatMap(({ id }) => still.get(id ?? '') ?? []).map(({ song, stepId, attempt, jobId }) => ({ song, stepId, attempt, jobId }))
    if (made.length > 0) await put(withMade(now, made))
  }

  async function work(): Promise<void> {
    for (const runId of wanted) {
      if (isDisposed) return
      wanted.delete(runId)
      // The jobs stand in the ledger whether the run's own note can be written or not: by their ids they are found again.
      await begin(runId).catch((error: unknown) => { log.error('a recipe could not be taken further', { runId, error }) })
    }
  }

  const start = (): void => {
    working ??= work().finally(() => {
      working = null
      if (wanted.size > 0 && !isDisposed) start()
    })
  }
  return {
    look(runId) {
      wanted.add(runId)
      start()
    },
    takeIn,
    async dispose() {
      isDisposed = true
      await working
    }
  }
}
