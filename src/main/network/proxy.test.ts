import { inspect } from 'node:util'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { AppError } from '../../shared/errors/appError'
import { createConnections, type Connections, type ConnectionsParts } from './connections'
import { call, CALLERS, CANARY } from './testing/callers'
import { createAuthority, hasOpenssl, ownAuthority, type Certificate } from './testing/certificates'
import { startHttpProxy, startSocksProxy, type ProxyServer } from './testing/proxyServer'
import { startTlsServer, type TlsServer } from './testing/tlsServer'
import { tcpServer } from '../transfers/testing/servers'

const MVSEP = 'https://de2.mvsep.com'
let certificate: Certificate
beforeAll(() => {
  if (!hasOpenssl) return
  certificate = ownAuthority().issue('DNS:de2.mvsep.com,IP:127.0.0.1,DNS:localhost')
})

async function opened<T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const server = await starting
  onTestFinished(() => server.close())
  return server
}
function open(pac: string | ((url: string) => Promise<string>), parts: Partial<ConnectionsParts> = {}): Connections {
  const resolveProxy = typeof pac === 'string' ? () => Promise.resolve(pac) : pac
  const connections = createConnections({ authorities: () => [ownAuthority().cert], resolveProxy, ...parts })
  onTestFinished(() => connections.dispose())
  return connections
}
const mvsep = (): Promise<TlsServer> => opened(startTlsServer({ key: certificate.key, cert: certificate.cert }))
const at = (server: TlsServer): { hosts: Record<string, number> } => ({ hosts: { 'de2.mvsep.com': server.port } })
const readable = (proxy: ProxyServer): string => Buffer.concat(proxy.passed).toString('latin1')

