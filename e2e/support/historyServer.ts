import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { CATALOGUE_ROWS } from './catalogueRows'
import { listenHere } from './listenHere'
import { silentWav } from './wav'

export interface HistoryServer {
  readonly apiBase: string
  readonly token: string
  /** Bytes of the slow result that went out, each range for itself. */
  readonly slowServed: readonly number[]
  readonly slowSha256: string
  /** Hashes asked for, and deleted. */
  readonly asked: ReadonlySet<string>
  readonly deleted: readonly string[]
  creates: number
  /** The hash of the n-th newest job, from 1. */
  hash(number: number): string
  stop(): Promise<void>
}

export const HISTORY_ROWS = 45
/** The job whose result comes in slowly. */
export const SLOW = 2
/** The first of those that are gone. */
export const GONE_FROM = 41
/** Goes in three hours. */
const LAST_CALL = 3

const TOKEN = 'H1st0ryS3rv3rT0k3n012345678901'
const HOUR_MS = 3_600_000
const QUICK = silentWav(1)
const SLOW_RESULT = silentWav(90)
const PIECE_BYTES = 32 * 1024
const PIECE_MS = 100

/** An MVSEP-like server whose account has 45 jobs, made elsewhere; the oldest five are gone. */
export async function startHistoryServer(): Promise<HistoryServer> {
  const base = new URL(`http://127.0.0.1:0/${randomUUID()}/api`)
  const nowMs = Date.now()
  const asked = new Set<string>()
  const deleted: string[] = []
  const slowServed: number[] = []
  const state = { creates: 0 }
  let origin = ''
  const timeOf = (number: number): string => new Date(nowMs - number * HOUR_MS).toISOString().slice(0, 19).replace('T', ' ')
  const hash = (number: number): string => `${timeOf(number).replace(/\D/g, '')}-${String(number).padStart(10, 'a')}-old-song-${number}.wav`
  const rowOf = (number: number): unknown => ({
    id: 1_000 - number, hash: hash(number), created_at: timeOf(number), updated_at: timeOf(number), job_exists: true, credits: number % 2 === 0 ? number : null,
    time_left: number >= GONE_FROM ? -number : number === LAST_CALL ? 3 : 72 - number,
    algorithm: { name: number % 3 === 0 ? 'Demucs4 HT (vocals, drums, bass, other)' : 'Reverb Removal (noreverb)', algorithm_group_id: 2, orientation: 0, render_id: number % 3 === 0 ? 20 : 22 }
  })
  const numberOf = (wanted: string | null): number => Array.from({ length: HISTORY_ROWS }, (_each, index) => index + 1).find((number) => hash(number) === wanted) ?? 0

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const json = (body: unknown, statusCode = 200): void => {
      response.writeHead(statusCode, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    const isOurs = url.searchParams.get('api_token') === TOKEN
    switch (url.pathname.replace(base.pathname, '/api')) {
      case '/api/app/user':
        return isOurs
          ? json({ success: true, data: { name: 'Ann', email: 'ann@example.com', api_token: TOKEN, premium_minutes: 54, premium_enabled: 1, long_filenames_enabled: 0, current_queue: [] } })
          : json({ success: false, data: { message: 'Invalid token' } }, 401)
      case '/api/app/separation_history': {
        if (!isOurs) return json({ success: false, data: { message: 'Invalid token' } }, 400)
        const [start, limit] = [Number(url.searchParams.get('start')), Number(url.searchParams.get('limit'))]
        return json({ success: true, data: Array.from({ length: HISTORY_ROWS }, (_each, index) => rowOf(index + 1)).slice(start, start + Math.min(limit, 20)) })
      }
      case '/api/app/algorithms': return json(CATALOGUE_ROWS)
      case '/api/app/news': return json([])
      case '/api/app/queue': return json({ queue: { in_process: 2, registered: 1, premium: 0 }, current: { plan: 'premium', queue: 0 } })
      case '/api/separation/create':
        state.creates += 1
        return json({ success: false, data: { message: 'Nothing is to be sent' } }, 400)
      case '/api/separation/delete': {
        const form = new URLSearchParams(await bodyOf(request))
        deleted.push(form.get('hash') ?? '')
        return json({ success: true, data: { message: 'deleted' } })
      }
      case '/api/separation/get': {
        const number = numberOf(url.searchParams.get('hash'))
        if (number === 0 || number >= GONE_FROM) return json({ success: false, status: 'not_found', data: { message: 'File or File Hash not found' } })
        asked.add(hash(number))
        const size = (number === SLOW ? SLOW_RESULT : QUICK).length
        return json({ success: true, status: 'done', data: { algorithm: 'Reverb Removal (noreverb)', files: [
          { type: 'Vocals', url: `${origin}/storage/processed/${number}.wav`, size: '1 MB', bytes: size, download: `old_${number}_vocals.wav`, image: null }
        ] } })
      }
      default:
        if (!url.pathname.startsWith('/storage/processed/')) return json({ success: false }, 404)
        return url.pathname.endsWith(`/${SLOW}.wav`) ? sendSlowly(request, response) : void response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': QUICK.length }).end(QUICK)
    }
  }

  const sendSlowly = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    const at = slowServed.push(0) - 1
    const total = SLOW_RESULT.length
    response.writeHead(from > 0 ? 206 : 200, {
      'content-type': 'audio/wav', etag: '"slow"', 'accept-ranges': 'bytes', 'content-length': total - from, ...(from > 0 ? { 'content-range': `bytes ${from}-${total - 1}/${total}` } : {})
    })
    for (let sent = from; sent < total && !response.destroyed; sent += PIECE_BYTES) {
      const piece = SLOW_RESULT.subarray(sent, sent + PIECE_BYTES)
      response.write(piece)
      slowServed[at] = (slowServed[at] ?? 0) + piece.length
      // The second time it need not be slow.
      if (at === 0) await new Promise((done) => setTimeout(done, PIECE_MS))
    }
    response.end()
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => { response.destroy(error instanceof Error ? error : new Error(String(error))) })
  })
  const listening = await listenHere(server)
  origin = listening.origin
  return Object.assign(state, {
    apiBase: `${origin}${base.pathname}`, token: TOKEN, slowServed, asked, deleted, hash,
    slowSha256: createHash('sha256').update(SLOW_RESULT).digest('hex'), stop: listening.stop
  })
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}
