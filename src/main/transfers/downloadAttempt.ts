import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { AppError } from '../../shared/errors/appError'
import { retryAfterMs } from './backOff'
import type { DownloadLine, DownloadRequest } from './download'
import { fetchResult, type ResultAnswer } from './fetchResult'
import { LONGEST_VALIDATOR } from './partNote'
import type { PartFile } from './partWriter'
import { networkError } from './systemError'

/**
 * One request for what is missing of a result; returns when the part is whole. Bytes of another version are never
 * appended: a resume needs the validator of what is here (RFC 9110, 13.1.5), and every answer is checked against it.
 * Throws AppError as createDownload says; errors of the disk pass as they are.
 */
export async function fetchOnce(part: PartFile, request: DownloadRequest, line: DownloadLine): Promise<void> {
  if (part.position > 0 && isWhole(part, request.announcedBytes)) return
  const { validator } = part.note
  if (part.position > 0 && validator === null) await part.restart(null, null)
  const resuming = part.position > 0 && validator !== null
  const headers: Record<string, string> = resuming ? { range: `bytes=${part.position}-`, 'if-range': validator } : {}
  const { url, apiBase, signal } = request
  const answer = await fetchResult({ ...line, url, apiBase, headers, signal }).catch((error: unknown) => {
    throw networkError(error)
  })
  try {
    await prepare(part, answer.response, request)
    await receive(part, answer, request, line.idleTimeoutMs)
  } finally {
    answer.response.destroy()
  }
  const expected = part.note.totalBytes ?? request.announcedBytes
  if (expected !== null && part.position !== expected) throw damagedLength(part.position, expected)
}

const isWhole = (part: PartFile, announcedBytes: number | null): boolean =>
  part.note.totalBytes === part.position && (announcedBytes === null || announcedBytes === part.position)

/** Reads the head of an answer and makes the part ready for its body. */
async function prepare(part: PartFile, { statusCode = 0, headers }: IncomingMessage, request: DownloadRequest): Promise<void> {
  if (statusCode === 206) {
    const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers['content-range'] ?? '')?.slice(1).map(Number) ?? []
    const [first, last, total] = range
    const fits = first === part.position && total === part.note.totalBytes && last === total - 1
    if (!fits || !sameVersion(part.note.validator, headers)) throw damaged('the server answered another range than asked for')
  } else if (statusCode === 200) {
    const length = headers['content-length']
    await part.restart(validatorOf(headers), length === undefined ? null : Number(length))
  } else if (statusCode === 416) {
    throw damaged('the server has another length than before')
  } else {
    throw statusError(statusCode, headers)
  }
  const encoding = headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') throw damaged('the server sent an encoded file')
  if (/^text\/html/i.test(headers['content-type'] ?? '')) throw damaged('the server sent a page instead of a result')
  const { totalBytes } = part.note
  if (request.announcedBytes !== null && totalBytes !== null && totalBytes !== request.announcedBytes) {
    throw damagedLength(totalBytes, request.announcedBytes)
  }
}

/**
 * Takes the body in as it comes; while the disk is behind nothing is read, and that silence is not the server's. However it
 * ends, the last piece is kept by then: a body ends as soon as that piece is handed over, and a part that is still being
 * written would be taken for one that is too short, or get bytes behind the next request's.
 */
async function receive(part: PartFile, { response, reads }: ResultAnswer, request: DownloadRequest, idleTimeoutMs: number): Promise<void> {
  const totalBytes = part.note.totalBytes ?? request.announcedBytes
  request.onProgress(part.position, totalBytes)
  let keeping = Promise.resolve()
  const arrived = new Promise<void>((resolve, reject) => {
    const waitFor = async (kept: Promise<void>): Promise<void> => {
      flow.pause()
      response.socket.setTimeout(0)
      await kept
      request.onProgress(part.position, totalBytes)
      response.socket.setTimeout(idleTimeoutMs)
      flow.resume()
    }
    const take = (piece: Buffer): void => {
      if (totalBytes !== null && part.position + piece.length > totalBytes) {
        reject(damagedLength(part.position + piece.length, totalBytes))
        response.destroy()
        return
      }
      request.onCutOff?.(false)
      const kept = part.write(piece)
      if (kept === null) {
        request.onProgress(part.position, totalBytes)
        return
      }
      keeping = kept
      waitFor(kept).catch(reject)
    }
    const flow = reads.start(response, take, resolve)
    response.on('error', (error) => { reject(networkError(error)) })
    const endedEarly = (): void => { reject(new AppError('serverUnreachable', { detail: 'the connection ended early' })) }
    response.on('close', endedEarly)
    // It may have ended while the part was made ready: then no event is left to wait for.
    if (response.destroyed) endedEarly()
    else flow.resume()
  })
  try {
    await arrived
  } finally {
    await keeping
  }
}

/** What names this very version: a strong ETag, else the date of its last change. */
function validatorOf(headers: IncomingHttpHeaders): string | null {
  const { etag } = headers
  const validator = etag !== undefined && !etag.startsWith('W/') ? etag : headers['last-modified']
  return validator !== undefined && validator.length <= LONGEST_VALIDATOR ? validator : null
}

/** A 206 that names its version must name ours; one that names none was promised by If-Range. */
function sameVersion(ours: string | null, headers: IncomingHttpHeaders): boolean {
  const theirs = ours?.startsWith('"') === true ? headers.etag : headers['last-modified']
  return theirs === undefined || theirs === ours
}

function statusError(statusCode: number, headers: IncomingHttpHeaders): AppError {
  const about = { detail: `HTTP ${statusCode}`, retryAfterMs: retryAfterMs(headers['retry-after'], Date.now()) }
  if (statusCode === 429) return new AppError('rateLimited', about)
  if (statusCode === 404 || statusCode === 410) return new AppError('jobNotFound', about)
  const passing = statusCode >= 500 || statusCode === 408 || statusCode === 425
  return new AppError(passing ? 'serverError' : 'refused', about)
}

const damaged = (detail: string): AppError => new AppError('downloadDamaged', { detail })
const damagedLength = (found: number, expected: number): AppError => damaged(`${found} bytes instead of ${expected}`)
