import type { RemoteAddress } from '../../shared/domain/job'
import type { RemoteType } from '../../shared/domain/link'
import type { OutputFormatId } from '../../shared/domain/outputFormat'
import type { PlanOption } from '../../shared/domain/plan'
import type { ServerJob } from '../../shared/domain/serverHistory'

/** Where to call and as whom. The token never leaves the main process. */
export interface ServiceAccess {
  /** e.g. https://mvsep.com/api, without a trailing slash. */
  readonly apiBase: string
  readonly token: string | null
}

/** A result file as the service announces it (API notes §3). */
export interface RemoteFile {
  readonly stem: string
  readonly url: string
  readonly sizeBytes: number | null
  /** The service's suggested name: hostile until proven otherwise; used only for its extension. */
  readonly suggestedName: string | null
  /** Words that came in the answer itself instead of as a file; `url` then says which (toAnswerTexts.ts). */
  readonly text?: string
}

/** What separation/get says of a job, by status word; an unknown word means "in progress". */
export type RemoteStatus =
  /** `isFetching`: so it says of a link while it is fetching it. */
  | { readonly status: 'notFound'; readonly message: string | null; readonly isFetching?: true }
  | { readonly status: 'waiting'; readonly queueCount: number | null; readonly currentOrder: number | null }
  | { readonly status: 'distributing'; readonly finishedChunks: number | null; readonly allChunks: number | null }
  | { readonly status: 'processing'; readonly message: string | null }
  | { readonly status: 'merging'; readonly message: string | null }
  /** `algorithmName`: what made the files, where the service says so. */
  | { readonly status: 'done'; readonly files: readonly RemoteFile[]; readonly algorithmName?: string }
  | { readonly status: 'failed'; readonly message: string | null }
  /** The link was fetched, and the job goes on under this address (API notes §4). */
  | { readonly status: 'fetched'; readonly remote: RemoteAddress }
  | { readonly status: 'unknown'; readonly word: string; readonly message: string | null }

/** A row of separation_history, as far as finding a lost job needs it (API notes §8). */
export type HistoryRow = Pick<ServerJob, 'hash' | 'createdAtMs' | 'renderId' | 'hoursLeft'>

/** A file as it is sent; `fileName` is what the service is told, the input's leaf name. */
export interface SentFile {
  readonly path: string
  readonly fileName: string
}

/** What a create takes: nothing but its texts, one file, a target with its reference, or a link the service fetches itself (API notes §2). */
export type SentSound =
  | { readonly kind: 'none' }
  | { readonly kind: 'file'; readonly file: SentFile }
  | { readonly kind: 'pair'; readonly target: SentFile; readonly reference: SentFile }
  | { readonly kind: 'link'; readonly url: string; readonly remoteType: RemoteType }

export interface CreateRequest {
  /** What is to be worked on. */
  readonly sound: SentSound
  readonly renderId: number
  readonly options: readonly Pick<PlanOption, 'name' | 'key'>[]
  readonly outputFormat: OutputFormatId
}

export interface UploadWatch {
  readonly signal: AbortSignal
  /** Called with bytes handed to the socket so far, body in whole. */
  readonly onProgress: (sentBytes: number, totalBytes: number) => void
  /**
   * Called once, just before the last bytes of the body are handed to the kernel: until it returns the server cannot
   * hold a whole request. The ledger writes that down here, so that a crash is known to lie before or after.
   * If it throws, nothing more is sent and the error goes to the caller.
   */
  readonly onLastBytes: () => void
}

/** One multipart POST with a known Content-Length, streamed from disk; see transfers/upload.ts. */
export interface MultipartRequest extends UploadWatch {
  readonly url: string
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** In the order in which they are sent. */
  readonly files: readonly (SentFile & { readonly field: string })[]
}

export interface HttpAnswer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/**
 * Sends a multipart POST once, never again by itself.
 * Throws AppError: 'offline' | 'serverUnreachable' | 'tlsFailed' when the request surely did not arrive whole,
 * 'answerLost' when the body may have been received and no answer came, 'fileMissing' | 'fileUnreadable' |
 * 'fileChanged' for the source, 'cancelled' when the signal fired before the body was sent whole.
 */
export type PostMultipart = (request: MultipartRequest) => Promise<HttpAnswer>

/** Whether the service agreed, and its own words if there were any. */
export interface Verdict {
  readonly accepted: boolean
  readonly message: string | null
}

/** The separation endpoints as the job engine sees them. */
export interface SeparationsApi {
  /** POST separation/create. Answers the job pinned to the host of `data.link` (API notes §1). Errors as PostMultipart, and those of the answer. */
  create(access: ServiceAccess, request: CreateRequest, watch: UploadWatch): Promise<RemoteAddress>
  /** GET separation/get at the job's own host. Needs no token. */
  status(remote: RemoteAddress, signal: AbortSignal): Promise<RemoteStatus>
  /** GET separation/get-remote at the job's own host: how far the service is with fetching a link (API notes §4). Needs no token. */
  linkStatus(remote: RemoteAddress, signal: AbortSignal): Promise<RemoteStatus>
  /** POST separation/cancel at the job's own host; true when the service agreed. */
  cancel(remote: RemoteAddress, token: string): Promise<Verdict>
  /** POST separation/delete at the job's own host: the job and its files (API notes §6). A job that is gone already counts as agreed. */
  remove(remote: RemoteAddress, token: string): Promise<Verdict>
  /** GET separation_history, newest first. `limit` 1..20. `sentRows` counts also those that could not be read. */
  historyPage(access: ServiceAccess, start: number, limit: number): Promise<{ readonly rows: readonly ServerJob[]; readonly sentRows: number }>
  /** The rows of a historyPage alone. */
  history(access: ServiceAccess, start: number, limit: number): Promise<readonly HistoryRow[]>
  /** The account's jobs that are not done yet, from GET app/user's `current_queue` (API notes §8); they may not be in the history. */
  currentQueue(access: ServiceAccess): Promise<readonly HistoryRow[]>
}
