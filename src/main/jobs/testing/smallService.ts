import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { AppError } from '../../../shared/errors/appError'
import type { HistoryRow, PostMultipart, RemoteStatus, SeparationsApi, Verdict } from '../../mvsep/types'
import { answerRange, tagOf } from '../../transfers/testing/resultServer'
import { httpServer, type TestServer } from '../../transfers/testing/servers'

/** A separation service of a few lines, over real HTTP: counts what arrived whole, and keeps what it accepted. */
export interface SmallService extends TestServer {
  /** sha256 of each file that arrived whole, in order. */
  readonly creates: string[]
  readonly jobs: Map<string, { readonly row: HistoryRow; polls: number }>
  readonly cancelled: string[]
  /** Hashes whose deletion was asked for, in order. */
  readonly deleted: string[]
  readonly results: readonly Buffer[]
  /** What create does instead of answering a hash; one use each. */
  readonly createFaults: ((request: IncomingMessage, response: ServerResponse, accept: () => string) => void)[]
  /** What status answers, by how often it was asked; the last one stays. */
  statuses: RemoteStatus['status'][]
  /** How a cancel is answered; 'away' hangs up. */
  cancelAnswer: 'agree' | 'refuse' | 'away'
  /** Bytes of results handed out. */
  served: number
  /** When set, results come in pieces of this many bytes, one per event loop turn. */
  trickleBytes: number | null
  /** When set, a trickle becomes a drip of single bytes after this many: whoever is to be killed in the middle is still there. */
  dripAfterBytes: number | null
}

export async function startSmallService(results: readonly Buffer[] = [Buffer.from('fLaC one'), Buffer.from('fLaC two')]): Promise<SmallService> {
  const state = {
    creates: [] as string[], jobs: new Map<string, { row: HistoryRow; polls: number }>(), cancelled: [] as string[], deleted: [] as string[], results,
    createFaults: [] as SmallService['createFaults'], statuses: ['waiting', 'processing', 'done'] as RemoteStatus['status'][], cancelAnswer: 'agree' as SmallService['cancelAnswer'], served: 0, trickleBytes: null as number | null,
    dripAfterBytes: null as number | null
  }
  const server: TestServer = await httpServer(async (request, response): Promise<unknown> => {
    const url = new URL(request.url ?? '', 'http://x')
    const json = (value: unknown): unknown => response.end(JSON.stringify(value))
    if (url.pathname === '/api/create') {
      const file = await fileIn(request).catch(() => null)
      if (file === null) return undefined // cut before it was whole
      state.creates.push(file.sha)
      const hash = `20251122082640-${randomBytes(5).toString('hex')}-${file.name.toLowerCase().replace(/[^a-z0-9.]+/g, '-')}`
      const accept = (): string => {
        state.jobs.set(hash, { row: { hash, createdAtMs: null, renderId: Number(url.searchParams.get('renderId')), hoursLeft: 71 }, polls: 0 })
        return hash
      }
      const fault = state.createFaults.shift()
      if (fault !== undefined) return fault(request, response, accept)
      accept()
      return json({ hash })
    }
    if (url.pathname === '/api/history') return json([...state.jobs.values()].map(({ row }) => row).reverse())
    if (url.pathname === '/api/queue') return json([])
    if (url.pathname === '/api/cancel') {
      if (state.cancelAnswer === 'away') return request.socket.resetAndDestroy()
      state.cancelled.push(url.searchParams.get('hash') ?? '')
      return json({ accepted: state.cancelAnswer === 'agree', message: state.cancelAnswer === 'agree' ? null : 'It is too late.' })
    }
    if (url.pathname === '/api/delete') {
      state.deleted.push(url.searchParams.get('hash') ?? '')
      return json({ accepted: true, message: null })
    }
    if (url.pathname === '/api/status') {
      const job = state.jobs.get(url.searchParams.get('hash') ?? '')
      if (job === undefined) return json({ status: 'notFound', message: null })
      const status = state.statuses[Math.min(job.polls, state.statuses.length - 1)]
      job.polls += 1
      const files = results.map((content, index) => ({ stem: 'Vocals', url: `${server.url}/storage/${index}.flac`, sizeBytes: content.length, suggestedName: null }))
      return json({ status, files, message: null, queueCount: 2, currentOrder: 1, finishedChunks: 1, allChunks: 2 })
    }
    const content = results[Number(/\/storage\/(\d+)/.exec(url.pathname)?.[1])] ?? Buffer.alloc(0)
    if (state.trickleBytes !== null) return trickle(request, response, content, state)
    return (state.served += answerRange(request, response, content, tagOf(content)))
  })
  return Object.assign(state, { url: server.url, close: () => server.close() })
}

