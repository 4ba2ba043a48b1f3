import type { ErrorInfo } from '../errors/appError'
import type { Plan } from './plan'
import type { Prepared } from './prepared'
import type { ServiceId } from './service'

/** Where the service knows a job: pinned when create answers, kept for the job's whole life (API notes §1). */
export interface RemoteAddress {
  readonly hash: string
  /** Its hash is that of a link the service is still fetching: it is asked for with separation/get-remote (API notes §4). */
  readonly byLink?: true | undefined
  /** API base the job belongs to, e.g. https://de2.mvsep.com/api */
  readonly apiBase: string
}

/** A job at the service, and how long what it makes stays there. */
export interface RemoteJob extends RemoteAddress {
  /** When the service took it in, Unix time in milliseconds; null in old records: then the time in the hash counts. */
  readonly acceptedAtMs: number | null
  /** When its files were deleted there at the user's wish; null while they were not. */
  readonly deletedAtMs: number | null
}

/** One result file as the service announced it, and how far it is on this disk. */
export interface StemFile {
  /** Position in the service's list; the only key that is unique (types repeat). */
  readonly index: number
  /** The service's word for the stem, e.g. "Vocals". */
  readonly stem: string
  readonly url: string
  /** Bytes as announced, or null when the service did not say. */
  readonly sizeBytes: number | null
  /** Leaf name inside the job's folder; made by us, never by the server. */
  readonly fileName: string
  readonly done: boolean
  /** It is here at its full length, and its beginning cannot be read as what its name says. */
  readonly damaged: boolean
}

/** What a job is made from, as people know it. */
export interface JobInput {
  /** The file's leaf name, what is known of a link's, or the first words of a text. */
  readonly name: string
  /** 0 where nothing is sent from here. */
  readonly sizeBytes: number
  readonly durationSeconds: number | null
  /** The file that the input is matched to. */
  readonly referenceName?: string | undefined
  /** Fetched by the service itself. */
  readonly isLink?: true | undefined
  /** What was sent was made from the song first. */
  readonly prepared?: Prepared | undefined
}

/** Results that were computed on this computer from those of other jobs. */
export interface MadeHere {
  /** The same stem of several jobs in one · the parts of a long song in a row. */
  readonly kind: 'ensemble' | 'joined'
  readonly fromJobIds: readonly string[]
}

/** What a job has at every phase. */
export interface JobBase {
  readonly id: string
  readonly service: ServiceId
  readonly input: JobInput
  readonly plan: Plan
  /** Unix time in milliseconds. */
  readonly createdAtMs: number
  readonly updatedAtMs: number
  /** Creates sent for this job: at most one goes out without the user's word. */
  readonly attempt: number
  /** Place in the queue: the smaller, the sooner; any number, so that a move changes only what is moved. */
  readonly position: number
  /** Nothing more is sent or fetched until the user resumes it; what the service has begun goes on there. */
  readonly paused: boolean
  /** API base its create goes to, chosen when the job was made; absent for jobs of this computer and from before regions. */
  readonly home?: string | undefined
  /** The account that pays for it: chosen when the job was made, and for life. Null on this computer, or until somebody signs in. */
  readonly accountId: string | null
  /**
   * Made elsewhere and only followed and fetched here: never sent, whatever happens. Its options and format are not known;
   * 'algorithmUnknown': nor is its algorithm, whose number in the plan then means nothing.
   */
  readonly adopted?: 'algorithmKnown' | 'algorithmUnknown' | undefined
  /** Never sent either: no service knows it, and what it is called stands in its plan. */
  readonly madeHere?: MadeHere | undefined
}

/**
 * A job, one input x one plan, as a union on `phase`: what cannot be, cannot be written down.
 * queued: never sent · uploading: being sent · unconfirmed: sent, answer lost · waiting … merging: at the service ·
 * downloading: results coming in · ready / failed / cancelled: at rest.
 */
export type JobPhase =
  | { readonly phase: 'queued'; readonly hold: QueueHold | null }
  | { readonly phase: 'uploading' }
  | { readonly phase: 'unconfirmed'; readonly sentAtMs: number; readonly lookedUp: boolean }
  | { readonly phase: 'waiting'; readonly remote: RemoteJob; readonly queueCount: number | null; readonly currentOrder: number | null }
  | {
      readonly phase: 'distributing'
      readonly remote: RemoteJob
      readonly finishedChunks: number | null
      readonly allChunks: number | null
    }
  | { readonly phase: 'processing'; readonly remote: RemoteJob; readonly message: string | null }
  | { readonly phase: 'merging'; readonly remote: RemoteJob; readonly message: string | null }
  | {
      readonly phase: 'downloading'
      readonly remote: RemoteJob
      readonly files: readonly StemFile[]
      readonly hold: DownloadHold | null
      /** The folder that is full or gone, as its user calls it. */
      readonly place: string | null
    }
  /** `remote`: null where the results were made here. */
  | { readonly phase: 'ready'; readonly remote: RemoteJob | null; readonly files: readonly StemFile[]; readonly finishedAtMs: number }
  | {
      readonly phase: 'failed'
      readonly error: ErrorInfo
      /** Kept when the service has the job, so that a retry asks for its results again instead of paying twice. */
      readonly remote: RemoteJob | null
      readonly files: readonly StemFile[]
    }
  | { readonly phase: 'cancelled'; readonly remote: RemoteJob | null }

/** Why a queued job waits. */
export type QueueHold = 'oneAtATime' | 'turn' | 'slowedDown' | 'offline' | 'signIn' | 'localService' | 'paused'

/** Why results do not come in: no room, no folder to write to, or no way to the service. */
export type DownloadHold = 'diskFull' | 'folderGone' | 'offline'

export type Job = JobBase & JobPhase
export type PhaseName = Job['phase']
export const PHASES = [
  'queued',
  'uploading',
  'unconfirmed',
  'waiting',
  'distributing',
  'processing',
  'merging',
  'downloading',
  'ready',
  'failed',
  'cancelled'
] as const satisfies readonly PhaseName[]

/** Bytes on the move for one job. Never stored; sent at most ten times a second. */
export interface TransferProgress {
  readonly jobId: string
  readonly direction: 'upload' | 'download'
  readonly doneBytes: number
  /** Null while the whole is unknown. */
  readonly totalBytes: number | null
}
