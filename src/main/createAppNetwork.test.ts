import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tls from 'node:tls'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createApp } from './createApp'
import { createAuthority, hasOpenssl } from './network/testing/certificates'
import { startHttpProxy } from './network/testing/proxyServer'
import { startTlsServer } from './network/testing/tlsServer'
import { testParts } from './testing/testApp'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-app-network-'))
})
afterEach(() => rm(folder, { recursive: true, maxRetries: 5 }))

// A runtime that reads the system's store takes no authority from a variable; there the whole-app tests show the same.
it.skipIf(!hasOpenssl || 'getCACertificates' in tls)('A7-38, A7-61 (skipped without openssl, or where Node reads the system\'s authorities itself): asks the region\'s node from now on, through the system\'s proxy, and logs no password of it', async () => {
  const authority = createAuthority()
  await writeFile(join(folder, 'office.pem'), authority.cert)
  const { key, cert } = authority.issue('DNS:mvsep.com,DNS:sg.mvsep.com')
  const server = await startTlsServer({ key, cert }, '127.0.0.1', '{"queue":{"in_process":1,"registered":2,"unregistered":3}}')
  const proxy = await startHttpProxy({ hosts: { 'mvsep.com': server.port, 'sg.mvsep.com': server.port }, credentials: 'ann:canary-word' })
  const { handle, dispose } = await createApp(testParts(folder, {
    resolveProxy: () => Promise.resolve(`PROXY 127.0.0.1:${proxy.port}`),
    environment: { NODE_EXTRA_CA_CERTS: join(folder, 'office.pem'), HTTPS_PROXY: `http://ann:canary-word@127.0.0.1:${proxy.port}` }
  }))
  expect(await handle('site:queue', { service: 'mvsep' })).toMatchObject({ ok: true })
  expect(await handle('settings:update', { region: 'sg' })).toMatchObject({ ok: true, value: { region: 'sg' } })
  expect(await handle('site:queue', { service: 'mvsep' })).toMatchObject({ ok: true })
  expect(proxy.asked).toEqual(['CONNECT mvsep.com:443', 'CONNECT sg.mvsep.com:443'])
  expect(server.asked).toEqual(['GET /api/app/queue', 'GET /api/app/queue'])
  expect(await handle('settings:update', { region: 'mars' })).toMatchObject({ ok: false, error: { code: 'invalidInput' } })
  await proxy.close()
  expect(await handle('site:queue', { service: 'mvsep' })).toMatchObject({ ok: false, error: { code: 'serverUnreachable' } })
  await dispose()
  await server.close()
  expect(await readFile(join(folder, 'profile', 'logs', 'unbraid.log'), 'utf8').catch(() => '')).not.toMatch(/canary-word|Proxy-Authorization/i)
})
