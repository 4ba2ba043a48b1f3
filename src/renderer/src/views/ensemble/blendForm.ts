import { type BlendFormat, type BlendMethod, type BlendRequest, MOST_SOURCES } from '../../../../shared/domain/ensemble'
import type { Job } from '../../../../shared/domain/job'
import { candidateLabels } from '../compare/candidateLabels'
import { comparableStems, jobsOfSameSong, type ReadyJob } from '../compare/comparable'

/** One job that could take part. */
export interface BlendRow {
  readonly job: ReadyJob
  readonly label: string
  readonly isChosen: boolean
  readonly stemIndex: number
  readonly weight: number
}

export interface BlendForm {
  readonly rows: readonly BlendRow[]
  readonly method: BlendMethod
  readonly format: BlendFormat
  readonly withRest: boolean
}

const sameWord = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase()

/** Every finished job of the song; those that hold the stem take part, blends made before do not by themselves. */
export function beginBlend(jobs: readonly Job[], jobId: string, stem: string | null): BlendForm {
  const siblings = jobsOfSameSong(jobs, jobId).filter(({ files }) => files.some(({ done }) => done))
  const wanted = stem ?? comparableStems(jobs, jobId)[0]?.name ?? ''
  const labels = candidateLabels(siblings.map(({ plan }) => ({ algorithmName: plan.algorithmName, options: plan.options.map(({ label }) => label) })))
  let chosen = 0
  const rows = siblings.map((job, place): BlendRow => {
    const file = job.files.find((each) => each.done && sameWord(each.stem, wanted))
    const isChosen = file !== undefined && job.madeHere?.kind !== 'ensemble' && chosen < MOST_SOURCES
    if (isChosen) chosen += 1
    return { job, label: labels[place] ?? '', isChosen, stemIndex: (file ?? job.files.find(({ done }) => done))?.index ?? 0, weight: 1 }
  })
  return { rows, method: 'mean', format: 'flac24', withRest: false }
}

export const chosenRows = ({ rows }: BlendForm): readonly BlendRow[] => rows.filter(({ isChosen }) => isChosen)

/**
 * What is called the rest: the one other stem, where all have the same one, else `fallback`. Null where a job gave that one
 * stem only, so that nothing says what is missing to the song.
 */
export function restNameOf(form: BlendForm, fallback: string): string | null {
  const others = chosenRows(form).map(({ job, stemIndex }) => job.files.filter(({ index }) => index !== stemIndex).map(({ stem }) => stem))
  if (others.some((stems) => stems.length === 0)) return null
  const [first = ''] = others[0] ?? []
  return others.every(([only = '', ...more]) => more.length === 0 && sameWord(only, first)) ? first : fallback
}

/** What main is asked for; `restName` null for the blend alone. */
export const toRequest = (form: BlendForm, restName: string | null): Omit<BlendRequest, 'blendId'> => ({
  sources: chosenRows(form).map(({ job, stemIndex, weight }) => ({ jobId: job.id, stemIndex, weight: form.method === 'mean' ? weight : 1 })),
  method: form.method, format: form.format, restName
})
