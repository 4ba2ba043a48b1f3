import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Job } from '../../shared/domain/job'
import { hasOpenssl, selfSigned } from '../network/testing/certificates'
import { startTlsServer } from '../network/testing/tlsServer'
import { startHttpProxy } from '../network/testing/proxyServer'
import { createConnections } from '../network/connections'
import { tcpServer } from '../transfers/testing/servers'
import { createPostMultipart } from '../transfers/upload'
import { startEngine } from './testing/engine'
import { smallServiceApi, startSmallService } from './testing/smallService'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-send-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Sends one song to a base until the job has failed. */
async function failureAt(origin: string, pac = 'DIRECT'): Promise<Job> {
  const connections = createConnections({ authorities: () => [], resolveProxy: () => Promise.resolve(pac) })
  const engine = startEngine(folder, origin, { api: smallServiceApi(createPostMultipart({ connections })) })
  const path = join(folder, 'large.wav')
  await writeFile(path, randomBytes(8_000_000))
  const [job] = await engine.enqueue([path])
  const failed = await engine.phase(job?.id ?? '', 'failed')
  await engine.close()
  connections.dispose()
  return failed
}

it('A7-29: a service that cuts a song off each time gets it five times, then a person is told', async () => {
  let calls = 0
  const cutter = await tcpServer((socket) => {
    calls += 1
    socket.once('data', () => socket.resetAndDestroy())
  })
  expect(await failureAt(cutter.url)).toMatchObject({ error: { code: 'uploadCut', subject: 'large.wav' } })
  expect(calls).toBe(5)
  await cutter.close()
})

it.skipIf(!hasOpenssl)('A7-37: a certificate nobody vouches for ends a job at once, with nothing sent (skipped without openssl)', async () => {
  const { key, cert } = selfSigned('IP:127.0.0.1')
  const server = await startTlsServer({ key, cert })
  expect(await failureAt(`https://127.0.0.1:${server.port}`)).toMatchObject({ error: { code: 'tlsFailed' }, attempt: 1 })
  expect(server.asked).toEqual([])
  await server.close()
})

it('A7-38: a proxy that asks for a name ends a job at once, with the reason', async () => {
  const proxy = await startHttpProxy({ hosts: {}, credentials: 'ann:word' })
  expect(await failureAt('https://mvsep.example', `PROXY 127.0.0.1:${proxy.port}`)).toMatchObject({ error: { code: 'proxyRefused' }, attempt: 1 })
  expect(proxy.asked).toHaveLength(1)
  await proxy.close()
})

it('A7-44: a refusal of the size, the format or the credits ends a job in the service\'s words, and is not tried again', async () => {
  const service = await startSmallService()
  service.createFaults.push((_request, response) => response.writeHead(400).end('Max size: 100 MB'))
  expect(await failureAt(service.url)).toMatchObject({ error: { code: 'refused', detail: 'Max size: 100 MB' }, attempt: 1 })
  expect(service.creates).toHaveLength(1)
  expect(service.jobs.size).toBe(0)
  await service.close()
})
