import { basename } from 'node:path'
import { filesOf } from '../jobs/jobReducer'
import type { JobService } from '../jobs/jobService'
import { sourcePathsOf } from './exportJob'

/**
 * The files of the song whose stem this job took, or a stem of its stem: the song itself first, then what was sent of it, then
 * so on for each step up to this job's own. None for a job of a song.
 */
export function pathsBehind(jobId: string, jobs: Pick<JobService, 'list' | 'filesOf' | 'sourceOf'>, seen: ReadonlySet<string> = new Set([jobId])): readonly string[] {
  const [stem] = sourcePathsOf(jobs.sourceOf(jobId))
  if (stem === undefined) return []
  const name = basename(stem)
  // Names first: they are at hand, paths are put together.
  const from = jobs.list().find((job) => !seen.has(job.id) && filesOf(job).some(({ fileName }) => fileName === name)
    && jobs.filesOf(job.id)?.files.some(({ path }) => path === stem))
  return from === undefined ? [] : [...pathsBehind(from.id, jobs, new Set([...seen, from.id])), ...sourcePathsOf(jobs.sourceOf(from.id))]
}
