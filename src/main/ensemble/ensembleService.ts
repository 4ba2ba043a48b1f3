import { join } from 'node:path'
import type { BlendOutcome, BlendProgress, BlendRequest } from '../../shared/domain/ensemble'
import type { Job } from '../../shared/domain/job'
import { AppError } from '../../shared/errors/appError'
import { unchanged } from '../audio/withSong'
import type { FileSource } from '../jobs/jobSource'
import type { JobService } from '../jobs/jobService'
import { createEmitter } from '../util/emitter'
import { leave, makeEnsemble, type MakingParts } from './makeEnsemble'

export interface EnsembleServiceParts extends MakingParts {
  readonly jobs: Pick<JobService, 'list' | 'filesOf' | 'sourceOf' | 'addMade'>
  /** Where a result's sound is read best: decoded, when the Studio has it. */
  readonly soundOf: (jobId: string, index: number, path: string) => Promise<string>
}

export interface EnsembleService {
  /** Whether the song of one of these jobs is still the file it was made from. */
  isSongHere(jobIds: readonly string[]): Promise<boolean>
  /**
   * Makes one stem of several and takes it in as a job that is ready. One id makes one job, however often it is asked for.
   * @throws AppError jobNotFound, invalidInput (no such stem, or not of one song); as makeEnsemble
   */
  make(request: BlendRequest): Promise<BlendOutcome>
  /** Ends one that is under way; nothing of it is left when its `make` rejects with 'cancelled'. */
  cancel(blendId: string): void
  onProgress(listener: (progress: BlendProgress) => void): () => void
  /** Ends all of them and waits until nothing of them is left. The threads stay the caller's. */
  dispose(): Promise<void>
}

/** Blends the same stem of several jobs into a new one, on this computer. */
export function createEnsembleService({ jobs, soundOf, ...parts }: EnsembleServiceParts): EnsembleService {
  const progress = createEmitter<BlendProgress>()
  const running = new Map<string, { readonly controller: AbortController; readonly outcome: Promise<BlendOutcome> }>()

  const jobOf = (jobId: string): Job => {
    const job = jobs.list().find(({ id }) => id === jobId)
    if (job === undefined) throw new AppError('jobNotFound')
    return job
  }

  /** The song's file, by the first of the jobs that knows it as it still is. */
  async function songOf(jobIds: readonly string[]): Promise<FileSource | null> {
    for (const jobId of jobIds) {
      const song = await unchanged(jobs.sourceOf(jobId))
      if (song !== null) return { path: song.path, sizeBytes: song.sizeBytes, mtimeMs: song.mtimeMs }
    }
    return null
  }

  async function run({ blendId, sources, method, format, restName }: BlendRequest, signal: AbortSignal): Promise<BlendOutcome> {
    const found = await Promise.all(sources.map(async ({ jobId, stemIndex, weight }) => {
      const { plan, input } = jobOf(jobId)
      const file = jobs.filesOf(jobId)?.files.find(({ index }) => index === stemIndex)
      if (file === undefined) throw new AppError('invalidInput', { detail: 'unknown stem' })
      return { input, algorithmName: plan.algorithmName, weight, stem: file.stem, path: file.path, soundPath: await soundOf(jobId, stemIndex, file.path) }
    }))
    const input = found[0]?.input
    if (input === undefined || found.some((other) => other.input.name !== input.name || other.input.sizeBytes !== input.sizeBytes)) {
      throw new AppError('invalidInput', { detail: 'not of one song' })
    }
    const jobIds = [...new Set(sources.map(({ jobId }) => jobId))]
    const song = await songOf(jobIds)
    if (song === null && restName !== null) throw new AppError('fileMissing', { subject: input.name })
    const onFraction = (fraction: number): void => { progress.emit({ blendId, fraction }) }
    const made = await makeEnsemble(parts, { input, song, sources: found, method, format, restName, signal, onFraction })
    if (made.kind === 'refused') return made
    try {
      jobs.addMade({ ...made.results, id: blendId, madeHere: { kind: 'ensemble', fromJobIds: jobIds } })
    } catch (error) {
      await leave(made.results.folder, made.results.files.map(({ fileName }) => join(made.results.folder, fileName)))
      throw error
    }
    return { kind: 'made', jobId: blendId, keptAsFloats: made.keptAsFloats }
  }

  return {
    isSongHere: async (jobIds) => (await songOf(jobIds)) !== null,
    async make(request) {
      const { blendId } = request
      if (jobs.list().some(({ id }) => id === blendId)) return { kind: 'made', jobId: blendId, keptAsFloats: false }
      const known = running.get(blendId)
      if (known !== undefined) return known.outcome
      const controller = new AbortController()
      const outcome = run(request, controller.signal)
      running.set(blendId, { controller, outcome })
      try {
        return await outcome
      } finally {
        running.delete(blendId)
      }
    },
    cancel(blendId) {
      running.get(blendId)?.controller.abort()
    },
    onProgress: (listener) => progress.on(listener),
    async dispose() {
      for (const { controller } of running.values()) controller.abort()
      await Promise.allSettled([...running.values()].map(({ outcome }) => outcome))
      progress.clear()
    }
  }
}
