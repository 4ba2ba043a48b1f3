import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tagOf } from '../../transfers/testing/resultServer'
import { seededRandom } from '../../transfers/testing/random'
import { httpServer, type TestServer } from '../../transfers/testing/servers'

/** A create that arrived whole. */
export interface TakenJob {
  readonly hash: string
  /** sha256 of the file that came. */
  readonly sourceSha: string
  readonly fileName: string
  readonly renderId: number
  readonly createdAtMs: number
  readonly results: readonly Buffer[]
  polls: number
}

export interface MvsepDouble extends TestServer {
  readonly jobs: ReadonlyMap<string, TakenJob>
  /** How many creates arrived whole with this file. */
  createsOf(sourceSha: string): number
  /** Bytes of results asked for again although they had arrived, by the `epoch` they arrived in. */
  readonly sentAgain: Map<number, number>
  /** Counts the kills. */
  epoch: number
  /** To be told how much of a result had arrived: what went out may still have been on its way. */
  arrived(path: string, bytes: number): void
}

export interface MvsepDoubleOptions {
  readonly token: string
  readonly nowMs: () => number
  readonly resultsPerJob: number
  readonly resultBytes: number
  /** Results go out in pieces of this many bytes, `pauseMs` apart; null as fast as they can. */
  readonly pace: { readonly bytes: number; readonly pauseMs: number } | null
  /** Pause after each piece of an upload that was read. */
  readonly takePauseMs?: number
  /** How often a job is asked for before it is done. */
  readonly pollsUntilDone: number
  /** The results of a file; by default bytes that only begin like FLAC. */
  readonly makeResult?: (sourceSha: string, index: number, sizeBytes: number) => Buffer
  /** Rows of app/algorithms, for the whole application. */
  readonly rows?: readonly unknown[]
}

/**
 * A server that speaks MVSEP's own protocol (API notes §2..§8) and remembers every create that arrived whole and every byte it
 * sent. Its account has credits: several jobs may run at once. Each job gets results of its own, made from its file.
 */
