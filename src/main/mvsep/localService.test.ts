import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLocalService, type LocalService } from '../../local-service/createLocalService'
import { defaultPlan, defaultValues } from '../../shared/domain/defaultPlan'
import { predictStems } from '../../shared/domain/predictStems'
import { createLocalAccount } from '../account/localAccount'
import { silentLog } from '../log/log'
import { createMemoryStore } from '../secrets/memoryStore'
import { createPostMultipart } from '../transfers/upload'
import { createAccountApi } from './account'
import { createAlgorithmsApi } from './algorithms'
import { createHttp } from './http'
import { createSeparationsApi } from './separations'
import { createSiteApi, readNews, readQueue } from './site'
import { toAlgorithms } from './toAlgorithm'
import { toDescription } from './toDescription'
import type { RemoteStatus } from './types'

// The local service shares no code with the client: what holds between the two holds by the API notes alone.
const http = createHttp({ userAgent: 'Unbraid/test' })
const separations = createSeparationsApi({ http, postMultipart: createPostMultipart() })
const never = new AbortController().signal
let folder = ''
let service: LocalService
let access = { apiBase: '', token: '' }
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unbraid-client-'))
  service = await createLocalService({ dataDir: join(folder, 'data'), port: 0 })
  const local = createLocalAccount({ api: createAccountApi(http), secretStore: createMemoryStore(), log: silentLog })
  access = { apiBase: service.baseUrl, token: await local.token(service.baseUrl) }
})
afterAll(async () => {
  http.dispose()
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Two seconds of 16-bit stereo: a tone in the middle, another on the left. */
function writeSong(path: string): void {
  const frames = 88_200
  const wav = Buffer.alloc(44 + frames * 4)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + frames * 4, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  for (const [at, value] of [[20, 1], [22, 2], [32, 4], [34, 16]] as const) wav.writeUInt16LE(value, at)
  wav.writeUInt32LE(44_100, 24)
  wav.writeUInt32LE(176_400, 28)
  wav.write('data', 36)
  wav.writeUInt32LE(frames * 4, 40)
  for (let frame = 0; frame < frames; frame++) {
    const middle = 8_000 * Math.sin(frame / 16)
    wav.writeInt16LE(Math.round(middle + 4_000 * Math.sin(frame / 40)), 44 + frame * 4)
    wav.writeInt16LE(Math.round(middle), 46 + frame * 4)
  }
  writeFileSync(path, wav)
}

describe('the client at the local service', () => {
  it('reads its whole catalogue', async () => {
    const { algorithms, unreadableRows } = toAlgorithms(await createAlgorithmsApi(http).rows(access))
    expect(unreadableRows).toBe(0)
    expect(algorithms.length).toBeGreaterThan(0)
    for (const { stems, outputFormats, group, input } of algorithms) {
      // What matches one song to another gives one; what separates gives several.
      expect(stems.length).toBeGreaterThan(input === 'matchering_upload' ? 0 : 1)
      expect(outputFormats?.length).toBeGreaterThan(0)
      expect(group.name).not.toBe('')
    }
  })

  it('knows the stems of every choice, and can describe each algorithm with a table', async () => {
    const rows = await createAlgorithmsApi(http).rows(access)
    for (const algorithm of toAlgorithms(rows).algorithms) {
      const start = defaultValues(algorithm)
      for (const { name, options } of algorithm.fields) {
        for (const { key } of options) {
          const { stems, certainty } = predictStems(algorithm, { ...start, [name]: key })
          expect([certainty, stems.some((stem) => stem.key === 'residual')], `${algorithm.name} ${name} ${key}`).toEqual(['exact', key === 'residual'])
        }
      }
      expect(toDescription(rows, algorithm.renderId, 'de')).toMatchObject({ language: 'en', text: expect.arrayContaining([expect.objectContaining({ kind: 'table' })]) as unknown })
    }
  })

  it('knows its user, refuses a wrong token, reads news and queue', async () => {
    expect((await createAccountApi(http).user(access.apiBase, access.token)).email).toContain('@unbraid.example')
    await expect(createAccountApi(http).user(access.apiBase, 'x'.repeat(30))).rejects.toMatchObject({ code: 'tokenInvalid' })
    expect(readNews(await createSiteApi(http).news(access, { language: 'en', start: 0, limit: 10 }), 10).items).toHaveLength(3)
    expect(readQueue(await createSiteApi(http).queue(access)).inProcess).toBeGreaterThanOrEqual(0)
  })

  it('sends a song, follows the job to its files and finds it in the history', async () => {
    const filePath = join(folder, 'söng.wav')
    writeSong(filePath)
    const [algorithm] = toAlgorithms(await createAlgorithmsApi(http).rows(access)).algorithms
    if (algorithm === undefined) throw new Error('no algorithm')
    const plan = defaultPlan(algorithm, 1)
    const watch = { signal: never, onProgress: () => undefined, onLastBytes: () => undefined }
    const remote = await separations.create(access, { ...plan, sound: { kind: 'file', file: { path: filePath, fileName: 'söng.wav' } } }, watch)
    expect(remote.apiBase).toBe(access.apiBase)
    expect((await separations.currentQueue(access)).map(({ hash }) => hash)).toEqual([remote.hash])
    expect(await createSiteApi(http).queueWait(access)).toEqual(expect.any(Number))

    const ask = (): Promise<RemoteStatus> => separations.status(remote, never)
    await expect.poll(async () => (await ask()).status, { timeout: 25_000, interval: 100 }).toMatch(/done|failed/)
    const status = await ask()
    const files = status.status === 'done' ? status.files : []
    expect(files).toHaveLength(algorithm.stems.length)
    for (const { url, sizeBytes } of files) expect([new URL(url).host, sizeBytes]).toEqual([new URL(access.apiBase).host, expect.any(Number)])

    const [row] = await separations.history(access, 0, 20)
    expect(row).toMatchObject({ hash: remote.hash, renderId: algorithm.renderId })
    expect(Math.abs(Date.now() - (row?.createdAtMs ?? 0))).toBeLessThan(120_000)
    expect((await separations.cancel(remote, access.token)).accepted).toBe(false)
    expect((await separations.remove(remote, access.token)).accepted).toBe(true)
    expect((await ask()).status).toBe('notFound')
  })

  it('is told what is wrong with a job', async () => {
    expect((await separations.status({ hash: 'no-such-hash', apiBase: access.apiBase }, never)).status).toBe('notFound')
    const filePath = join(folder, 'text.wav')
    writeFileSync(filePath, 'this is no music')
    const watch = { signal: never, onProgress: () => undefined, onLastBytes: () => undefined }
    const request = { sound: { kind: 'file', file: { path: filePath, fileName: 'text.wav' } }, renderId: 999_999, options: [], outputFormat: 1 } as const
    await expect(separations.create(access, request, watch)).rejects.toMatchObject({ code: 'algorithmUnavailable' })
    await expect(separations.create({ ...access, token: 'x'.repeat(30) }, request, watch)).rejects.toMatchObject({ code: 'tokenInvalid' })
  })
})
