import { readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { SeparatePage } from './pages/separatePage'
import { row } from './support/catalogueParts'
import { CATALOGUE_ROWS } from './support/catalogueRows'
import { expect, test } from './support/catalogueTest'
import { signIn } from './support/steps'

/** Moves the time at which the kept catalogue was fetched back by days, as if the app had rested that long. */
async function makeOlder(profile: string, days: number): Promise<void> {
  const files = await readdir(profile, { recursive: true })
  const name = files.find((file) => basename(file) === 'catalogue-mvsep.json')
  if (name === undefined) throw new Error('no catalogue was kept')
  const kept = JSON.parse(await readFile(join(profile, name), 'utf8')) as { fetchedAtMs: number }
  await writeFile(join(profile, name), JSON.stringify({ ...kept, fetchedAtMs: kept.fetchedAtMs - days * 86_400_000 }))
}

test('without the server the kept catalogue is shown at once, with its age; a refresh brings the new one', async ({ profile, serve, launch }) => {
  const server = await serve()
  const first = await launch({ apiBase: server.apiBase })
  await signIn(first.page, server.token)
  await first.quit()
  await server.stop()
  await makeOlder(profile, 3)

  const { page } = await launch({ apiBase: server.apiBase })
  const separate = new SeparatePage(page)
  await separate.search.fill('polar')
  await expect(separate.algorithms.getByRole('option', { name: /PolarFormer/ })).toBeVisible()
  await expect(page.getByText(/as of 3 days ago/)).toBeVisible()
  await expect(page.getByText(/could not be reached. This is the list from /)).toBeVisible()
  await separate.algorithms.getByRole('option', { name: /PolarFormer/ }).click()
  await expect(page.getByRole('combobox', { name: 'Model type' })).toContainText('124 bands')

  await serve({ rows: [...CATALOGUE_ROWS, row(140, 140, 'Brand new model', [10, 'Experimental and Misc'])], inPlaceOf: server })
  await page.getByRole('button', { name: 'Look for new algorithms' }).click()
  await separate.search.fill('brand new')
  await expect(separate.algorithms.getByRole('option', { name: 'Brand new model' })).toBeVisible()
  await expect(page.getByText(/This is the list from /)).toHaveCount(0)
  await separate.search.fill('')
  await expect(separate.algorithms.getByRole('option', { selected: true })).toContainText('PolarFormer')
})

test('at the start the kept catalogue stands there while the fresh one is fetched, and is replaced by it', async ({ serve, launch }) => {
  const server = await serve()
  const first = await launch({ apiBase: server.apiBase })
  await signIn(first.page, server.token)
  await first.quit()
  await server.stop()

  const held = await serve({ rows: [...CATALOGUE_ROWS, row(141, 141, 'Fresh from today', [10, 'Experimental and Misc'])], inPlaceOf: server, holdCatalogue: true })
  const { page } = await launch({ apiBase: held.apiBase })
  const separate = new SeparatePage(page)
  await separate.search.fill('polar')
  await expect(separate.algorithms.getByRole('option', { name: /PolarFormer/ })).toBeVisible()
  await separate.search.fill('fresh from')
  await expect(separate.algorithms.getByRole('option', { name: /PolarFormer/ })).toHaveCount(0)
  await expect(separate.algorithms.getByRole('option', { name: 'Fresh from today' })).toHaveCount(0)
  held.releaseCatalogue()
  await expect(separate.algorithms.getByRole('option', { name: 'Fresh from today' })).toBeVisible()
})

test('favourites and the algorithm used last are there after a restart', async ({ serve, launch }) => {
  const server = await serve()
  const first = await launch({ apiBase: server.apiBase })
  const separate = await signIn(first.page, server.token)
  await separate.chooseAlgorithm('spleeter', 'spleeter')
  await separate.star.click()
  await expect(separate.star).toHaveAttribute('aria-pressed', 'true')
  await separate.search.fill('drumsep')
  await separate.algorithms.getByRole('option', { name: /DrumSep/ }).focus()
  await first.page.keyboard.press('ControlOrMeta+d')
  await separate.search.fill('')
  await separate.show('Favourites')
  await expect(separate.algorithms.getByRole('option')).toHaveCount(2)
  await first.quit()

  const second = await launch({ apiBase: server.apiBase })
  const again = new SeparatePage(second.page)
  await again.show('Favourites')
  const options = again.algorithms.getByRole('option')
  await expect(options).toHaveCount(2)
  await expect(options.filter({ hasText: 'spleeter' })).toHaveCount(1)
  await options.filter({ hasText: 'spleeter' }).click()
  await again.star.click()
  await expect(again.star).toHaveAttribute('aria-pressed', 'false')
  await expect(options.filter({ hasText: 'spleeter' })).toHaveCount(0)
})
