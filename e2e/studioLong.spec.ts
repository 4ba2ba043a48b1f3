import { copyFile, open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toWavHeader } from '../src/codecs/wav/write'
import { playable, watchPlayable } from './support/opening'
import { SeparatePage } from './pages/separatePage'
import { StudioPage } from './pages/studioPage'
import { seedReadyJobs, type ReadyJob } from './support/readyJob'
import { expect, test, ROOT } from './support/unbraid'

const RATE = 44_100
const CLICKS_SECONDS = 1.541

/** Silence as 16-bit stereo WAV; only its header takes room on the disk. */
async function writeSparseWav(path: string, seconds: number): Promise<void> {
  const bytes = seconds * RATE * 4
  const header = toWavHeader('s16', { sampleRateHz: RATE, channels: 2 }, bytes)
  const file = await open(path, 'w')
  await file.write(header)
  await file.truncate(header.length + bytes)
  await file.close()
}

async function wavJob(folder: string, name: string, seconds: number): Promise<ReadyJob> {
  const paths = ['Vocals', 'Instrumental'].map((stem) => ({ name: stem, path: join(folder, `${name} ${stem}.wav`) }))
  for (const { path } of paths) await writeSparseWav(path, seconds)
  return { id: name.replaceAll(' ', '-'), name, stems: paths }
}

/** MP3 without any header can be put behind itself again and again. */
async function mp3Job(folder: string, name: string, seconds: number): Promise<ReadyJob> {
  const clicks = await readFile(join(ROOT, 'src/codecs/__fixtures__/clicks-untagged.mp3'))
  const first = join(folder, `${name} Vocals.mp3`)
  await writeFile(first, Buffer.concat(Array.from({ length: Math.round(seconds / CLICKS_SECONDS) }, () => clicks)))
  const second = join(folder, `${name} Instrumental.mp3`)
  await copyFile(first, second)
  return { id: name.replaceAll(' ', '-'), name, stems: [{ name: 'Vocals', path: first }, { name: 'Instrumental', path: second }] }
}

test('an hour opens as fast as three minutes, and sounds before it is decoded', async ({ folder, profile, launch }) => {
  test.setTimeout(180_000)
  const jobs = [
    await wavJob(folder, 'wav short', 180), await wavJob(folder, 'wav hour', 3_600),
    await mp3Job(folder, 'mp3 short', 180), await mp3Job(folder, 'mp3 hour', 3_600)
  ]
  await seedReadyJobs(profile, jobs)
  const { page } = await launch()
  const studio = new StudioPage(page)
  const times: Record<string, number> = {}
  for (const { name } of jobs) {
    const row = new SeparatePage(page).jobsOf(name).first()
    await expect(row).toBeVisible()
    await watchPlayable(page)
    await row.getByRole('button', { name: 'Open in Studio' }).click()
    await expect(studio.play).toBeEnabled({ timeout: 60_000 })
    times[name] = await playable(page)
    await studio.play.click()
    await expect.poll(() => studio.seconds()).toBeGreaterThan(0.2)
    await studio.region.getByRole('button', { name: 'Back' }).click()
  }
  console.log(`from the press until it can be played: ${Object.entries(times).map(([name, ms]) => `${name} ${ms.toFixed(0)} ms`).join(', ')}`)
  // Generous: other work on the machine must not fail it. Decoding the hour first takes many times as long.
  expect(times['wav hour']).toBeLessThan((times['wav short'] ?? 0) + 1_000)
  expect(times['mp3 hour']).toBeLessThan((times['mp3 short'] ?? 0) + 3_000)
})
