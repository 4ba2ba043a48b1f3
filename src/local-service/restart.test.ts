import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { songWav, temporaryFolder } from './testing/audioFiles'
import { createClient, fetchBytes, MIDDLE_SIDE, signIn, signUp, startService, FOUR_STEMS } from './testing/client'

const HOUR_MS = 60 * 60 * 1000

test('accounts, results, history and switches are still there after a restart', async () => {
  const first = await startService()
  const ann = await signUp(first.baseUrl)
  await ann.post('/app/enable_long_filenames', {})
  const hash = await ann.create(songWav(1), { sep_type: String(MIDDLE_SIDE) })
  const [before] = await ann.results(hash)
  const bytes = await fetchBytes(before?.url ?? '')
  await first.close()

  const second = await startService({ dataDir: first.dataDir })
  const again = await signIn(second.baseUrl)
  expect(again.token).toBe(ann.token)
  expect((await again.get('/app/user')).body).toMatchObject({ data: { long_filenames_enabled: 1, premium_minutes: 99_999 } })
  expect((await again.get('/app/separation_history')).body).toMatchObject({ data: [{ hash, job_exists: true }] })
  const [after] = await again.results(hash)
  expect((await fetchBytes(after?.url ?? '')).equals(bytes)).toBe(true)
})

test('jobs that waited or ran when the service ended are done after the next start', async () => {
  const first = await startService()
  const ann = await signUp(first.baseUrl)
  const hashes: string[] = []
  for (let index = 0; index < 3; index += 1) hashes.push(await ann.create(songWav(5), { sep_type: String(FOUR_STEMS) }))
  await ann.until(hashes[0] ?? '', 'processing')
  await first.close()

  const second = await startService({ dataDir: first.dataDir })
  const again = createClient(second.baseUrl, ann.token)
  for (const hash of hashes) expect(await again.results(hash)).toHaveLength(4)
  expect(await again.credits()).toBe(100_000 - 3)
})

test('after 72 hours a job and its files are really gone, and the history says so', async () => {
  const first = await startService()
  const ann = await signUp(first.baseUrl)
  const hash = await ann.create(songWav(1), { sep_type: String(MIDDLE_SIDE) })
  const [file] = await ann.results(hash)
  const path = join(first.dataDir, decodeURIComponent(new URL(file?.url ?? '').pathname))
  await stat(path)
  await first.close()

  const kept = await startService({ dataDir: first.dataDir, nowMs: () => Date.now() + 71 * HOUR_MS })
  expect(await createClient(kept.baseUrl, ann.token).status(hash)).toMatchObject({ status: 'done' })
  const history = await createClient(kept.baseUrl, ann.token).get('/app/separation_history')
  expect(history.body).toMatchObject({ data: [{ time_left: 1 }] })
  await kept.close()

  const later = await startService({ dataDir: first.dataDir, nowMs: () => Date.now() + 73 * HOUR_MS })
  const again = createClient(later.baseUrl, ann.token)
  expect(await again.status(hash)).toMatchObject({ success: false, status: 'not_found' })
  expect((await again.get('/app/separation_history')).body).toMatchObject({ data: [{ hash, job_exists: false, time_left: -1 }] })
  await expect(stat(path)).rejects.toThrow('ENOENT')
  await expect(stat(join(first.dataDir, 'storage', 'temp', hash))).rejects.toThrow('ENOENT')
})

test('a second service on the same port says so and leaves nothing running', async () => {
  const first = await startService()
  await expect(startService({ port: Number(new URL(first.baseUrl).port) })).rejects.toThrow('EADDRINUSE')
})

test('the song given for it is on the demo page, once', async () => {
  const songPath = join(await temporaryFolder(), 'Sample song.wav')
  await writeFile(songPath, songWav(1))
  const first = await startService({ demoPath: songPath })
  const seen = await expectDemo(first.baseUrl)
  await first.close()
  const second = await startService({ dataDir: first.dataDir, demoPath: songPath })
  expect(await expectDemo(second.baseUrl)).toBe(seen)
})

async function expectDemo(baseUrl: string): Promise<string> {
  const nobody = createClient(baseUrl, '')
  const [row] = await vi.waitFor(async () => {
    const rows = z.array(z.object({ hash: z.string() })).parse((await nobody.get('/app/demo')).body)
    expect(rows).toHaveLength(1)
    return rows
  }, { timeout: 10_000, interval: 50 })
  expect(await nobody.results(row?.hash ?? '')).toHaveLength(4)
  return row?.hash ?? ''
}
