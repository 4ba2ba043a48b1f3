import { createServer, request as forward } from 'node:http'
import { listenHere } from './listenHere'

interface Answer { readonly status: number; readonly body: unknown }

/** Stands before a server and lets a test answer in its place. Paths are those behind the base, e.g. '/app/login'. */
export interface AccountRelay {
  readonly apiBase: string
  /** Answers of our own, each once, in their order. */
  readonly answers: Map<string, Answer[]>
  /** Changes a JSON answer of the server on its way, as long as it stands here. */
  readonly changes: Map<string, (json: Record<string, unknown>) => unknown>
  /** Requests to this path wait for it. */
  readonly holds: Map<string, Promise<void>>
  /** Paths in the order they were asked for. */
  readonly asked: string[]
  close(): Promise<void>
}

/** Starts it before the server at this base; results announced by the server come through it, too. */
export async function startAccountRelay(apiBase: string): Promise<AccountRelay> {
  const target = new URL(apiBase)
  const relay = { answers: new Map<string, Answer[]>(), changes: new Map<string, (json: Record<string, unknown>) => unknown>(), holds: new Map<string, Promise<void>>(), asked: [] as string[] }
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url = '/', headers } = incoming
    const path = (url.split('?')[0] ?? '').replace(target.pathname, '')
    relay.asked.push(path)
    const pass = (): void => {
      const own = relay.answers.get(path)?.shift()
      if (own !== undefined) {
        // Once all of it is here: a connection closed on a sender may take the answer with it.
        incoming.resume().once('end', () => outgoing.writeHead(own.status, { 'content-type': 'application/json' }).end(JSON.stringify(own.body)))
        return
      }
      const onward = forward({ host: target.hostname, port: target.port, method, path: url, headers }, (answer) => {
        const change = relay.changes.get(path)
        if (change === undefined) {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(outgoing)
          return
        }
        const pieces: Buffer[] = []
        answer.on('data', (piece: Buffer) => pieces.push(piece))
        answer.on('end', () => {
          const changed = JSON.stringify(change(JSON.parse(Buffer.concat(pieces).toString()) as Record<string, unknown>))
          outgoing.writeHead(answer.statusCode ?? 502, { 'content-type': 'application/json' }).end(changed)
        })
      })
      onward.on('error', () => outgoing.destroy())
      outgoing.on('close', () => onward.destroy())
      incoming.pipe(onward)
    }
    void (relay.holds.get(path) ?? Promise.resolve()).then(pass)
  })
  const { origin, stop } = await listenHere(server)
  return { ...relay, apiBase: `${origin}${target.pathname}`, close: stop }
}