export async function startMvsepDouble(options: MvsepDoubleOptions): Promise<MvsepDouble> {
  const { token, nowMs } = options
  const jobs = new Map<string, TakenJob>()
  const sentAgain = new Map<number, number>()
  const arrivals = new Map<string, { readonly bytes: number; readonly epoch: number }>()
  const state = { epoch: 0 }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://x')
    const origin = `http://${request.headers.host ?? ''}`
    const json = (value: unknown, statusCode = 200): void => {
      response.writeHead(statusCode, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    }
    const refuse = (message: string, statusCode: number): void => json({ success: false, data: { message } }, statusCode)
    const mayAsk = url.searchParams.get('api_token') === token
    const rowOf = (job: TakenJob): unknown => ({
      hash: job.hash, created_at: dateTime(job.createdAtMs), time_left: 71, job_exists: true, algorithm: { render_id: job.renderId }
    })
    switch (url.pathname) {
      case '/api/separation/create': {
        const sent = await readCreate(request, options.takePauseMs ?? 0)
        if (sent === null) return // cut on the way: nobody has it
        if (sent.token !== token) return refuse('Invalid token', 401)
        const hash = `${dateTime(nowMs()).replace(/\D/g, '')}-${createHash('sha256').update(`${jobs.size}`).digest('hex').slice(0, 10)}-${slugOf(sent.fileName)}`
        jobs.set(hash, {
          hash, sourceSha: sent.sha, fileName: sent.fileName, renderId: sent.renderId, createdAtMs: nowMs(), polls: 0,
          results: Array.from({ length: options.resultsPerJob }, (_each, index) => (options.makeResult ?? resultOf)(sent.sha, index, options.resultBytes))
        })
        return json({ success: true, data: { link: `${origin}/api/separation/get?hash=${hash}`, hash } })
      }
      case '/api/separation/get': {
        const job = jobs.get(url.searchParams.get('hash') ?? '')
        if (job === undefined) return json({ success: false, status: 'not_found', data: { message: 'not found' } })
        job.polls += 1
        if (job.polls < options.pollsUntilDone) {
          return json({ success: true, status: job.polls === 1 ? 'waiting' : 'processing', data: { queue_count: 1, current_order: 1, message: '' } })
        }
        return json({ success: true, status: 'done', data: { files: job.results.map((content, index) => ({
          type: `Stem ${index + 1}`, url: `${origin}/storage/${job.hash}/${index}.flac`, size: '1 MB', bytes: content.length, download: `stem_${index}.flac`
        })) } })
      }
      case '/api/separation/cancel':
        return json({ success: true, data: { message: 'cancelled' } })
      case '/api/app/separation_history': {
        if (!mayAsk) return refuse('Invalid token', 401)
        const [start, limit] = [Number(url.searchParams.get('start') ?? 0), Number(url.searchParams.get('limit') ?? 20)]
        return json({ success: true, data: [...jobs.values()].reverse().slice(start, start + limit).map(rowOf) })
      }
      case '/api/app/user':
        if (!mayAsk) return refuse('Invalid token', 401)
        return json({ success: true, data: {
          name: 'Ann', email: 'ann@example.com', api_token: token, premium_minutes: 540, premium_enabled: 1, long_filenames_enabled: 0, current_queue: []
        } })
      case '/api/app/algorithms':
        return json(options.rows ?? [])
      case '/api/app/queue':
        return json({ queue: { in_process: 2, registered: 1, unregistered: 3, premium: 0 }, current: { plan: 'premium', queue: 0 }, free_separations: { left: 49, max: 50 } })
      case '/api/app/news':
        return json([])
      default: {
        const [, hash = '', index = ''] = /^\/storage\/([^/]+)\/(\d+)\.flac$/.exec(url.pathname) ?? []
        const content = jobs.get(hash)?.results[Number(index)]
        if (content === undefined) return refuse('no such page', 404)
        return sendResult(request, response, content, url.pathname)
      }
    }
  }

  const sendResult = async (request: IncomingMessage, response: ServerResponse, content: Buffer, path: string): Promise<void> => {
    const tag = tagOf(content)
    const asked = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    const from = (request.headers['if-range'] ?? tag) === tag ? asked : 0
    const before = arrivals.get(path)
    if (before !== undefined && before.bytes > from) sentAgain.set(before.epoch, (sentAgain.get(before.epoch) ?? 0) + before.bytes - from)
    arrivals.delete(path)
    if (from >= content.length) {
      response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end()
      return
    }
    response.setHeader('etag', tag)
    if (from > 0) response.setHeader('content-range', `bytes ${from}-${content.length - 1}/${content.length}`)
    response.writeHead(from > 0 ? 206 : 200, { 'content-type': 'audio/flac', 'content-length': content.length - from })
    const pieceBytes = options.pace?.bytes ?? content.length
    for (let at = from; at < content.length && !response.destroyed; at += pieceBytes) {
      const piece = content.subarray(at, at + pieceBytes)
      if (!(await written(response, piece))) return
      if (options.pace !== null) await pauseMs(options.pace.pauseMs)
    }
    response.end()
  }

  const server = await httpServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  return Object.assign(state, {
    ...server, jobs, sentAgain,
    arrived: (path: string, bytes: number) => {
      arrivals.set(path, { bytes, epoch: state.epoch })
    },
    createsOf: (sha: string) => [...jobs.values()].filter(({ sourceSha }) => sourceSha === sha).length
  })
}

const written = (response: ServerResponse, piece: Buffer): Promise<boolean> => new Promise((resolve) => {
  const gone = (): void => { resolve(false) }
  response.once('close', gone)
  response.write(piece, (error) => {
    response.off('close', gone)
    resolve(!error)
  })
})

const pauseMs = (delayMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delayMs))

const dateTime = (unixMs: number): string => new Date(unixMs).toISOString().slice(0, 19).replace('T', ' ')

const slugOf = (fileName: string): string => fileName.toLowerCase().replace(/[^a-z0-9.]+/g, '-')

/** Looks like FLAC, and no two files have the same. */
export function resultOf(sourceSha: string, index: number, sizeBytes: number): Buffer {
  const random = seededRandom(parseInt(sourceSha.slice(0, 8), 16) + index)
  const content = Buffer.allocUnsafe(sizeBytes)
  const words = new Uint32Array(content.buffer, content.byteOffset, Math.floor(sizeBytes / 4))
  for (let at = 0; at < words.length; at += 1) words[at] = random() * 4_294_967_296
  content.write('fLaC', 0)
  return content
}

async function readCreate(request: IncomingMessage, takePauseMs: number): Promise<{ sha: string; fileName: string; token: string; renderId: number } | null> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) {
      chunks.push(chunk as Buffer)
      if (takePauseMs > 0) await pauseMs(takePauseMs)
    }
    const headers = { 'content-type': request.headers['content-type'] ?? '' }
    const form = await new Response(new Uint8Array(Buffer.concat(chunks)), { headers }).formData()
    const [file, token] = [form.get('audiofile'), form.get('api_token')]
    if (!(file instanceof File) || typeof token !== 'string') return null
    const sha = createHash('sha256').update(Buffer.from(await file.arrayBuffer())).digest('hex')
    return { sha, fileName: file.name, token, renderId: Number(form.get('sep_type')) }
  } catch {
    return null
  }
}