const DRIP_MS = 20

function trickle(
  request: IncomingMessage, response: ServerResponse, content: Buffer, state: { served: number; trickleBytes: number | null; dripAfterBytes: number | null }
): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
  response.setHeader('etag', tagOf(content))
  if (from > 0) response.setHeader('content-range', `bytes ${from}-${content.length - 1}/${content.length}`)
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': content.length - from })
  let at = from
  const more = (): void => {
    if (response.destroyed) return
    const drips = state.dripAfterBytes !== null && state.served >= state.dripAfterBytes
    const piece = content.subarray(at, at + (drips ? 1 : (state.trickleBytes ?? content.length)))
    at += piece.length
    state.served += piece.length
    if (at >= content.length) response.end(piece)
    else response.write(piece, () => (drips ? setTimeout(more, DRIP_MS) : setImmediate(more)))
  }
  more()
}

async function fileIn(request: IncomingMessage): Promise<{ sha: string; name: string }> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const type = request.headers['content-type'] ?? ''
  const file = (await new Response(new Uint8Array(Buffer.concat(chunks)), { headers: { 'content-type': type } }).formData()).get('audiofile') as File
  return { sha: createHash('sha256').update(Buffer.from(await file.arrayBuffer())).digest('hex'), name: file.name }
}

/** The engine's view of the small service: real uploads, plain JSON for the rest. */
export function smallServiceApi(post: PostMultipart): SeparationsApi {
  const read = async (url: string): Promise<unknown> => {
    const response = await fetch(url).catch((error: unknown) => {
      throw new AppError('serverUnreachable', { cause: error })
    })
    return response.json()
  }
  return {
    async create(access, request, watch) {
      const answer = await post({
        url: `${access.apiBase}/create?renderId=${request.renderId}`, fields: [],
        files: request.sound.kind === 'file' ? [{ field: 'audiofile', ...request.sound.file }] : [], ...watch
      })
      if (answer.statusCode === 400) throw new AppError(answer.body === 'running' ? 'alreadyRunning' : 'refused', { detail: answer.body })
      if (answer.statusCode === 401) throw new AppError('tokenInvalid')
      if (answer.statusCode === 429) throw new AppError('rateLimited')
      if (answer.statusCode !== 200) throw new AppError('serverError', { detail: `HTTP ${answer.statusCode}` })
      return { hash: (JSON.parse(answer.body) as { hash: string }).hash, apiBase: access.apiBase }
    },
    status: async (remote) => (await read(`${remote.apiBase}/status?hash=${remote.hash}`)) as RemoteStatus,
    linkStatus: () => Promise.reject(new AppError('notMvsep')),
    remove: async (remote) => (await read(`${remote.apiBase}/delete?hash=${remote.hash}`)) as Verdict,
    cancel: async (remote) => (await read(`${remote.apiBase}/cancel?hash=${remote.hash}`)) as { accepted: boolean; message: string | null },
    historyPage: () => Promise.reject(new AppError('notMvsep')),
    history: async (access) => (await read(`${access.apiBase}/history`)) as HistoryRow[],
    currentQueue: async (access) => (await read(`${access.apiBase}/queue`)) as HistoryRow[]
  }
}
