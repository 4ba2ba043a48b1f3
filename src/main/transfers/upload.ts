import { request as httpRequest, type Agent, type ClientRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { AppError } from '../../shared/errors/appError'
import { directConnections, type Connections } from '../network/connections'
import type { HttpAnswer, MultipartRequest, PostMultipart } from '../mvsep/types'
import { endUnlessConnected } from '../network/connectDeadline'
import { watchRate, type MinimumRate } from '../network/minimumRate'
import { multipartFrame } from './multipart'
import { openSource, type SourceFile } from './sourceFile'
import { networkError } from './systemError'
import { writeBody } from './writeBody'

export interface UploadParts {
  /** Longest silence while the body is being sent, in milliseconds. */
  readonly idleTimeoutMs?: number
  /** Longest silence after the body was sent whole, in milliseconds: the service may still be storing it. */
  readonly answerTimeoutMs?: number
  /** Longest wait for a connection, with its name lookup, proxy and TLS, in milliseconds. */
  readonly connectTimeoutMs?: number
  /** Slower uploads are given up; by default none is. */
  readonly minimumRate?: MinimumRate
  /** The ways out of this computer; by default direct ones. There is no switch to trust everything. */
  readonly connections?: Connections
}

const IDLE_TIMEOUT_MS = 60_000
const ANSWER_TIMEOUT_MS = 120_000
const CONNECT_TIMEOUT_MS = 30_000
/** A service that refuses a song early may hang up before its reason is read: it is not sent without end. */
const MOST_CUTS = 5
const LARGEST_ANSWER_BYTES = 8 * 1024 * 1024

/**
 * Builds the one way files leave this computer: a multipart POST of known length, over a socket of its own (a kept-alive
 * one may be dead, and nothing may be sent twice), from two reused buffers. Errors: see PostMultipart, and 'uploadCut'
 * for a file whose sending broke off five times in a row.
 */
export function createPostMultipart(parts: UploadParts = {}): PostMultipart {
  const line = { ...parts, connections: parts.connections ?? directConnections(), cuts: new Map<string, number>() }
  return async (request) => {
    if (request.signal.aborted) throw new AppError('cancelled')
    const sources: SourceFile[] = []
    try {
      for (const { path } of request.files) sources.push(await openSource(path))
      return await send(request, sources, line)
    } finally {
      await Promise.all(sources.map((source) => source.close()))
    }
  }
}

type Line = UploadParts & {
  readonly connections: Connections
  /** How often in a row each file was cut off in the middle. */
  readonly cuts: Map<string, number>
}

async function send(request: MultipartRequest, sources: readonly SourceFile[], parts: Line): Promise<HttpAnswer> {
  const frame = multipartFrame(request)
  const totalBytes = [...frame.heads, frame.tail].reduce((sum, { length }) => sum + length, 0) + sources.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const url = new URL(request.url)
  const agent = await parts.connections.agentFor(url, { isFresh: true })
  if (isAborted(request.signal)) throw new AppError('cancelled')
  const client = open(url, agent, { 'content-type': frame.contentType, 'content-length': totalBytes })
  endUnlessConnected(client, parts.connectTimeoutMs ?? CONNECT_TIMEOUT_MS)
  const state = { offeredWhole: false, sentBytes: 0 }
  const abort = (): void => {
    client.destroy(new AppError('cancelled'))
  }
  request.signal.addEventListener('abort', abort, { once: true })
  client.setTimeout(parts.idleTimeoutMs ?? IDLE_TIMEOUT_MS, () => {
    client.destroy(new AppError('serverUnreachable', { detail: 'no byte moved for too long' }))
  })
  const answer = readAnswer(client)
  const stopWatching = watchRate(parts.minimumRate, () => state.sentBytes, () => state.offeredWhole, (error) => client.destroy(error))
  const body = writeBody(client, frame, sources, {
    onProgress: (sentBytes) => {
      state.sentBytes = sentBytes
      request.onProgress(sentBytes, totalBytes)
    },
    onLastBytes: () => {
      request.onLastBytes()
      state.offeredWhole = true
      client.setTimeout(parts.answerTimeoutMs ?? ANSWER_TIMEOUT_MS)
    }
  })
  try {
    const answered = await Promise.race([early(answer), body.then(() => answer, (error: unknown) => answerOr(error, answer, client))])
    for (const { path } of request.files) parts.cuts.delete(path)
    return answered
  } catch (error) {
    // From here the server may hold a whole request, so no error may read as "did not arrive".
    if (state.offeredWhole) throw new AppError('answerLost', { detail: error instanceof Error ? error.message : undefined, cause: error })
    throw state.sentBytes > 0 && !isAborted(request.signal) ? afterCut(networkError(error), request, parts.cuts) : networkError(error)
  } finally {
    stopWatching()
    request.signal.removeEventListener('abort', abort)
    client.destroy()
    // Both end by the destroy above; waiting for them lets no read touch a closed file.
    await Promise.allSettled([answer, body])
  }
}

/** A connection that broke in the middle of a file: to be tried again, but only so often in a row. */
function afterCut(error: AppError, { files: [file] }: MultipartRequest, cuts: Map<string, number>): AppError {
  if (file === undefined || error.code !== 'serverUnreachable') return error
  const times = (cuts.get(file.path) ?? 0) + 1
  cuts.set(file.path, times)
  if (times < MOST_CUTS) return error
  cuts.delete(file.path)
  return new AppError('uploadCut', { subject: file.fileName, detail: error.detail, cause: error })
}

/** An answer may come before the body is sent (too large, no such token): it is the truth, and sending stops. */
const early = (answer: Promise<HttpAnswer>): Promise<HttpAnswer> =>
  new Promise((resolve) => {
    answer.then(resolve, () => undefined) // without an answer, what became of the body tells why
  })

/** The body could not be sent whole: an answer already on its way still counts, otherwise `error` does. */
function answerOr(error: unknown, answer: Promise<HttpAnswer>, client: ClientRequest): Promise<HttpAnswer> {
  client.destroy()
  return answer.catch(() => {
    throw error
  })
}

function open(url: URL, agent: Agent, headers: Record<string, string | number>): ClientRequest {
  const options = { method: 'POST', agent, headers: { accept: 'application/json', ...headers } }
  if (url.protocol === 'http:') return httpRequest(url, options)
  if (url.protocol === 'https:') return httpsRequest(url, options)
  throw new AppError('invalidInput', { detail: `cannot send to ${url.protocol}` })
}

const isAborted = (signal: AbortSignal): boolean => signal.aborted

/** The whole answer, or the reason why there is none. */
function readAnswer(client: ClientRequest): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    client.on('error', reject)
    client.on('close', () => {
      reject(new AppError('serverUnreachable', { detail: 'the connection ended without an answer' }))
    })
    client.on('response', (response: IncomingMessage) => {
      const chunks: Buffer[] = []
      let sizeBytes = 0
      response.on('error', reject)
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        sizeBytes += chunk.length
        if (sizeBytes > LARGEST_ANSWER_BYTES) client.destroy(new AppError('notMvsep', { detail: 'the answer is too large' }))
      })
      response.on('end', () => {
        if (!response.complete) return
        resolve({ statusCode: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') })
      })
    })
  })
}
