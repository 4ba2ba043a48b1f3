import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { createHttp } from '../../mvsep/http'
import { createSeparationsApi } from '../../mvsep/separations'
import type { SeparationsApi } from '../../mvsep/types'
import { httpServer, type TestServer } from '../../transfers/testing/servers'
import { createPostMultipart } from '../../transfers/upload'

/** What the server says to a question: JSON with 200, or all of it. */
export type Answer = { readonly status: number; readonly body: string; readonly headers?: Record<string, string> } | Record<string, unknown>

/** A server in MVSEP's own words (API notes §2, §3, §8) that answers as the test says, over real HTTP. */
export interface ScriptedMvsep extends TestServer {
  /** What separation/get answers: `times` counts from 1 for each job; null hangs up. */
  onStatus: (hash: string, times: number) => Answer | null
  /** What every other endpoint answers, by its path after /api; undefined falls back to the usual. */
  others: Record<string, (request: IncomingMessage, url: URL, token: string | null) => Answer | null | undefined>
  /** Every request, in order. */
  readonly seen: { readonly path: string; readonly hash: string; readonly token: string | null; readonly atMs: number }[]
  readonly creates: string[]
  readonly api: SeparationsApi
}

const isWhole = (answer: Answer): answer is { status: number; body: string; headers?: Record<string, string> } => typeof answer['body'] === 'string'

/** Starts it. `nowMs` stamps what it has seen. Everybody's job is done at the third question, with one stem. */
export async function startScriptedMvsep(nowMs: () => number = () => performance.now()): Promise<ScriptedMvsep> {
  const times = new Map<string, number>()
  const state: Pick<ScriptedMvsep, 'seen' | 'creates' | 'others' | 'onStatus'> = {
    seen: [], creates: [], others: {},
    onStatus: (_hash, asked) => (asked < 3 ? working() : done(server.url))
  }
  const say = (response: ServerResponse, answer: Answer | null): void => {
    if (answer === null) response.socket?.resetAndDestroy()
    else if (isWhole(answer)) response.writeHead(answer.status, answer.headers).end(answer.body)
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  }
  const server: TestServer = await httpServer(async (request, response): Promise<void> => {
    const url = new URL(request.url ?? '', 'http://x')
    const sent = await text(request).catch(() => '') // cut on the way: the answer goes nowhere
    const token = url.searchParams.get('api_token') ?? /name="api_token"\r\n\r\n([^\r]*)/.exec(sent)?.[1] ?? new URLSearchParams(sent).get('api_token')
    const path = url.pathname.replace(/^\/api/, '')
    const hash = url.searchParams.get('hash') ?? ''
    state.seen.push({ path, hash, token, atMs: nowMs() })
    const own = state.others[path]?.(request, url, token)
    if (own !== undefined) return say(response, own)
    if (path === '/separation/get') {
      times.set(hash, (times.get(hash) ?? 0) + 1)
      return say(response, state.onStatus(hash, times.get(hash) ?? 1))
    }
    if (path === '/separation/create') {
      const made = `20261122120000-${String(state.creates.length).padStart(10, '0')}-song.wav`
      state.creates.push(made)
      return say(response, { success: true, data: { hash: made } })
    }
    if (path.startsWith('/storage/')) return say(response, { status: 200, body: 'fLaC one' })
    return say(response, { success: true, data: path === '/app/user' ? { email: 'ann@example.com', current_queue: [] } : [] })
  })
  const http = createHttp({ userAgent: 'test' })
  return Object.assign(state, {
    url: server.url,
    api: createSeparationsApi({ http, postMultipart: createPostMultipart() }),
    async close() {
      http.dispose()
      await server.close()
    }
  })
}

export const working = (status = 'processing', data: Record<string, unknown> = {}): Answer => ({ success: true, status, data })
export const done = (url: string): Answer =>
  ({ success: true, status: 'done', data: { files: [{ type: 'Vocals', url: `${url}/storage/0.flac`, bytes: 8, download: 'a.flac' }] } })
export const page = (status: number, headers: Record<string, string> = {}): Answer => ({ status, body: '<html>502 Bad Gateway</html>', headers })
