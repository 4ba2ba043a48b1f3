import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { dropFiles } from './support/drop'
import { shoot } from './support/shots'
import { levelOf, writeAiffSong } from './support/songs'
import { openInStudio, tryOnThisComputer, waitUntilReady } from './support/steps'
import { installTap, takeTap } from './support/tap'
import { expect, test } from './support/unbraid'

test('AIFF songs are separated on this computer, and heard beside their stems where they lie', async ({ folder, profile, launch }) => {
  const plain = await writeAiffSong(join(folder, 'Plain.aif'), { bits: 16 }, 12)
  const little = await writeAiffSong(join(folder, 'Little.aifc'), { bits: 24, compression: 'sowt' }, 4)
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  await dropFiles(app, separate.addAudio, [plain, little])
  await expect(separate.beforeYouStart).toContainText('2 jobs')
  await separate.chooseAlgorithm('centre', /vocals, instrumental/i)
  await separate.chooseOption('Output format', /WAV, 16/)
  await separate.separate.click()
  await waitUntilReady(separate, 'Little')
  const row = await waitUntilReady(separate, 'Plain')

  await installTap(page)
  const studio = await openInStudio(row)
  const original = studio.region.getByRole('button', { name: 'Original' })
  await page.keyboard.press('a')
  await expect(original).toHaveAttribute('aria-pressed', 'true')
  await expect(studio.region.getByText(/^matched [+−-]?\d+\.\d dB$/)).toBeVisible()
  await studio.play.click()
  await expect.poll(() => studio.seconds()).toBeGreaterThan(1)
  expect(levelOf([(await takeTap(page)).samples])).toBeGreaterThan(0.01)
  await shoot(page, 'studio-aiff-dark')

  // The stems add up to the song, so what differs is rounding: the song is read sample by sample as it was separated.
  await studio.region.getByRole('button', { name: 'Difference' }).click()
  const missing = studio.region.getByText(/^(nothing is missing|what is missing: -\d+\.\d dB)$/)
  await expect(missing).toBeVisible()
  expect(Number(/-\d+\.\d/.exec(await missing.innerText())?.[0] ?? -200)).toBeLessThan(-50)
  const jobs = await readdir(join(profile, 'studio'))
  expect(jobs).toHaveLength(1)
  const kept = (): Promise<string[]> => readdir(join(profile, 'studio', jobs[0] ?? ''))
  await expect.poll(kept).toContain('original.json')
  expect((await kept()).filter((name) => name.endsWith('.wav'))).toEqual([])
})
