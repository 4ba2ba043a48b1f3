import { toOutputs, toStemLabel, type Catalogue } from '../catalogue/catalogue'
import { toDateText } from '../dates'
import type { Method } from '../separation/types'
import type { Job } from './job'
import type { JobStore } from './jobStore'

/** What `separation/get` answers. */
export interface StatusAnswer {
  readonly success: boolean
  readonly status: string
  readonly data: Readonly<Record<string, unknown>>
}

export const NOT_FOUND: StatusAnswer = {
  success: false,
  status: 'not_found',
  data: { message: 'File or File Hash not found' }
}

export interface StatusParts {
  readonly jobs: JobStore
  readonly catalogue: Catalogue
  /** Seconds of audio a running job has behind it. */
  readonly doneS: (jobId: number) => number
  /** The address clients reach the service at, without a slash at its end. */
  readonly origin: string
}

/** How a job stands (API page, separation/get). `failed` comes with success:true, as from the real service. */
export function toStatusAnswer(job: Job, parts: StatusParts): StatusAnswer {
  switch (job.status) {
    case 'fetching':
    case 'waiting':
      return { success: true, status: 'waiting', data: toQueuePlace(job, parts.jobs) }
    case 'processing':
      return { success: true, status: 'processing', data: { message: toProgressText(job, parts) } }
    case 'merging':
      return { success: true, status: 'merging', data: { message: 'Finishing the files' } }
    case 'failed':
      return { success: true, status: 'failed', data: { message: job.message } }
    case 'done':
      return { success: true, status: 'done', data: toResult(job, parts) }
    case 'removed':
      return NOT_FOUND
  }
}

/** Place in the job's own priority: 1 is next (API notes, plans and limits). */
export function toQueuePlace(job: Job, jobs: JobStore): Readonly<Record<string, unknown>> {
  const queue = jobs.inStatus('fetching', 'waiting').filter(({ isPremium }) => isPremium === job.isPremium)
  const order = queue.findIndex(({ id }) => id === job.id) + 1
  return { queue_count: queue.length, current_order: order, message: `Number ${order} of ${queue.length} in the queue` }
}

const DONE_WORDS: Readonly<Record<Method['kind'], string>> = { separate: 'Separated', match: 'Mastered', generate: 'Played' }

function toProgressText({ id, renderId, durationS }: Job, { catalogue, doneS }: StatusParts): string {
  const done = `${DONE_WORDS[catalogue.entry(renderId).method.kind]} ${toClock(doneS(id))}`
  return durationS === null ? done : `${done} of ${toClock(durationS)}`
}

function toClock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
}

function toResult(job: Job, { catalogue, origin }: StatusParts): Readonly<Record<string, unknown>> {
  const { method, text } = catalogue.entry(job.renderId)
  const labels = toOutputs(method, job.options)
  const hash = job.hash ?? ''
  return {
    hash,
    algorithm: text.name,
    algorithm_description: text.shortDescription,
    size: toSizeText(job.inputBytes),
    output_format: catalogue.format(job.outputFormat).label,
    tags: job.tags,
    input_file: {
      url: `${origin}/storage/temp/${encodeURIComponent(hash)}`,
      size: toSizeText(job.inputBytes),
      bytes: job.inputBytes,
      download: job.inputName
    },
    files: job.files.map((file) => ({
      type: labels[file.stem] ?? toStemLabel(file.stem),
      url: `${origin}/storage/${job.outputFolder}/${encodeURIComponent(file.name)}`,
      size: toSizeText(file.sizeBytes),
      bytes: file.sizeBytes,
      download: file.name,
      image: null
    })),
    date: toDateText(job.updatedAtMs),
    transcription: []
  }
}

/** Sizes as the real service writes them: "159.23 KB", "5.84 MB". */
export function toSizeText(sizeBytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB']
  const power = sizeBytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(sizeBytes) / Math.log(1024)))
  const number = sizeBytes / 1024 ** power
  return `${power === 0 ? number : number.toFixed(2)} ${units[power] ?? 'B'}`
}
