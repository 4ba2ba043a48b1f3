import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { LibraryPage } from './pages/libraryPage'
import { StudioPage } from './pages/studioPage'
import { violationsOf } from './support/axe'
import { answerOpenDialog } from './support/dialogs'
import { shoot } from './support/shots'
import { levelOf, readSong } from './support/songs'
import { chooseLibraryFolder, tryOnThisComputer } from './support/steps'
import { installTap, takeTap } from './support/tap'
import { expect, test } from './support/unbraid'

const ALGORITHMS = [['centre', /centre extraction/i], ['four', /vocals, drums, bass, other/i]] as const

test('two models’ vocals of the sample song become one, heard, exported and true to the numbers', async ({ folder, launch }) => {
  test.setTimeout(240_000)
  const library = join(folder, 'blended songs')
  await mkdir(library)
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  await chooseLibraryFolder(app, page, library)
  for (const [place, [search, name]] of ALGORITHMS.entries()) {
    await page.getByRole('button', { name: 'Use the sample song' }).click()
    await separate.chooseAlgorithm(search, name)
    await separate.chooseOption('Output format', /wav.*16/i)
    await separate.separate.click()
    await expect(separate.jobsOf('Unbraid sample song').getByRole('button', { name: 'Open in Studio' })).toHaveCount(place + 1, { timeout: 60_000 })
  }
  const before = await readdir(library)
  await installTap(page)
  const list = new LibraryPage(page)
  await list.link.click()
  await expect(list.rows).toHaveCount(2)
  await list.rows.first().getByRole('button', { name: 'Blend…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Blend into one stem' })
  await expect(dialog.getByRole('checkbox', { name: /Also the rest/ })).toBeVisible()
  await shoot(page, 'blend-dark')
  expect(await violationsOf(page)).toEqual([])
  await dialog.getByRole('checkbox', { name: /Also the rest/ }).check({ force: true })
  await dialog.getByRole('button', { name: 'Blend', exact: true }).click()

  const studio = new StudioPage(page)
  await expect(studio.play).toBeEnabled({ timeout: 30_000 })
  await studio.play.click()
  let heard = 0
  await expect.poll(async () => {
    heard = Math.max(heard, ...(await takeTap(page)).samples)
    return heard
  }).toBeGreaterThan(0.01)
  await studio.pause.click()

  const out = join(folder, 'out')
  await mkdir(out)
  await answerOpenDialog(app, [out])
  await studio.export.click()
  await page.getByRole('dialog').getByRole('button', { name: 'Choose folder…' }).click()
  await expect(page.getByText('2 files exported to')).toBeVisible()

  const soundOf = async (at: string, word: RegExp) => {
    const name = (await readdir(at)).find((file) => word.test(file))
    return (await readSong(join(at, name ?? ''))).channels
  }
  const blended = await soundOf(out, /\(vocals\)/i)
  const sources = await Promise.all(before.map((name) => soundOf(join(library, name), /\(vocals\)/i)))
  expect(sources).toHaveLength(2)
  let worst = 0
  blended[0]?.forEach((sample, at) => { worst = Math.max(worst, Math.abs(sample - ((sources[0]?.[0]?.[at] ?? 0) + (sources[1]?.[0]?.[at] ?? 0)) / 2)) })
  console.log(`blend against the mean of both: ${worst.toExponential(2)}, level ${levelOf(blended).toFixed(4)}`)
  expect(worst).toBeLessThanOrEqual(2 ** -24 + 1e-9)
  expect(levelOf(blended)).toBeGreaterThan(0.001)

  await list.link.click()
  await expect(list.rows).toHaveCount(3)
  await expect(list.rows.first().getByText(/Made here from/)).toBeVisible()
  await expect(list.rows.first().getByRole('button', { name: /Run/ })).toHaveCount(0)
  await shoot(page, 'blend-library-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await list.rows.first().getByRole('button', { name: 'Blend…' }).click()
  await expect(dialog).toBeVisible()
  await shoot(page, 'blend-light')
  expect(await violationsOf(page)).toEqual([])
})
