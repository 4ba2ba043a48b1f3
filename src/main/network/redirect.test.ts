import { createServer } from 'node:https'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createConnections, type Connections } from './connections'
import { call, CANARY } from './testing/callers'
import { hasOpenssl, ownAuthority } from './testing/certificates'
import { startHttpProxy } from './testing/proxyServer'

interface Node {
  readonly port: number
  readonly seen: { readonly url: string; readonly headers: IncomingHttpHeaders }[]
}
/** A node of the service; `location` sends every request on, without it the file is answered. */
async function startNode(name: string, location: (url: string) => string | null): Promise<Node> {
  const { key, cert } = ownAuthority().issue(`DNS:${name}`)
  const seen: Node['seen'] = []
  const server = createServer({ key, cert }, (request, response) => {
    seen.push({ url: request.url ?? '', headers: request.headers })
    const to = location(request.url ?? '')
    if (to === null) response.end('fLaC')
    else response.writeHead(302, { location: to, 'set-cookie': 'session=abc; domain=mvsep.com' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections() }))
  return { port: (server.address() as AddressInfo).port, seen }
}
/** A world whose names are these nodes. */
async function world(hosts: Record<string, Node>): Promise<Connections> {
  const proxy = await startHttpProxy({ hosts: Object.fromEntries(Object.entries(hosts).map(([name, { port }]) => [name, port])) })
  onTestFinished(() => proxy.close())
  const connections = createConnections({ authorities: () => [ownAuthority().cert], resolveProxy: () => Promise.resolve(`PROXY 127.0.0.1:${proxy.port}`) })
  onTestFinished(() => connections.dispose())
  return connections
}

describe.skipIf(!hasOpenssl)('A7-52: a result that moved (skipped without openssl)', () => {
  it('to another node of MVSEP is followed, and neither token, cookie nor Referer goes there', async () => {
    const other = await startNode('de2.mvsep.com', () => null)
    const first = await startNode('mvsep.com', () => 'https://de2.mvsep.com/storage/moved.flac')
    expect(await call('download', 'https://mvsep.com', await world({ 'mvsep.com': first, 'de2.mvsep.com': other }))).toBe('fLaC')
    for (const { url, headers } of [...first.seen, ...other.seen]) {
      expect(Object.keys(headers).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host'])
      expect(`${url} ${JSON.stringify(headers)}`).not.toContain(CANARY)
      expect(headers['accept-encoding']).toBe('identity') // A7-47
    }
  })

  it.each([
    ['another host', 'https://elsewhere.example/storage/a.flac'],
    ['a host that only looks like MVSEP', 'https://evilmvsep.com/storage/a.flac'],
    ['plain http', 'http://mvsep.com/storage/a.flac'],
    ['this computer', 'https://127.0.0.1/storage/a.flac'],
    ['a cloud\'s metadata', 'https://169.254.169.254/storage/a.flac'],
    ['a file', 'file:///storage/a.flac'],
    ['a data address', 'data:text/plain,x'],
    ['another place of the same host', '/api/app/user'],
    ['another port', 'https://mvsep.com:8443/storage/a.flac'],
    ['nonsense', 'https://']
  ])('to %s is not followed (A7-53)', async (_what, location) => {
    const elsewhere = await startNode('elsewhere.example', () => null)
    const first = await startNode('mvsep.com', () => location)
    const connections = await world({ 'mvsep.com': first, 'elsewhere.example': elsewhere, 'evilmvsep.com': elsewhere })
    expect(await call('download', 'https://mvsep.com', connections)).toMatchObject({ code: 'resultUntrusted' })
    expect(elsewhere.seen).toEqual([])
    expect(first.seen).toHaveLength(1)
  })

  it('five times is fetched, six times is not (A7-53)', async () => {
    const hops = (most: number) => (url: string): string | null => {
      const hop = Number(/hop(\d)/.exec(url)?.[1] ?? 0)
      return hop === most ? null : `/storage/hop${hop + 1}`
    }
    const five = await startNode('mvsep.com', hops(5))
    expect(await call('download', 'https://mvsep.com', await world({ 'mvsep.com': five }))).toBe('fLaC')
    const six = await startNode('mvsep.com', hops(6))
    expect(await call('download', 'https://mvsep.com', await world({ 'mvsep.com': six }))).toMatchObject({ code: 'resultUntrusted' })
    expect(six.seen).toHaveLength(6)
  })

  it.each(['json', 'form', 'upload'] as const)('as the answer to a %s request takes no token to another node', async (caller) => {
    const other = await startNode('de2.mvsep.com', () => null)
    const first = await startNode('mvsep.com', (url) => `https://de2.mvsep.com${url}`)
    await call(caller, 'https://mvsep.com', await world({ 'mvsep.com': first, 'de2.mvsep.com': other }))
    expect(first.seen).toHaveLength(1)
    expect(other.seen).toEqual([])
  })
})