describe.skipIf(!hasOpenssl)('A7-38: a proxy of the system (skipped without openssl)', () => {
  it.each(CALLERS)('carries every %s request, and can read none', async (caller) => {
    const server = await mvsep()
    const proxy = await opened(startHttpProxy(at(server)))
    expect(await call(caller, MVSEP, open(`PROXY 127.0.0.1:${proxy.port}`))).toBe('{"ok":true}')
    expect(proxy.asked).toEqual(['CONNECT de2.mvsep.com:443'])
    expect(readable(proxy)).not.toContain(CANARY)
    expect(server.asked).toHaveLength(1)
  })

  it('may speak TLS itself, or SOCKS 5 with names looked up by it', async () => {
    const server = await mvsep()
    const secure = await opened(startHttpProxy({ ...at(server), certificate }))
    const socks = await opened(startSocksProxy(at(server)))
    expect(await call('upload', MVSEP, open(`HTTPS localhost:${secure.port}`))).toBe('{"ok":true}')
    expect(await call('upload', MVSEP, open(`SOCKS5 127.0.0.1:${socks.port}`))).toBe('{"ok":true}')
    expect(await call('download', MVSEP, open(`SOCKS5 127.0.0.1:${socks.port}`))).toBe('{"ok":true}')
    expect(socks.asked[0]).toBe('SOCKS de2.mvsep.com:443')
  })

  it('is passed over for the next one of the list when it is not there, before anything is sent', async () => {
    const server = await mvsep()
    const gone = await startHttpProxy(at(server))
    await gone.close()
    const proxy = await opened(startHttpProxy(at(server)))
    expect(await call('upload', MVSEP, open(`PROXY 127.0.0.1:${gone.port}; PROXY 127.0.0.1:${proxy.port}`))).toBe('{"ok":true}')
    expect(server.asked).toEqual(['POST /api/separation/create'])
  })

  it.each(CALLERS)('that wants a name and password is told as such for %s, and gets no request', async (caller) => {
    const server = await mvsep()
    const proxy = await opened(startHttpProxy({ ...at(server), credentials: 'ann:p@ss' }))
    const error = await call(caller, MVSEP, open(`PROXY 127.0.0.1:${proxy.port}`))
    expect(error).toMatchObject({ code: 'proxyRefused', detail: 'the proxy answered HTTP 407' })
    expect(server.asked).toEqual([])
    expect(readable(proxy)).toBe('')
  })

  it('gets name and password when the environment names them for that very proxy, and shows them nowhere', async () => {
    const server = await mvsep()
    const proxy = await opened(startHttpProxy({ ...at(server), credentials: 'ann:p@ss' }))
    const open2 = (variable: string): Connections => open(`PROXY 127.0.0.1:${proxy.port}`, { environment: { HTTPS_PROXY: variable } })
    expect(await call('json', MVSEP, open2(`http://ann:p%40ss@127.0.0.1:${proxy.port}`))).toBe('{"ok":true}')
    expect(await call('json', MVSEP, open2('http://ann:p%40ss@elsewhere:3128'))).toMatchObject({ code: 'proxyRefused' })
    const wrong = await call('upload', MVSEP, open2(`http://ann:secret-word@127.0.0.1:${proxy.port}`))
    expect(inspect(wrong, { depth: 20, showHidden: true })).not.toMatch(/secret-word|YW5uOnN/)
  })

  it.each([[403, 'proxyRefused'], [502, 'serverUnreachable'], [503, 'serverUnreachable']])('that answers %i is %s, never the answer of MVSEP', async (refuseWith, code) => {
    const proxy = await opened(startHttpProxy({ hosts: {}, refuseWith }))
    for (const caller of CALLERS) expect(await call(caller, MVSEP, open(`PROXY 127.0.0.1:${proxy.port}`))).toMatchObject({ code })
  })

  it('that takes the call and stays silent does not hold a transfer for ever', async () => {
    const server = await mvsep()
    const silent = await opened(tcpServer((socket) => socket.resume()))
    const error = await call('upload', MVSEP, open(`PROXY ${new URL(silent.url).host}`, { connectTimeoutMs: 100 }))
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'serverUnreachable' })
    expect(server.asked).toEqual([])
  })

  it('that opens the encryption with a certificate of its own is refused (no authority of ours vouches for it)', async () => {
    const stranger = createAuthority().issue('DNS:de2.mvsep.com')
    const middle = await opened(startTlsServer({ key: stranger.key, cert: stranger.cert }))
    const proxy = await opened(startHttpProxy(at(middle)))
    for (const caller of CALLERS) expect(await call(caller, MVSEP, open(`PROXY 127.0.0.1:${proxy.port}`))).toMatchObject({ code: 'tlsFailed' })
    expect(middle.asked).toEqual([])
  })

  it('is never used for this computer', async () => {
    const proxy = await opened(startHttpProxy({ hosts: {} }))
    const server = await mvsep()
    for (const caller of CALLERS) expect(await call(caller, `https://127.0.0.1:${server.port}`, open(`PROXY 127.0.0.1:${proxy.port}`))).toBe('{"ok":true}')
    expect(proxy.asked).toEqual([])
  })

  it('is asked for once an origin, by the origin alone, and again when the network changes', async () => {
    const server = await mvsep()
    const proxy = await opened(startHttpProxy(at(server)))
    const questions: string[] = []
    let network = 'at home'
    const connections = open((url) => {
      questions.push(url)
      return Promise.resolve(`PROXY 127.0.0.1:${proxy.port}`)
    }, { networkMark: () => network })
    await call('json', MVSEP, connections)
    await call('upload', MVSEP, connections)
    expect(questions).toEqual([`${MVSEP}/`])
    network = 'at the office'
    await call('json', MVSEP, connections)
    expect(questions).toHaveLength(2)
    expect(proxy.asked).toHaveLength(3) // the kept connection of the first one was let go
  })

  it('that cannot be found out means the direct way', async () => {
    const connections = open(() => Promise.reject(new Error('no PAC file')))
    expect(await connections.agentFor(new URL(MVSEP), { isFresh: true })).toMatchObject({ keepAlive: false })
  })
})
