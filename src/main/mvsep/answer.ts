import { AppError, type ErrorCode } from '../../shared/errors/appError'
import { retryAfterMs } from '../transfers/backOff'
import { toOneLine } from './plainText'
import type { HttpAnswer } from './types'
import { asObject, type JsonObject } from './tolerant'
import { failureWire } from './wire'

/**
 * The JSON of a good answer. Throws AppError: 'notMvsep' when it is no JSON, else by status and by the words of
 * API notes §2, with retryAfterMs where the server named a time. `secrets` are values we sent that must not come back in an error's words.
 */
export function readAnswer(answer: HttpAnswer, secrets: readonly (string | null)[] = []): unknown {
  const json = parseBody(answer.body)
  const good = answer.statusCode >= 200 && answer.statusCode < 300
  if (good && json !== null && !saysFailure(json)) return json
  throw toAnswerError(answer, json, secrets)
}

/** A JSON object or array, or null for anything else. */
export function parseBody(body: string): JsonObject | readonly unknown[] | null {
  try {
    const json: unknown = JSON.parse(body.startsWith('\uFEFF') ? body.slice(1) : body)
    return Array.isArray(json) ? json : asObject(json)
  } catch {
    return null
  }
}

/** What an answer that is not good means, in our words; `json` is its parsed body. */
export function toAnswerError(answer: HttpAnswer, json: unknown, secrets: readonly (string | null)[]): AppError {
  const { statusCode } = answer
  const message = json === null ? null : messageOf(json)
  const code = codeFor(statusCode, json !== null, message ?? '')
  const words = message ?? (json === null && statusCode >= 400 ? toOneLine(answer.body) : '')
  const detail = [statusCode >= 300 ? `HTTP ${statusCode}` : '', withoutSecrets(words, secrets)].filter(Boolean).join(': ')
  // The words of a refusal are for people; its number is not.
  const shown = code === 'refused' && words !== '' ? withoutSecrets(words, secrets) : detail
  return new AppError(code, {
    detail: shown === '' ? undefined : shown,
    retryAfterMs: retryAfterOf(answer)
  })
}

/** The server's own words in any of the shapes it uses (API notes §2), on one line; null when it said none. */
export function messageOf(json: unknown): string | null {
  const failure = failureWire.parse(json)
  for (const words of [failure.errors, failure.data.message, failure.message, failure.error]) {
    const line = toOneLine(words.join('; '))
    if (line !== '') return line
  }
  return null
}

/** Whether an answer's `success` says no; absent means yes. */
function saysFailure(json: unknown): boolean {
  return failureWire.parse(json).success === false
}

// Loosely, in this order: the site's spelling varies and its texts change (API notes §2).
const TEXTS: readonly (readonly [RegExp, ErrorCode])[] = [
  [/unauthenticated|(^|[^a-z])token\b.{0,40}(invalid|wrong|expired|required|not (found|valid|correct))/i, 'tokenInvalid'],
  [/(invalid|wrong|expired|unknown|missing|bad)\b.{0,20}token\b/i, 'tokenInvalid'],
  [/unprocessed (file|job|track)|already (have|has).{0,40}\bin (the )?queue\b/i, 'alreadyRunning'],
  [/sep[ae]ration type|algorithm.{0,30}(unavailable|not (found|available))/i, 'algorithmUnavailable'],
  [/\b(hash|job|file)\b.{0,20}not found/i, 'jobNotFound']
]

function codeFor(statusCode: number, isJson: boolean, message: string): ErrorCode {
  if (statusCode === 401) return 'tokenInvalid'
  if (statusCode === 429) return 'rateLimited'
  if (statusCode >= 500 || statusCode === 408 || statusCode === 425) return 'serverError'
  if (statusCode < 200 || (statusCode >= 300 && statusCode < 400)) return 'notMvsep'
  // A 403 in the service's own form is about the account; a page with one is somebody in between.
  if (statusCode === 403 && isJson) return TEXTS.find(([text]) => text.test(message))?.[1] ?? 'tokenInvalid'
  if (!isJson) return statusCode < 300 || statusCode === 403 || statusCode === 404 || statusCode === 407 || statusCode === 511 ? 'notMvsep' : 'refused'
  return TEXTS.find(([text]) => text.test(message))?.[1] ?? 'refused'
}

function withoutSecrets(text: string, secrets: readonly (string | null)[]): string {
  let clean = text
  for (const secret of secrets) if (secret !== null && secret !== '') clean = clean.replaceAll(secret, '…')
  return clean
}

/** Retry-After of an answer, 1 s to 1 h; undefined when it has none. A date is read against the server's own clock, where it tells that. */
export function retryAfterOf({ headers }: HttpAnswer): number | undefined {
  const [header, date] = [headers['retry-after'], headers['date']].map((value) => (Array.isArray(value) ? value[0] : value))
  const serverMs = Date.parse(date ?? '')
  return retryAfterMs(header, Number.isNaN(serverMs) ? Date.now() : serverMs)
}
