import { basename } from 'node:path'
import { AppError } from '../../shared/errors/appError'

/** The `code` of a Node system or TLS error, or an empty string. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

// No way out of this computer, or no name service: the network is missing, not the server.
const OFFLINE = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'ENETDOWN', 'EHOSTUNREACH', 'EADDRNOTAVAIL'])
const TLS = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'HOSTNAME_MISMATCH',
  'EPROTO'
])

/** What a failed connection means: 'tlsFailed' (final), 'offline' or 'serverUnreachable' (both pass by themselves). */
export function networkError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  const about = { detail: error instanceof Error ? error.message : undefined, cause: error }
  if (TLS.has(code) || /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_)/.test(code)) return new AppError('tlsFailed', about)
  return new AppError(OFFLINE.has(code) ? 'offline' : 'serverUnreachable', about)
}

/** What went wrong with a file that is only read: 'fileMissing' or 'fileUnreadable', named by its leaf name. */
export function sourceError(error: unknown, path: string): AppError {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  const subject = basename(path)
  return new AppError(code === 'ENOENT' || code === 'ENOTDIR' ? 'fileMissing' : 'fileUnreadable', { subject, detail: code, cause: error })
}

/**
 * What went wrong with a folder that is written to, named by its leaf name: 'diskFull' when space or the largest file
 * size is the reason, otherwise 'folderUnwritable'.
 */
export function folderError(error: unknown, folder: string): AppError {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  const about = { subject: basename(folder) || folder, detail: code === '' ? undefined : code, cause: error }
  return new AppError(code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' ? 'diskFull' : 'folderUnwritable', about)
}
