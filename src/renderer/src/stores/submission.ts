import { create } from 'zustand'
import type { SubmissionField } from '../../../shared/domain/qualityChecker'
import type { ErrorInfo } from '../../../shared/errors/appError'
import type { CommandInput, Facts } from '../../../shared/ipc/contract'
import { call, errorInfoOf } from '../bridge/client'
import { attempt } from './notices'

type Progress = Facts['checker:progress']

type Submission =
  | { readonly status: 'idle' }
  | { readonly status: 'sending'; readonly fileName: string; readonly progress: Progress | null }
  | { readonly status: 'added'; readonly entryId: number | null }
  | { readonly status: 'refused'; readonly message: string; readonly fields: Readonly<Partial<Record<SubmissionField, string>>> }
  | { readonly status: 'failed'; readonly error: ErrorInfo }

/** The one entry that is sent at a time; goes on while another page is open. */
export const useSubmission = create<{ readonly submission: Submission }>(() => ({ submission: { status: 'idle' } }))

const put = (submission: Submission): void => useSubmission.setState({ submission })

/** Sends an entry; answers whether the service took it. Its password is handed on and not kept here. */
export async function sendEntry(draft: CommandInput<'checker:submit'>, fileName: string): Promise<boolean> {
  put({ status: 'sending', fileName, progress: null })
  try {
    const answer = await call('checker:submit', draft)
    if (answer.outcome === 'added') put({ status: 'added', entryId: answer.entryId })
    else put({ status: 'refused', message: answer.message, fields: answer.fields })
    return answer.outcome === 'added'
  } catch (error) {
    const info = errorInfoOf(error)
    put(info.code === 'cancelled' ? { status: 'idle' } : { status: 'failed', error: info })
    return false
  }
}

/** Stops the sending; the service then has no entry. */
export const stopSending = (): Promise<void> => attempt(() => call('checker:cancelSubmit', undefined))

/** Bytes on the move, as main tells them. */
export function noteSendProgress(progress: Progress): void {
  const { submission } = useSubmission.getState()
  if (submission.status === 'sending') put({ ...submission, progress })
}
