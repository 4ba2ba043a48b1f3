import { inspect } from 'node:util'
import { afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createConnections, directConnections, type Connections } from './connections'
import { call, CALLERS, CANARY } from './testing/callers'
import { hasOpenssl, ownAuthority, selfSigned, type Certificate } from './testing/certificates'
import { startTlsServer, type TlsServer } from './testing/tlsServer'

let good: Certificate
let expired: Certificate
let misnamed: Certificate
let alone: Certificate
beforeAll(() => {
  if (!hasOpenssl) return
  good = ownAuthority().issue('IP:127.0.0.1')
  expired = ownAuthority().issue('IP:127.0.0.1', true)
  misnamed = ownAuthority().issue('DNS:elsewhere.example')
  alone = selfSigned('IP:127.0.0.1')
})

afterEach(() => { vi.unstubAllEnvs() })
async function serve(...args: Parameters<typeof startTlsServer>): Promise<TlsServer> {
  const server = await startTlsServer(...args)
  onTestFinished(() => server.close())
  return server
}
function trusting(...authorities: string[]): Connections {
  const connections = createConnections({ authorities: () => authorities })
  onTestFinished(() => connections.dispose())
  return connections
}
const pair = ({ key, cert }: Certificate): { key: string; cert: string } => ({ key, cert })

describe.skipIf(!hasOpenssl)('A7-37 (skipped without openssl): a server whose certificate', () => {
  it.each(CALLERS)('our authority vouches for gets the %s request', async (caller) => {
    const server = await serve(pair(good))
    expect(await call(caller, `https://127.0.0.1:${server.port}`, trusting(ownAuthority().cert))).toBe('{"ok":true}')
    expect(server.asked).toHaveLength(1)
  })

  it.each([
    ['vouches for itself alone', () => alone, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['is expired', () => expired, 'CERT_HAS_EXPIRED'],
    ['is for another name', () => misnamed, 'ERR_TLS_CERT_ALTNAME_INVALID']
  ])('%s gets nothing, whatever the request', async (_what, certificate, reason) => {
    const server = await serve(pair(certificate()))
    for (const caller of CALLERS) {
      const error = await call(caller, `https://127.0.0.1:${server.port}`, trusting(ownAuthority().cert))
      expect(error).toMatchObject({ code: 'tlsFailed' })
      if (caller === 'json') expect(error).toMatchObject({ detail: reason })
      expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(CANARY)
    }
    expect(server.asked).toEqual([])
  })

  it('nobody of the system vouches for gets nothing', async () => {
    const server = await serve(pair(good))
    const connections = directConnections()
    onTestFinished(() => connections.dispose())
    for (const caller of CALLERS) expect(await call(caller, `https://127.0.0.1:${server.port}`, connections)).toMatchObject({ code: 'tlsFailed' })
    expect(server.asked).toEqual([])
  })

  it('is good but which speaks only TLS 1.0 or 1.1 gets nothing', async () => {
    for (const maxVersion of ['TLSv1', 'TLSv1.1'] as const) {
      const server = await serve({ ...pair(good), minVersion: 'TLSv1', maxVersion, ciphers: 'DEFAULT@SECLEVEL=0' })
      for (const caller of CALLERS) expect(await call(caller, `https://127.0.0.1:${server.port}`, trusting(ownAuthority().cert))).toMatchObject({ code: 'tlsFailed' })
      expect(server.asked).toEqual([])
    }
  })

  it('is bad stays refused when the environment says to accept all', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    const server = await serve(pair(alone))
    for (const caller of CALLERS) expect(await call(caller, `https://127.0.0.1:${server.port}`, trusting(ownAuthority().cert))).toMatchObject({ code: 'tlsFailed' })
    expect(server.asked).toEqual([])
  })
})
