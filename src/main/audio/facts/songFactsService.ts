import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { SongFacts } from '../../../shared/domain/songFacts'
import type { Log } from '../../log/log'
import { codeOf } from '../../transfers/systemError'
import { jobFilePath } from '../../util/jobFiles'
import { writeFileAtomic } from '../../util/writeFileAtomic'
import type { WorkerPool } from '../workerPool'

export interface SongFactsParts {
  /** What the job's song can be heard in: its own input and, where that is gone, the stems. @throws AppError jobNotFound */
  readonly soundsOf: (jobId: string) => Promise<{ readonly original: string | null; readonly stems: readonly string[] }>
  readonly folder: string
  readonly pool: WorkerPool
  readonly log: Log
}

export interface SongFactsService {
  /** Estimates, made once and kept; nothing known when no file can be heard. @throws AppError jobNotFound */
  of(jobId: string): Promise<SongFacts>
}

const NOTHING_KNOWN: SongFacts = { beatsPerMinute: null, key: null }
// A number of its own for each way of estimating: what another way found is found again.
const keptSchema = z.object({
  version: z.literal(1),
  facts: z.object({
    beatsPerMinute: z.number().min(1).max(1_000).nullable(),
    key: z.object({ tonic: z.int().min(0).max(11), mode: z.enum(['major', 'minor']) }).nullable()
  })
})

/** Tempo and key of jobs' songs, one small file a job. Losing one costs a few seconds, nothing else. */
export function createSongFactsService({ soundsOf, folder, pool, log }: SongFactsParts): SongFactsService {
  const pathOf = (jobId: string): string => jobFilePath(folder, jobId)
  const underWay = new Map<string, Promise<SongFacts>>()

  async function estimate(jobId: string): Promise<SongFacts> {
    const kept = await readKept(pathOf(jobId))
    if (kept) return kept
    const { original, stems } = await soundsOf(jobId)
    for (const paths of [original === null ? [] : [original], stems]) {
      if (paths.length === 0) continue
      try {
        const facts = await pool.run({ kind: 'songFacts', paths })
        await writeFileAtomic(pathOf(jobId), `${JSON.stringify({ version: 1, facts })}\n`)
        return facts
      } catch (error) {
        if (codeOf(error) === 'disposed') return NOTHING_KNOWN
        log.warn('tempo and key could not be estimated', { error })
      }
    }
    return NOTHING_KNOWN
  }

  return {
    of(jobId) {
      const known = underWay.get(jobId)
      if (known) return known
      const own = estimate(jobId).finally(() => underWay.delete(jobId))
      underWay.set(jobId, own)
      return own
    }
  }
}

async function readKept(path: string): Promise<SongFacts | undefined> {
  try {
    return keptSchema.parse(JSON.parse(await readFile(path, 'utf8'))).facts
  } catch {
    return undefined // never made, torn or made another way: made again
  }
}
