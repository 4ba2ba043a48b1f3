import type { TFunction } from 'i18next'
import type { ErrorCode, ErrorInfo } from '../../../shared/errors/appError'

/** An error in words: what happened, what is safe, what to do next, and the original words if any. */
export interface ErrorText {
  readonly what: string
  readonly safe: string
  readonly next: string
  readonly detail: string | null
}

/** Codes whose detail is the service's own reason and worth reading; elsewhere it is jargon. */
const DETAIL_MATTERS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'refused', 'jobFailed', 'linkFailed', 'serverError', 'algorithmUnavailable', 'unexpected', 'localServiceFailed', 'folderUnwritable', 'invalidInput',
  'presetFileUnreadable', 'recipeFileUnreadable', 'partsDiffer'
])

/** Codes that speak of a folder, where a file's name would make nonsense. */
const ABOUT_FOLDER: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['diskFull', 'fileTooLarge', 'folderUnwritable'])

/**
 * The words for an error, in the language in force. Every code has words: enErrors.ts does not compile otherwise.
 * `fileName` is what it is about when the error itself does not say.
 */
export function errorText(error: ErrorInfo, t: TFunction, fileName?: string): ErrorText {
  const subject = error.subject ?? (ABOUT_FOLDER.has(error.code) ? t('app.theFolder') : fileName ?? t('app.thisFile'))
  return {
    what: t(`errors.${error.code}.what`, { subject }),
    safe: t(`errors.${error.code}.safe`),
    next: t(`errors.${error.code}.next`),
    detail: error.detail !== undefined && error.detail !== '' && DETAIL_MATTERS.has(error.code)
      ? t('app.serversWords', { detail: error.detail })
      : null
  }
}
