import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dropFiles } from './support/drop'
import { shoot } from './support/shots'
import { writeSong } from './support/songs'
import { openInStudio, tryOnThisComputer, waitUntilReady } from './support/steps'
import { expect, test } from './support/unbraid'

// A7 row 55
test('stems that are damaged or gone are named in the Studio, downloaded again, and heard', async ({ folder, launch }) => {
  const song = await writeSong(folder, 'Take 3', 'flac16', 6)
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  await dropFiles(app, separate.addAudio, [song])
  await separate.chooseAlgorithm('four', /vocals, drums, bass, other/i)
  await separate.chooseOption('Output format', /flac.*16/i)
  await separate.separate.click()
  const row = await waitUntilReady(separate, 'Take 3')
  const pathOf = async (stem: string): Promise<string> =>
    join(folder, (await readdir(folder, { recursive: true })).find((name) => name.endsWith(`Take 3 (${stem}).flac`)) ?? stem)
  const [bass, drums] = [await pathOf('Bass'), await pathOf('Drums')]
  const [wholeBass, wholeDrums] = await Promise.all([readFile(bass), readFile(drums)])
  await rm(bass)
  await writeFile(drums, Buffer.from(wholeDrums).fill(0x55, wholeDrums.length / 2, wholeDrums.length / 2 + 2_000))

  const studio = await openInStudio(row)
  await expect(studio.region.getByText(/^2 results are damaged or missing: .*(Bass.*Drums|Drums.*Bass)/)).toBeVisible()
  await expect(studio.stem('Other').group.locator('canvas').first()).toBeVisible()
  await shoot(page, 'studio-damaged')
  await studio.region.getByRole('button', { name: 'Download again' }).click()
  await expect(row.getByRole('button', { name: 'Open in Studio' })).toBeVisible()
  expect((await readFile(bass)).equals(wholeBass)).toBe(true)
  expect((await readFile(drums)).equals(wholeDrums)).toBe(true)

  const again = await openInStudio(row)
  for (const stem of ['Vocals', 'Drums', 'Bass', 'Other']) await expect(again.stem(stem).group.locator('canvas').first()).toBeVisible()
  await expect(again.region.getByText(/damaged or missing/)).toHaveCount(0)
})
