import type { Locator, Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createWriter } from '../src/codecs/createWriter'
import { writeSilentFilm } from '../src/codecs/testing/silentFilm'
import type { SeparatePage } from './pages/separatePage'
import { violationsOf } from './support/axe'
import { expect, test } from './support/catalogueTest'
import { dropFiles } from './support/drop'
import { shoot } from './support/shots'
import { readSong } from './support/songs'
import { SEPARATION_TIMEOUT_MS, signIn, tryOnThisComputer, waitUntilReady } from './support/steps'

const RATE_HZ = 44_100

/** Chords that move, and a little noise, as a real WAV file. */
async function writeMusic(path: string, seconds: number): Promise<string> {
  const writer = await createWriter(path, 'wav16', { sampleRateHz: RATE_HZ, channels: 2 })
  let seed = 7
  // One bar is computed and played again and again, a little softer each time: an hour costs what its bytes cost.
  const bar = Array.from({ length: 2 }, (_, channel) => Float32Array.from({ length: 4 * RATE_HZ }, (_sample, frame) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    const at = frame / RATE_HZ
    const chord = [220, 277.2, 329.6].reduce((sum, hertz, voice) => sum + Math.sin(2 * Math.PI * hertz * (1 + channel * 0.002) * at + voice), 0)
    return 0.16 * chord * (0.4 + 0.6 * Math.abs(Math.sin(at * 3))) + 0.03 * (seed / 2 ** 31 - 1)
  }))
  for (let from = 0, softer = 1; from < seconds * RATE_HZ; from += 4 * RATE_HZ, softer *= 0.998) {
    const count = Math.min(4 * RATE_HZ, seconds * RATE_HZ - from)
    const gain = softer
    await writer.write(bar.map((channel) => channel.subarray(0, count).map((sample) => sample * gain)))
  }
  await writer.finish()
  return path
}

const dialogOf = (page: Page): Locator => page.getByRole('dialog')

async function openWays(separate: SeparatePage, name: string): Promise<Locator> {
  await separate.addAudio.getByRole('button', { name: `More about ${name}` }).click()
  await separate.page.getByRole('menuitem', { name: 'Before the upload…' }).click()
  return dialogOf(separate.page)
}

const expectSame = (one: readonly Float32Array[], other: readonly Float32Array[]): void => {
  expect(one.map(({ length }) => length)).toEqual(other.map(({ length }) => length))
  one.forEach((samples, channel) => {
    expect(Buffer.compare(Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength), Buffer.from(other[channel]?.slice().buffer ?? new ArrayBuffer(0)))).toBe(0)
  })
}

test('a WAV over the limit is sent as FLAC, by choice, and what arrives are the same samples', async ({ folder, serve, launch }) => {
  test.setTimeout(240_000)
  const kept = join(folder, 'received')
  await mkdir(kept)
  const server = await serve({ premiumEnabled: false, keepIn: kept })
  const path = await writeMusic(join(folder, 'Symphony.wav'), 580)
  const { app, page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  const limits = separate.beforeYouStart.getByRole('list', { name: 'Limits' }).getByRole('listitem')
  await separate.chooseAlgorithm('spleeter', 'spleeter')
  await dropFiles(app, separate.addAudio, [path])
  await expect(limits).toHaveText([/“Symphony\.wav” has 102\.3 MB; at most 100\.0 MB may be sent\./])
  await shoot(page, 'prepare-limit')

  await separate.beforeYouStart.getByRole('button', { name: 'Make “Symphony.wav” smaller…' }).click()
  const dialog = dialogOf(page)
  await expect(dialog).toContainText(/About \d+\.\d MB instead of 102\.3 MB are sent\. Every sample stays as it is\./, { timeout: 60_000 })
  expect(await violationsOf(page)).toEqual([])
  await shoot(page, 'prepare-ways')
  await dialog.getByRole('button', { name: 'Make FLAC' }).click()
  await expect(dialog.getByRole('progressbar', { name: 'How far the file is' })).toBeVisible()
  // A second thought leaves everything as it was.
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await dialog.getByRole('button', { name: 'Make FLAC' }).click()
  await expect(dialog).toBeHidden({ timeout: 120_000 })
  await expect(separate.addAudio).toContainText('FLAC, was 102.3 MB')
  await expect(limits).toHaveCount(0)
  await shoot(page, 'prepare-list')

  await separate.separate.click()
  await expect(separate.jobsOf('Symphony.flac').getByRole('button', { name: 'Open in Studio' })).toBeVisible({ timeout: 60_000 })
  expect(server.creates[0]?.files).toMatchObject([{ field: 'audiofile', name: 'Symphony.flac' }])
  const [sent = ''] = await readdir(kept)
  expectSame((await readSong(join(kept, sent))).channels, (await readSong(path)).channels)
})

test('thirty seconds are picked by keys, heard by several models, and the whole song follows with the plan', async ({ folder, profile, launch }) => {
  test.setTimeout(180_000)
  const path = await writeMusic(join(folder, 'Long song.wav'), 75)
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  await separate.chooseAlgorithm('centre', /^Centre/)
  await dropFiles(app, separate.addAudio, [path])
  const dialog = await openWays(separate, 'Long song.wav')
  await dialog.getByRole('button', { name: 'Choose the part…' }).click()
  const part = page.getByRole('slider', { name: 'The part that is tried' })
  await expect(part).toHaveAttribute('aria-valuetext', '0:25 to 0:55')
  await part.press('Home')
  for (const key of ['PageUp', 'ArrowRight', 'ArrowRight', 'ArrowLeft']) await part.press(key)
  await expect(part).toHaveAttribute('aria-valuetext', '0:11 to 0:41')
  await page.getByRole('button', { name: 'Play the part' }).click()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await page.getByRole('button', { name: 'Pause' }).click()
  expect(await violationsOf(page)).toEqual([])
  await shoot(page, 'prepare-trial')
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await violationsOf(page)).toEqual([])
  await shoot(page, 'prepare-trial-light')
  await page.getByRole('button', { name: 'Try this part' }).click()
  await expect(dialogOf(page)).toBeHidden({ timeout: 30_000 })
  await expect(separate.addAudio).toContainText('30 s from 0:11')

  const [made = ''] = await readdir(join(profile, 'prepared'))
  const [trial, whole] = [await readSong(join(profile, 'prepared', made)), await readSong(path)]
  expectSame(trial.channels, whole.channels.map((channel) => channel.subarray(11 * RATE_HZ, 41 * RATE_HZ)))

  await separate.separate.click()
  const row = await waitUntilReady(separate, 'Long song.flac')
  await expect(row).toContainText('30 s trial')
  // The same part once more, with another model.
  await row.getByRole('button', { name: 'More about Long song.flac' }).click()
  await page.getByRole('menuitem', { name: 'Run again with another model' }).click()
  await expect(separate.addAudio).toContainText('30 s from 0:11')
  await separate.chooseAlgorithm('four', /^Four/)
  await separate.separate.click()
  await expect(separate.jobsOf('Long song.flac').getByRole('button', { name: 'Open in Studio' })).toHaveCount(2, { timeout: SEPARATION_TIMEOUT_MS })

  await page.getByRole('link', { name: 'Library' }).click()
  const record = page.getByRole('list', { name: 'Finished jobs' }).getByRole('listitem').first()
  await expect(record).toContainText('30 s trial')
  await expect(record.getByRole('button', { name: 'Compare…' })).toBeVisible()
  await shoot(page, 'prepare-library')
  await record.getByRole('button', { name: 'Run the whole song with this plan' }).click()
  await expect(separate.addAudio).toContainText('Long song.wav')
  await expect(separate.addAudio).toContainText('1:15')
  await expect(separate.jobsOf('Long song')).toHaveCount(2)
})

