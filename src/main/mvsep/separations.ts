import type { RemoteAddress } from '../../shared/domain/job'
import { isHash } from '../../shared/domain/resultLink'
import { AppError, type ErrorCode } from '../../shared/errors/appError'
import { assertNever } from '../../shared/errors/assertNever'
import { messageOf, parseBody, readAnswer, toAnswerError } from './answer'
import { pinApiBase } from './apiBase'
import type { Http } from './http'
import { toHistoryRow, toQueueRows, toRemoteStatus } from './toDomain'
import { hashIn, toLinkStatus } from './toLinkStatus'
import type { CreateRequest, HttpAnswer, MultipartRequest, PostMultipart, SentSound, SeparationsApi, ServiceAccess, Verdict } from './types'
import { createdWire, currentQueueWire, rowsWire } from './wire'

export interface SeparationsParts {
  readonly http: Http
  /** Sends the upload; see transfers/upload.ts. */
  readonly postMultipart: PostMultipart
}

/** A status is a look at a table. One that stalls must not keep the other jobs of its host waiting: only one is on its way there. */
const STATUS_RESPONSE_MS = 10_000

/** The separation endpoints (API notes §2, §3, §5, §8). */
export function createSeparationsApi({ http, postMultipart }: SeparationsParts): SeparationsApi {
  return {
    async create(access, request, watch) {
      const token = tokenOf(access)
      const answer = await postMultipart({
        ...watch,
        url: `${access.apiBase}/separation/create`,
        fields: toFields(token, request),
        files: toFiles(request.sound)
      })
      const remote = toRemoteJob(answer, access.apiBase, token)
      // A link's first hash is a short one, for get-remote alone.
      return request.sound.kind === 'link' && !isHash(remote.hash) ? { ...remote, byLink: true } : remote
    },

    async status(remote, signal) {
      const answer = await http.get(`${remote.apiBase}/separation/get`, { query: { hash: remote.hash }, signal, responseMs: STATUS_RESPONSE_MS })
      const json = parseBody(answer.body)
      // A job that is not there is told with success:false and, by some nodes, with HTTP 400 or 404: an answer all the same.
      const status = isVerdict(answer.statusCode) && json !== null ? toRemoteStatus(json) : null
      if (status !== null) return status
      try {
        readAnswer(answer)
      } catch (error) {
        if (error instanceof AppError && error.code === 'jobNotFound') return { status: 'notFound', message: messageOf(json) }
        throw error
      }
      throw new AppError('notMvsep', { detail: 'an answer without a status' })
    },

    // It answers in many ways while it is at it; only "failed" ends it.
    async linkStatus(remote, signal) {
      const answer = await http.get(`${remote.apiBase}/separation/get-remote`, { query: { hash: remote.hash }, signal, responseMs: STATUS_RESPONSE_MS })
      const json = parseBody(answer.body)
      const status = isVerdict(answer.statusCode) && json !== null ? toLinkStatus(json, remote.apiBase) : null
      if (status !== null) return status
      readAnswer(answer)
      throw new AppError('notMvsep', { detail: 'an answer without a status' })
    },

    // "Too late" and "no such job" are answers to the question; every other error means that it was not heard.
    async cancel(remote, token) {
      const answer = await http.postForm(`${remote.apiBase}/separation/cancel`, { api_token: token, hash: remote.hash })
      return readVerdict(answer, token, (code) => (code === 'refused' || code === 'jobNotFound' ? false : null))
    },

    async remove(remote, token) {
      const answer = await http.postForm(`${remote.apiBase}/separation/delete`, { api_token: token, hash: remote.hash })
      return readVerdict(answer, token, (code) => (code === 'jobNotFound' ? true : code === 'refused' ? false : null))
    },

    async historyPage(access, start, limit) {
      const token = tokenOf(access)
      const answer = await http.get(`${access.apiBase}/app/separation_history`, { query: { api_token: token, start, limit } })
      const rows = rowsWire.safeParse(readAnswer(answer, [token]))
      if (!rows.success) throw new AppError('notMvsep', { detail: 'a history without rows' })
      return { rows: rows.data.flatMap(toHistoryRow), sentRows: rows.data.length }
    },

    async history(access, start, limit) {
      return (await this.historyPage(access, start, limit)).rows
    },

    async currentQueue(access) {
      const token = tokenOf(access)
      const answer = await http.get(`${access.apiBase}/app/user`, { query: { api_token: token } })
      return toQueueRows(currentQueueWire.parse(readAnswer(answer, [token])).data.current_queue)
    }
  }
}

/** `accepts`: what an error means for the question; null when it was not heard. */
function readVerdict(answer: HttpAnswer, token: string, accepts: (code: ErrorCode) => boolean | null): Verdict {
  try {
    return { accepted: true, message: messageOf(readAnswer(answer, [token])) }
  } catch (error) {
    const accepted = error instanceof AppError ? accepts(error.code) : null
    if (accepted === null) throw error
    return { accepted, message: error instanceof AppError ? (error.detail ?? null) : null }
  }
}

function tokenOf({ token }: ServiceAccess): string {
  if (token === null || token === '') throw new AppError('tokenMissing')
  return token
}

// `sep_type` is the algorithm's render_id, always sent (its default differs from page to page), also when it is 0.
function toFields(token: string, request: CreateRequest): MultipartRequest['fields'] {
  return [
    ['api_token', token],
    ['sep_type', String(request.renderId)],
    ...request.options.map(({ name, key }): [string, string] => [name, key]),
    ['output_format', String(request.outputFormat)],
    ...(request.sound.kind === 'link' ? [['url', request.sound.url], ['remote_type', request.sound.remoteType]] as const : [])
  ]
}

function toFiles(sound: SentSound): MultipartRequest['files'] {
  switch (sound.kind) {
    case 'none':
    case 'link':
      return []
    case 'file':
      return [{ field: 'audiofile', ...sound.file }]
    case 'pair':
      return [{ field: 'target_audiofile', ...sound.target }, { field: 'reference_audiofile', ...sound.reference }]
    default:
      return assertNever(sound)
  }
}

/**
 * The job that create answered. When the answer leaves open whether there is one (a gateway's error, a good status with
 * something unreadable), it counts as lost: the caller then looks the job up instead of paying for a second one.
 */
function toRemoteJob(answer: HttpAnswer, usedBase: string, token: string): RemoteAddress {
  const { statusCode } = answer
  const json = parseBody(answer.body)
  const open = (statusCode >= 500 && statusCode !== 503) || (statusCode >= 200 && statusCode < 300 && json === null)
  if (open) throw new AppError('answerLost', { detail: toAnswerError(answer, json, [token]).detail })
  const { data } = createdWire.parse(readAnswer(answer, [token]))
  const hash = data.hash?.trim() || hashIn(data.link)
  if (!hash) throw new AppError('answerLost', { detail: 'an answer without a job' })
  return { hash, apiBase: pinApiBase(data.link, usedBase) }
}

const isVerdict = (statusCode: number): boolean =>
  (statusCode >= 200 && statusCode < 300) || statusCode === 400 || statusCode === 404 || statusCode === 410 || statusCode === 422
