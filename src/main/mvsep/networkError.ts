import { AppError, type ErrorCode } from '../../shared/errors/appError'

const OFFLINE = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'ENONET'])

const TLS = new Set([
  'EPROTO', 'CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_REVOKED', 'CERT_REJECTED', 'CERT_UNTRUSTED', 'CERT_CHAIN_TOO_LONG',
  'CERT_SIGNATURE_FAILURE', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'INVALID_CA', 'INVALID_PURPOSE', 'HOSTNAME_MISMATCH'
])

/** The error code of a failed connection, by the system's, OpenSSL's or Node's word for it. */
export function networkErrorCode(systemCode: string): ErrorCode {
  if (OFFLINE.has(systemCode)) return 'offline'
  if (TLS.has(systemCode) || systemCode.startsWith('ERR_TLS') || systemCode.startsWith('ERR_SSL')) return 'tlsFailed'
  // Not HTTP at all, a body that does not unpack, a round of redirects: whoever answered is not the service.
  if (systemCode.startsWith('HPE_') || systemCode.startsWith('Z_') || systemCode === 'ERR_TOO_MANY_REDIRECTS') return 'notMvsep'
  return 'serverUnreachable'
}

/**
 * A failed request as an AppError that holds the failure's code and nothing else: a request library's error carries
 * the whole request, token included, so it is never passed on as cause. What has no code is a bug, told by its name.
 */
export function toNetworkError(error: unknown): AppError {
  const own = ownErrorIn(error)
  if (own !== null) return own
  const code = systemCodeOf(error)
  if (code !== null) return new AppError(networkErrorCode(code), { detail: code })
  return new AppError('unexpected', { detail: error instanceof Error ? error.name : typeof error })
}

/** What our own connections threw (a proxy's refusal, an inner address), which a request library wraps in its own error. */
function ownErrorIn(error: unknown, depth = 0): AppError | null {
  if (error instanceof AppError) return error
  return error instanceof Error && depth < 3 ? ownErrorIn(error.cause, depth + 1) : null
}

// Connecting to several addresses fails with an AggregateError; its first inner error tells the reason.
function systemCodeOf(error: unknown, depth = 0): string | null {
  if (typeof error !== 'object' || error === null || depth > 3) return null
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  if (code !== null && !code.startsWith('ERR_GOT')) return code
  const inner: unknown = 'cause' in error ? error.cause : 'errors' in error && Array.isArray(error.errors) ? error.errors[0] : null
  return systemCodeOf(inner, depth + 1) ?? code
}
