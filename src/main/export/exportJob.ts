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
  /** The song, where it was when it was taken in, and behind it what was made of it to be sent; none for a job that took no file. */
  readonly sourcePaths: readonly string[]
  /** Where the job took a stem of another: the files of the song behind it, the song itself first. */
  readonly behindPaths: readonly string[]
  readonly files: readonly { readonly index: number; readonly stem: string; readonly path: string }[]
}

const LONGEST_OPTION = 60

interface SentFile {
  readonly path: string
  readonly original?: { readonly path: string }
}

/** The files behind a job's input, the song itself first: exports go beside it, never into the folder of what is made to be sent. */
export const sourcePathsOf = (source: SentFile | null): readonly string[] =>
  source === null ? [] : [...(source.original === undefined ? [] : [source.original.path]), source.path]

/**
 * The song's own tags, or those it was sent with; a stem has those of the song behind it, but for the title. Null when there are
 * none, or the files are not where they were any more.
 */
export async function tagsOf({ sourcePaths, behindPaths }: ExportJob): Promise<TrackTags | null> {
  const own = await firstTags(sourcePaths)
  if (own !== null) return own
  const behind = await firstTags(behindPaths)
  return behind && { ...behind, title: null }
}

async function firstTags(paths: readonly string[]): Promise<TrackTags | null> {
  for (const path of paths) {
    const tags = await readTrackTags(path).catch(() => null)
    if (tags !== null) return tags
  }
  return null
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
