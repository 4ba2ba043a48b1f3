/**
 * Every expected failure has a code; the words for it live in the renderer's errorText.ts, which the
 * compiler keeps complete. A bug has no code of its own: it crosses as 'unexpected'.
 */
export const ERROR_CODES = [
  'offline',
  'serverUnreachable',
  'notMvsep',
  'tlsFailed',
  'proxyRefused',
  'serverError',
  'rateLimited',
  'tokenMissing',
  'tokenInvalid',
  'refused',
  'alreadyRunning',
  'algorithmUnavailable',
  'jobNotFound',
  'jobFailed',
  'linkFailed',
  'answerLost',
  'uploadCut',
  'fileMissing',
  'fileUnreadable',
  'fileEmpty',
  'fileNotAudio',
  'fileUndecodable',
  'videoSilent',
  'fileIsFolder',
  'fileChanged',
  'diskFull',
  'fileTooLarge',
  'dataDiskFull',
  'wouldClip',
  'folderUnwritable',
  'watchOverlap',
  'watchTooLarge',
  'downloadDamaged',
  'resultUntrusted',
  'localServiceFailed',
  'keychainFailed',
  'ledgerUnreadable',
  'presetFileUnreadable',
  'presetsFull',
  'recipeFileUnreadable',
  'recipesFull',
  'partsDiffer',
  'cancelled',
  'invalidInput',
  'unexpected'
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** An error as a value: what crosses IPC and what a failed job keeps. */
export interface ErrorInfo {
  readonly code: ErrorCode
  /** The server's or system's own words, plain text, never a token or a path outside the user's own folders. */
  readonly detail?: string | undefined
  /** What it is about, in the user's words: a file's name, a folder's name. */
  readonly subject?: string | undefined
}

/** An expected failure, thrown at the edge that first understands it. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly detail: string | undefined
  readonly subject: string | undefined
  /** With 'rateLimited' and 'serverError': how long the server asked to be left alone; undefined when it did not say. */
  readonly retryAfterMs: number | undefined

  constructor(
    code: ErrorCode,
    about: { detail?: string | undefined; subject?: string | undefined; retryAfterMs?: number | undefined; cause?: unknown } = {}
  ) {
    super(about.detail === undefined ? code : `${code}: ${about.detail}`, { cause: about.cause })
    this.name = 'AppError'
    this.code = code
    this.detail = about.detail
    this.subject = about.subject
    this.retryAfterMs = about.retryAfterMs
  }
}

/** The value form of any thrown thing; what is not an AppError becomes 'unexpected'. */
export function toErrorInfo(error: unknown): ErrorInfo {
  if (error instanceof AppError) return { code: error.code, detail: error.detail, subject: error.subject }
  return { code: 'unexpected', detail: error instanceof Error ? error.message : undefined }
}
