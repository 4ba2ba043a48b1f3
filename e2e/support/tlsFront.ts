import { createServer } from 'node:https'
import { request as forward } from 'node:http'
import type { Certificate } from '../../src/main/network/testing/certificates'
import { listenHere } from './listenHere'

export interface TlsFront {
  readonly port: number
  /** "METHOD path" of every request, in order. */
  readonly seen: readonly string[]
  close(): Promise<void>
}

/** Stands before a server as a public https name, which the server's answers then bear instead of its own. */
export async function startTlsFront(apiBase: string, publicOrigin: string, { key, cert }: Certificate): Promise<TlsFront> {
  const target = new URL(apiBase)
  const seen: string[] = []
  const server = createServer({ key, cert }, (incoming, outgoing) => {
    const { method = 'GET', url = '/', headers } = incoming
    seen.push(`${method} ${url.split('?')[0]}`)
    const onward = forward({ host: target.hostname, port: target.port, method, path: url, headers: { ...headers, host: target.host } }, (answer) => {
      if (!/json/.test(answer.headers['content-type'] ?? '')) {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
        return
      }
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => {
        const body = Buffer.concat(parts).toString().replaceAll(target.origin, publicOrigin)
        const { 'content-length': _length, ...kept } = answer.headers
        outgoing.writeHead(answer.statusCode ?? 502, kept).end(body)
      })
    })
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  const { port, stop } = await listenHere(server)
  return { port, seen, close: stop }
}
