import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { resultOf, startMvsepDouble } from '../src/main/jobs/testing/mvsepDouble'
import { seededRandom, wholeBetween } from '../src/main/transfers/testing/random'
import { roformer } from './support/catalogueRows'
import { dropFiles } from './support/drop'
import { hashesUnder } from './support/hashes'
import { writeSong } from './support/songs'
import { signIn } from './support/steps'
import { expect, test } from './support/unbraid'
import { SeparatePage } from './pages/separatePage'
import { silentWav } from './support/wav'

const KILLS = 10
const TOKEN = 'T0rtur3T0k3n0123456789abcdef01'
const SEED = 20_261_122
const RESULTS = 2

const sha = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

/** A WAV whose samples are those of no other. */
function wavOf(sourceSha: string, index: number, sizeBytes: number): Buffer {
  const head = silentWav((sizeBytes - 44) / 16_000).subarray(0, 44)
  return Buffer.concat([head, resultOf(sourceSha, index, head.readUInt32LE(40))])
}

test('A7-1, A7-2, A7-3, A7-4: the whole app killed ten times at random: every job, every byte, every create once', async ({ folder, launch }) => {
  test.setTimeout(300_000)
  const random = seededRandom(SEED)
  const server = await startMvsepDouble({
    token: TOKEN, nowMs: Date.now, resultsPerJob: RESULTS, resultBytes: 3 * 1024 * 1024, pace: { bytes: 64 * 1024, pauseMs: 20 }, takePauseMs: 3,
    pollsUntilDone: 3, makeResult: wavOf, rows: [roformer()]
  })
  const apiBase = `${server.url}/api`
  const songs = await Promise.all([11, 12, 13, 14, 15].map((seconds) => writeSong(folder, `Struck ${seconds}`, 'wav16', seconds)))
  const first = await launch({ apiBase })
  const separate = await signIn(first.page, TOKEN)
  await dropFiles(first.app, separate.addAudio, songs)
  await separate.chooseAlgorithm('roformer', /BS Roformer/)
  await separate.chooseOption('Output format', /WAV, 16/)
  await separate.separate.click()
  await expect(separate.jobs.getByRole('listitem')).toHaveCount(songs.length)

  let running = first
  for (let kill = 0; kill < KILLS; kill += 1) {
    await new Promise((resolve) => setTimeout(resolve, wholeBetween(random, 0, 2_000)))
    await running.kill()
    running = await launch({ apiBase })
  }
  const jobs = new SeparatePage(running.page)
  await running.page.getByRole('link', { name: 'Separate' }).click()
  let ready = 0
  for (const song of songs) {
    const row = jobs.jobsOf(basename(song, '.wav')).first()
    // Ready, or a question for the user: nothing else is an end.
    await expect(row.getByRole('button', { name: /Open in Studio|Send again/ }).first()).toBeVisible({ timeout: 120_000 })
    const creates = server.createsOf(sha(await readFile(song)))
    if (await row.getByRole('button', { name: 'Open in Studio' }).isVisible()) {
      ready += 1
      expect(creates).toBe(1)
    } else expect(creates).toBeLessThanOrEqual(1)
  }
  await running.quit()
  const here = await hashesUnder(folder, /Struck .*BS Roformer.*\.wav$/)
  const sent = [...server.jobs.values()].flatMap(({ results }) => results.map(sha))
  for (const hash of here) expect(sent).toContain(hash)
  expect(ready).toBeGreaterThan(0)
  expect(here.length).toBeGreaterThanOrEqual(ready * RESULTS)
  expect(new Set(here).size).toBe(here.length)
  await server.close()
})
