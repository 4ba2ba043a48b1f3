import { basename } from 'node:path'
import { AppError } from '../../shared/errors/appError'
import { networkErrorCode } from '../mvsep/networkError'

/** The `code` of a Node system or TLS error, or an empty string. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** What a failed connection means: 'tlsFailed' (final), 'offline', 'serverUnreachable' or 'notMvsep' (these pass by themselves). */
export function networkError(error: unknown): AppError {
  if (error instanceof AppError) return error
  return new AppError(networkErrorCode(codeOf(error)), { detail: error instanceof Error ? error.message : undefined, cause: error })
}

/** What went wrong with a file that is only read: 'fileMissing' or 'fileUnreadable', named by its leaf name. */
export function sourceError(error: unknown, path: string): AppError {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  const subject = basename(path)
  return new AppError(code === 'ENOENT' || code === 'ENOTDIR' ? 'fileMissing' : 'fileUnreadable', { subject, detail: code, cause: error })
}

/** Whether too many files are open at once: it passes when other work ends (A7 row 18). */
export function isOutOfFiles(error: unknown): boolean {
  const code = codeOf(error instanceof AppError ? error.cause : error)
  return code === 'EMFILE' || code === 'ENFILE'
}

/**
 * What went wrong with a folder that is written to, named by its leaf name: 'diskFull' when space is the reason,
 * 'fileTooLarge' when its disk has none for files of this size (FAT32), otherwise 'folderUnwritable'.
 */
export function folderError(error: unknown, folder: string): AppError {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  const about = { subject: basename(folder) || folder, detail: code === '' ? undefined : code, cause: error }
  if (code === 'EFBIG') return new AppError('fileTooLarge', about)
  return new AppError(code === 'ENOSPC' || code === 'EDQUOT' ? 'diskFull' : 'folderUnwritable', about)
}
