import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { Candidate, Comparison, HeardCandidate } from '../../shared/domain/compare'
import type { Job } from '../../shared/domain/job'
import { AppError } from '../../shared/errors/appError'
import type { OriginalSource } from '../audio/prepareStems'
import type { JobResults, StudioService } from '../audio/studioService'
import type { WorkerPool } from '../audio/workerPool'
import type { Log } from '../log/log'

/** A ready job as a comparison sees it. Paths are absolute. */
export interface ComparedJob {
  readonly job: Job
  readonly files: readonly { readonly index: number; readonly stem: string; readonly path: string }[]
  readonly original: OriginalSource | null
}

export interface CompareParts {
  /** @throws AppError jobNotFound */
  readonly jobOf: (jobId: string) => ComparedJob
  readonly studio: () => Pick<StudioService, 'open' | 'close' | 'soundOf'>
  readonly pool: WorkerPool
  readonly log: Log
}

export interface CompareService {
  /**
   * Opens one result of each of several jobs as one session; it is closed as the Studio's are, by its id.
   * @throws AppError jobNotFound, invalidInput (no such stem); what StudioService.open throws
   */
  open(candidates: readonly Candidate[]): Promise<Comparison>
  /**
   * The loudness of each of its results, by their index, once the page has decoded what only it can; null where there is none.
   * @throws AppError jobNotFound for what is not open
   */
  loudnessesOf(sessionId: string): Promise<readonly (number | null)[]>
  /** What an open comparison consists of, for the Studio; undefined for any other id. */
  resultsOf(sessionId: string): JobResults | undefined
  /** Ends every comparison a job is part of. */
  closeWith(jobId: string): Promise<void>
}

/** Comparisons are sessions of the Studio whose stems come from several jobs: one clock, so that switching has no gap. */
export function createCompareService({ jobOf, studio, pool, log }: CompareParts): CompareService {
  const known = new Map<string, { readonly candidates: readonly Candidate[]; readonly results: JobResults }>()

  function find({ jobId, stemIndex }: Candidate): ComparedJob & { readonly file: ComparedJob['files'][number] } {
    const compared = jobOf(jobId)
    const file = compared.files.find(({ index }) => index === stemIndex)
    if (!file) throw new AppError('invalidInput', { detail: 'unknown stem' })
    return { ...compared, file }
  }

  /** Loudness is a help: a file it cannot be measured in is heard as it is. */
  const loudnessOf = async (jobId: string, index: number, path: string): Promise<number | null> =>
    pool.run({ kind: 'loudness', path: await studio().soundOf(jobId, index, path, null) }).catch((error: unknown) => {
      log.warn('the loudness of a candidate could not be measured', { error })
      return null
    })

  return {
    async open(candidates) {
      const found = candidates.map(find)
      const [first] = found
      if (!first) throw new AppError('invalidInput', { detail: 'nothing to compare' })
      const id = `compare-${createHash('sha256').update(JSON.stringify(candidates)).digest('hex').slice(0, 32)}`
      known.set(id, {
        candidates,
        results: {
          title: first.job.input.name,
          algorithmName: first.file.stem,
          files: found.map(({ job, file }, index) => ({ index, stem: job.plan.algorithmName, path: file.path, fileName: basename(file.path) })),
          original: first.original
        }
      })
      const [session, loudnesses] = await Promise.all([studio().open(id), Promise.all(found.map(({ job, file }) => loudnessOf(job.id, file.index, file.path)))])
      const heard = session.stems.flatMap(({ index }): HeardCandidate[] => {
        const candidate = candidates[index]
        const plan = found[index]?.job.plan
        if (!candidate || !plan) return []
        return [{ ...candidate, algorithmName: plan.algorithmName, options: plan.options.map(({ label }) => label), loudnessLufs: loudnesses[index] ?? null }]
      })
      return { session, candidates: heard }
    },
    async loudnessesOf(sessionId) {
      const results = known.get(sessionId)?.results
      if (!results) throw new AppError('jobNotFound')
      return Promise.all(results.files.map(({ index, path }) => loudnessOf(sessionId, index, path)))
    },
    resultsOf: (sessionId) => known.get(sessionId)?.results,
    async closeWith(jobId) {
      const ids = [...known].filter(([, { candidates }]) => candidates.some((candidate) => candidate.jobId === jobId)).map(([id]) => id)
      for (const id of ids) known.delete(id)
      await Promise.all(ids.map((id) => studio().close(id)))
    }
  }
}
