import { createServer, request as forward } from 'node:http'
import { createServer as createSocketServer } from 'node:net'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { listenHere } from './listenHere'

export interface Seen {
  readonly method: string
  readonly path: string
  readonly range: string | undefined
  readonly status: number
}

export interface Relay {
  /** Like the server's own, through here. */
  readonly apiBase: string
  /** What went through, in the order of the answers. */
  readonly seen: readonly Seen[]
  close(): Promise<void>
}

/**
 * Stands before a server, passes everything on and remembers what was asked. Untouched, unless `change` makes another
 * body of what was answered to a path; null leaves it.
 */
export async function startRelay(apiBase: string, change: (path: string) => ((body: string) => string) | null = () => null): Promise<Relay> {
  const target = new URL(apiBase)
  const seen: Seen[] = []
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url = '/', headers } = incoming
    // The Host of the relay goes along: the server then announces its results through the relay, too.
    const onward = forward({ host: target.hostname, port: target.port, method, path: url, headers }, (answer) => {
      const status = answer.statusCode ?? 502
      seen.push({ method, path: url.split('?')[0] ?? '', range: headers.range, status })
      const changed = change(url.split('?')[0] ?? '')
      if (changed !== null) {
        void text(answer).then((body) => outgoing.writeHead(status, { 'content-type': answer.headers['content-type'] }).end(changed(body)), () => outgoing.destroy())
        return
      }
      outgoing.writeHead(status, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  const { origin, stop } = await listenHere(server)
  return { apiBase: `${origin}${target.pathname}`, seen, close: stop }
}

/** Takes a server's place on its port and hangs up on everybody; `called` ends at the first call. */
export async function hangUpOn(apiBase: string): Promise<{ readonly called: Promise<void>; close(): Promise<void> }> {
  let tell = (): void => undefined
  const called = new Promise<void>((done) => (tell = done))
  const server = createSocketServer((socket) => {
    socket.resetAndDestroy()
    tell()
  })
  server.listen(Number(new URL(apiBase).port), '127.0.0.1')
  await once(server, 'listening')
  return {
    called,
    async close() {
      server.close()
      await once(server, 'close')
    }
  }
}
