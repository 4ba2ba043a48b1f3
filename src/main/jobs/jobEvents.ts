import type { DownloadHold, QueueHold, RemoteAddress, StemFile } from '../../shared/domain/job'
import type { ErrorInfo } from '../../shared/errors/appError'
import type { RemoteStatus } from '../mvsep/types'

/** Everything that can happen to a job. */
export type JobEvent =
  /** A queued job waits for another reason, or for none any more. */
  | { readonly type: 'holdChanged'; readonly hold: QueueHold | null }
  /** The one create of this attempt is about to go out. */
  | { readonly type: 'uploadStarted' }
  /** The job has found the account that pays for it; one that has one keeps it. */
  | { readonly type: 'claimed'; readonly accountId: string }
  /** The create surely did not arrive, or was turned away for now: the job waits its turn again. */
  | { readonly type: 'sentBack'; readonly hold: QueueHold | null }
  /** The create may have arrived and no answer came. */
  | { readonly type: 'answerLost'; readonly sentAtMs: number }
  /** The service has the job: it answered so, or its history says so; that may tell the name of what a link led to. */
  | { readonly type: 'accepted'; readonly remote: RemoteAddress; readonly name?: string | null }
  /** The service has fetched the link: the job has its own hash from now on, and a name where the link told none. */
  | { readonly type: 'linkFetched'; readonly remote: RemoteAddress; readonly name: string | null }
  /** The history was looked at to the end and did not settle it: now the user is asked. */
  | { readonly type: 'lookedUp' }
  /** The user wants the history looked at once more. */
  | { readonly type: 'lookAgain' }
  /** The user's word: send it once more. */
  | { readonly type: 'sendAgain' }
  | { readonly type: 'statusReceived'; readonly status: RemoteStatus }
  /** `algorithmName`: the service's word for what made them, where the job did not know it. */
  | { readonly type: 'filesAnnounced'; readonly files: readonly StemFile[]; readonly algorithmName?: string }
  /** A result is on this disk, whole, under this name; `damaged`: its beginning is not what its name says. */
  | { readonly type: 'fileDone'; readonly index: number; readonly fileName: string; readonly damaged: boolean }
  /** Results cannot come in for now, or (null) can again. `place`: the folder that is full or gone. */
  | { readonly type: 'downloadHeld'; readonly hold: DownloadHold | null; readonly place: string | null }
  /** The results of a ready job were looked at: these are damaged or gone, all others are not. */
  | { readonly type: 'resultsLooked'; readonly damaged: readonly number[] }
  /** The user wants these results of a ready job once more. */
  | { readonly type: 'fetchAgain'; readonly indexes: readonly number[] }
  /** The service deleted the files of a ready job. */
  | { readonly type: 'deletedThere' }
  | { readonly type: 'allFilesDone' }
  /** `remoteGone`: the service itself says it has the job no more; otherwise what is paid for is kept. */
  | { readonly type: 'failed'; readonly error: ErrorInfo; readonly remoteGone?: true }
  | { readonly type: 'cancelled' }
  /** The user holds the job: nothing more is sent or fetched. What is being sent is sent back by an event of its own. */
  | { readonly type: 'pauseRequested' }
  | { readonly type: 'resumeRequested' }
  /** The user put the job at another place in the queue. */
  | { readonly type: 'moved'; readonly position: number }
  /** The service agreed to a cancel: it does not have the job any more. */
  | { readonly type: 'takenBack' }
  | { readonly type: 'retryRequested' }

export type JobEventType = JobEvent['type']
