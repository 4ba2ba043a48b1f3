import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type LookupFunction, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isInnerAddress } from './address'
import { createConnections, type Connections } from './connections'
import { call, CALLERS } from './testing/callers'
import { hasOpenssl, ownAuthority } from './testing/certificates'
import { startTlsServer, type TlsServer } from './testing/tlsServer'

/** Every name has these addresses. */
const leadingTo = (...addresses: readonly string[]): LookupFunction => (_name, options, callback) => {
  const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  if (options.all === true) callback(null, all)
  else callback(null, all[0]?.address ?? '', all[0]?.family)
}
function open(lookup: LookupFunction): Connections {
  const connections = createConnections({ authorities: () => [ownAuthority().cert], lookup })
  onTestFinished(() => connections.dispose())
  return connections
}
async function serve(names: string): Promise<TlsServer> {
  const { key, cert } = ownAuthority().issue(names)
  const server = await startTlsServer({ key, cert })
  onTestFinished(() => server.close())
  return server
}

/** A port of ::1 where nobody ever answers a knock: a listener that is stopped, with its waiting room full. */
async function blackHole(): Promise<number> {
  const code = 'const s=require("net").createServer();s.listen({host:"::1",port:0,backlog:1},()=>console.log(s.address().port))'
  const child: ChildProcess = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => { child.kill('SIGKILL') })
  if (child.stdout === null) throw new Error('no output')
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  child.kill('SIGSTOP')
  const port = Number(line.toString())
  const guests: Socket[] = []
  onTestFinished(() => { for (const guest of guests) guest.destroy() })
  for (let room = true; room; ) {
    const guest = connect({ host: '::1', port })
    guest.on('error', () => undefined)
    guests.push(guest)
    room = await Promise.race([once(guest, 'connect').then(() => true), new Promise<boolean>((resolve) => setTimeout(resolve, 100, false))])
  }
  return port
}
const hasIpv6 = await new Promise<boolean>((resolve) => {
  const server = createServer().once('error', () => resolve(false)).listen(0, '::1', () => server.close(() => resolve(true)))
})

describe.skipIf(!hasOpenssl || !hasIpv6 || process.platform === 'win32')('A7-39: a name with an IPv6 address that swallows everything (skipped without openssl or IPv6, and on Windows)', () => {
  it.each(['json', 'upload'] as const)('does not hold up a %s request: IPv4 is tried after a quarter of a second', async (caller) => {
    const port = await blackHole()
    const { key, cert } = ownAuthority().issue('DNS:api.example')
    const { createServer: createTls } = await import('node:https')
    const server = createTls({ key, cert }, (request, response) => request.resume().on('end', () => response.end('{"ok":true}')))
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    onTestFinished(() => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections() }))
    const startedMs = performance.now()
    expect(await call(caller, `https://api.example:${port}`, open(leadingTo('::1', '127.0.0.1')))).toBe('{"ok":true}')
    const tookMs = performance.now() - startedMs
    expect(tookMs).toBeGreaterThan(240) // the black hole was asked first
    expect(tookMs).toBeLessThan(1_500)
  })
})

describe.skipIf(!hasOpenssl)('A7-53: a name of MVSEP that leads inside (skipped without openssl)', () => {
  it.each([['127.0.0.1'], ['169.254.169.254'], ['10.0.0.1'], ['::ffff:192.168.1.1'], ['203.0.113.9', '127.0.0.1']])('to %s is not fetched from', async (...addresses) => {
    const error = await call('download', 'https://de2.mvsep.com', open(leadingTo(...addresses)))
    expect(error).toMatchObject({ code: 'resultUntrusted', detail: 'de2.mvsep.com leads into an inner network' })
  })

  it('does not stop the service on this computer', async () => {
    const server = await serve('IP:127.0.0.1')
    for (const caller of CALLERS) expect(await call(caller, `https://127.0.0.1:${server.port}`, open(leadingTo('127.0.0.1')))).toBe('{"ok":true}')
  })
})

describe('A7-53: an inner address', () => {
  it.each([
    '127.0.0.1', '127.255.0.9', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255',
    '::1', '::', 'fe80::1', 'fe80::1%eth0', 'fd00::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:a00:1', '64:ff9b::7f00:1', '64:ff9b::169.254.169.254', 'not an address', ''
  ])('is %j', (address) => {
    expect(isInnerAddress(address)).toBe(true)
  })

  it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '198.18.0.5', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])('is not %j', (address) => {
    expect(isInnerAddress(address)).toBe(false)
  })
})
