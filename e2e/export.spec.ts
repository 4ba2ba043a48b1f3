import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answerOpenDialog } from './support/dialogs'
import { dropFiles } from './support/drop'
import { shoot } from './support/shots'
import { levelOf, readSong, writeSong } from './support/songs'
import { openInStudio, tryOnThisComputer, waitUntilReady } from './support/steps'
import { expect, test } from './support/unbraid'

test('a dropped song becomes stems that sum to it, exported without overwriting anything', async ({ folder, launch }) => {
  const song = await writeSong(folder, 'Søng for Ünbraid', 'wav16', 6)
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  await dropFiles(app, separate.addAudio, [song])
  await expect(page.getByText('Søng for Ünbraid.wav').first()).toBeVisible()
  await separate.chooseAlgorithm('four', /vocals, drums, bass, other/i)
  await separate.chooseOption('Output format', /wav.*16/i)
  await separate.separate.click()
  const studio = await openInStudio(await waitUntilReady(separate, 'Søng for Ünbraid'))

  const target = join(folder, 'exported')
  await mkdir(target)
  const taken = join(target, 'Søng for Ünbraid (Vocals).wav')
  await writeFile(taken, 'already here')
  await answerOpenDialog(app, [target])
  await studio.export.click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('listitem')).toHaveCount(4)
  await shoot(page, 'export-dark')
  await dialog.getByRole('button', { name: 'Choose folder…' }).click()
  await expect(page.getByText('4 files exported to')).toBeVisible()

  expect(await readFile(taken, 'utf8')).toBe('already here')
  const names = (await readdir(target)).filter((name) => join(target, name) !== taken)
  expect(names).toHaveLength(4)
  const input = await readSong(song)
  const stems = await Promise.all(names.map((name) => readSong(join(target, name))))
  const left = input.channels[0] ?? new Float32Array()
  let worst = 0
  left.forEach((sample, frame) => {
    const sum = stems.reduce((total, stem) => total + (stem.channels[0]?.[frame] ?? Number.NaN), 0)
    worst = Math.max(worst, Math.abs(sum - sample))
  })
  expect(worst * 32_768).toBeLessThanOrEqual(1.01)
  for (const stem of stems) expect(levelOf(stem.channels)).toBeGreaterThan(0.001)
  expect((await stat(taken)).size).toBe('already here'.length)
})
