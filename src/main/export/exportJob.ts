import { readTrackTags, type TrackTags } from '../../codecs/tags/trackTags'
import type { Plan } from '../../shared/domain/plan'
import { toLabel } from '../../shared/text/visibleText'
import { shortAlgorithmName } from '../library/jobFolder'
import { baseOf } from '../transfers/fileName'
import type { SongWords } from './exportNames'

/** A ready job as an export sees it. Paths are absolute. */
export interface ExportJob {
  readonly inputName: string
  readonly plan: Plan
  readonly folder: string
  /** The song the stems were made from, where it was when it was sent; null for a job that took no file. */
  readonly sourcePath: string | null
  readonly files: readonly { readonly index: number; readonly stem: string; readonly path: string }[]
}

const LONGEST_OPTION = 60

/** The song's own tags; null when it has none, or is not where it was any more. */
export async function tagsOf({ sourcePath }: ExportJob): Promise<TrackTags | null> {
  if (sourcePath === null) return null
  return readTrackTags(sourcePath).catch(() => null)
}

/** What the job's files can be called by; estimates stand in for what the song does not say. */
export function songWords(job: ExportJob, tags: TrackTags | null, estimates: { readonly bpm: number | null; readonly key: string | null }): SongWords {
  const bpm = tags?.bpm ?? estimates.bpm
  return {
    title: tags?.title ?? baseOf(job.inputName),
    artist: tags?.artists.join(', ') ?? '',
    algorithm: shortAlgorithmName(job.plan.algorithmName),
    option: job.plan.options.map(({ label }) => toLabel(label, LONGEST_OPTION)).join(', '),
    bpm: bpm === null ? '' : String(Math.round(bpm)),
    key: tags?.key ?? estimates.key ?? ''
  }
}
