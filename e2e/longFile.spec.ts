import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createWriter } from '../src/codecs/createWriter'
import { violationsOf } from './support/axe'
import { dropFiles } from './support/drop'
import { countCreates, postForm, registerAccount, startMvsepServer } from './support/mvsepServer'
import { shoot } from './support/shots'
import { readSong } from './support/songs'
import { signIn } from './support/steps'
import { expect, ROOT, test } from './support/unbraid'

const SECONDS = 640

/** The sample song over and over, at a quarter of its rate's length of time a part takes: longer than a free account may send. */
async function writeLongSong(folder: string): Promise<string> {
  const { channels, sampleRateHz } = await readSong(join(ROOT, 'resources', 'sample', 'Unbraid sample song.flac'))
  // Every sixth sample: at 8 kHz it is separated in a fraction of the time, and no shorter.
  const step = Math.round(sampleRateHz / 8_000)
  const rateHz = 8_000
  const mono = Float32Array.from({ length: Math.floor((channels[0]?.length ?? 0) / step) }, (_, frame) => channels[0]?.[frame * step] ?? 0)
  const path = join(folder, 'Long set.wav')
  const writer = await createWriter(path, 'wav16', { sampleRateHz: rateHz, channels: 1 })
  for (let left = SECONDS * rateHz; left > 0; left -= mono.length) await writer.write([mono.subarray(0, Math.min(mono.length, left))])
  await writer.finish()
  return path
}

test('a song over the limit is shown as parts with their cost, sent as such, and comes back whole after a kill in the middle', async ({ folder, launch }) => {
  test.setTimeout(300_000)
  const server = await startMvsepServer(join(folder, 'server'))
  const token = await registerAccount(server.apiBase)
  await postForm(`${server.apiBase}/app/disable_premium`, { api_token: token })
  const song = await writeLongSong(folder)
  const first = await launch({ apiBase: server.apiBase })
  let { page } = first
  const separate = await signIn(page, token)
  await separate.chooseAlgorithm('four', /vocals, drums, bass, other/i)
  await dropFiles(first.app, separate.addAudio, [song])
  const limits = separate.beforeYouStart.getByRole('list', { name: 'Limits' })
  await expect(limits).toContainText('“Long set.wav” is 10:40 long; at most 10:00 may be sent.')
  await limits.getByRole('button', { name: 'Split into parts… Long set.wav' }).click()

  const dialog = page.getByRole('dialog', { name: 'Split “Long set.wav” into parts' })
  await expect(dialog).toContainText('2 parts, cut where it is quiet', { timeout: 60_000 })
  await expect(dialog).toContainText('Sent as FLAC with 16 bits: every sample as it is in the file.')
  await expect(dialog).toContainText('2 of today’s free runs')
  await shoot(page, 'split-dialog-dark')
  expect(await violationsOf(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
  await shoot(page, 'split-dialog-light')
  expect(await violationsOf(page)).toEqual([])
  expect(await countCreates(server.apiBase, token)).toBe(0)
  await dialog.getByRole('button', { name: 'Separate 2 parts' }).click()

  const row = page.getByRole('list', { name: 'Songs in parts' }).getByRole('listitem').filter({ hasText: 'Long set.wav' }).first()
  await expect(row).toContainText('2 parts · 0 ready', { timeout: 60_000 })
  await row.getByText('Parts', { exact: true }).click()
  await expect(row.getByRole('list', { name: 'Parts' }).getByRole('listitem')).toHaveCount(2)
  await shoot(page, 'split-row-light')
  expect(await violationsOf(page)).toEqual([])
  await expect(row).toContainText('2 parts · 1 ready', { timeout: 120_000 })

  await first.kill()
  const again = await launch({ apiBase: server.apiBase })
  ;({ page } = again)
  const joined = page.getByRole('list', { name: 'Jobs' }).getByRole('listitem').filter({ hasText: 'Long set.wav' })
  await expect(joined.getByRole('button', { name: 'Open in Studio' })).toBeVisible({ timeout: 120_000 })
  await expect(joined).toHaveCount(1)
  await expect(page.getByRole('list', { name: 'Songs in parts' })).toHaveCount(0)
  await shoot(page, 'split-joined-dark')
  expect(await countCreates(server.apiBase, token)).toBe(2)

  // Every stem is one file, exactly as long as the song, and all of them together are the song.
  const results = join(folder, 'Music', 'Unbraid')
  const name = (await readdir(results)).find((one) => one.startsWith('Long set - ')) ?? ''
  const files = await readdir(join(results, name))
  expect(files).toHaveLength(4)
  const whole = await readSong(song)
  const sum = new Float32Array(SECONDS * whole.sampleRateHz)
  for (const file of files) {
    const stem = await readSong(join(results, name, file))
    expect(stem.channels[0]?.length).toBe(sum.length * stem.sampleRateHz / whole.sampleRateHz)
    stem.channels[0]?.forEach((sample, frame) => { sum[frame] = (sum[frame] ?? 0) + sample })
  }
  const worst = sum.reduce((most, sample, frame) => Math.max(most, Math.abs(sample - (whole.channels[0]?.[frame] ?? 0))), 0)
  expect(worst).toBeLessThan(0.01)
  await server.stop()
})