test('the sound of a video is sent without its pictures, packet by packet', async ({ folder, serve, launch }) => {
  const path = join(folder, 'Concert.mp4')
  const made = await film(path)
  test.skip(!made, 'no ffmpeg on this machine')
  const kept = join(folder, 'received')
  await mkdir(kept)
  const server = await serve({ keepIn: kept })
  const { app, page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  await separate.chooseAlgorithm('spleeter', 'spleeter')
  await dropFiles(app, separate.addAudio, [path])
  const dialog = await openWays(separate, 'Concert.mp4')
  await expect(dialog).toContainText('The AAC sound is taken out as it is and not encoded again.')
  await shoot(page, 'prepare-video')
  await dialog.getByRole('button', { name: 'Take out the sound' }).click()
  await expect(separate.addAudio).toContainText('Concert.m4a')
  // Back and forth: nothing is lost.
  await separate.addAudio.getByRole('button', { name: 'More about Concert.m4a' }).click()
  await page.getByRole('menuitem', { name: 'Send “Concert.mp4” as it is' }).click()
  await expect(separate.addAudio).toContainText('Concert.mp4')
  await (await openWays(separate, 'Concert.mp4')).getByRole('button', { name: 'Take out the sound' }).click()
  await expect(separate.addAudio).toContainText('Concert.m4a')
  await separate.separate.click()
  await expect(separate.jobsOf('Concert.m4a').getByRole('button', { name: 'Open in Studio' })).toBeVisible({ timeout: 60_000 })
  const [sent = ''] = await readdir(kept)
  expect((await stat(join(kept, sent))).size).toBeLessThan((await stat(path)).size / 2)
  expect(packetsOf(join(kept, sent))).toEqual(packetsOf(path))
})

for (const colorScheme of ['dark', 'light'] as const) {
  test(`a video without sound, and one whose sound cannot be taken out, are told apart with what to do (${colorScheme})`, async ({ folder, launch }) => {
    const pictures = await writeSilentFilm(join(folder, 'Pictures.mp4'), 'mp4', 'none')
    const locked = await writeSilentFilm(join(folder, 'Concert.mkv'), 'mkv', 'pcm')
    const { app, page } = await launch({ colorScheme })
    const separate = await tryOnThisComputer(page)
    await dropFiles(app, separate.addAudio, [pictures, locked])
    await expect(page.getByText('Pictures.mp4 is a video in which no sound can be read.')).toBeVisible()
    await shoot(page, `prepare-silent-video-${colorScheme}`)
    const dialog = await openWays(separate, 'Concert.mkv')
    await expect(dialog.getByRole('note')).toContainText('The sound of this video cannot be taken out here.')
    expect(await violationsOf(page)).toEqual([])
    await shoot(page, `prepare-locked-video-${colorScheme}`)
  })
}

async function film(path: string): Promise<boolean> {
  try {
    execFileSync('ffmpeg', [
      '-v', 'error', '-f', 'lavfi', '-i', 'testsrc=s=320x240:d=8', '-f', 'lavfi', '-i', 'sine=440:d=8', '-c:v', 'mpeg4', '-b:v', '2M', '-c:a', 'aac', path
    ])
    return (await stat(path)).size > 0
  } catch {
    return false
  }
}

/** Size and hash of every packet of a file's sound. */
const packetsOf = (path: string): string[] =>
  execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-map', '0:a:0', '-c', 'copy', '-f', 'framehash', '-'], { encoding: 'utf8' })
    .split('\n').filter((line) => line.startsWith('0,')).map((line) => line.split(',').slice(4, 6).join())
