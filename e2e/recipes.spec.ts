import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RecipesPage } from './pages/recipesPage'
import { violationsOf } from './support/axe'
import { answerOpenDialog, answerSaveDialog } from './support/dialogs'
import { dropFiles } from './support/drop'
import { registerAccount, startMvsepServer } from './support/mvsepServer'
import { startRelay } from './support/relay'
import { shoot } from './support/shots'
import { writeSong } from './support/songs'
import { SEPARATION_TIMEOUT_MS, signIn, tryOnThisComputer } from './support/steps'
import { expect, test } from './support/unbraid'

const FOUR = /vocals, drums, bass, other/i

test('three steps over five files, killed in the middle, end after the restart, and no step is paid twice', async ({ folder, launch }) => {
  test.slow()
  const server = await startMvsepServer(join(folder, 'server'))
  const relay = await startRelay(server.apiBase)
  const creates = (): number => relay.seen.filter(({ method, path, status }) => method === 'POST' && path.endsWith('/separation/create') && status < 300).length
  const token = await registerAccount(server.apiBase)
  const names = ['One', 'Two', 'Three', 'Four', 'Five']
  const songs = await Promise.all(names.map((name) => writeSong(folder, name, 'wav16', 2)))
  const first = await launch({ apiBase: relay.apiBase })
  const separate = await signIn(first.page, token)
  await dropFiles(first.app, separate.addAudio, songs)
  const recipes = new RecipesPage(first.page)
  await recipes.open()
  await recipes.newRecipe.click()
  await recipes.name.fill('Voice, dry')
  await recipes.addOnSong('four', FOUR)
  await recipes.addOnStem('Vocals', 1, 'centre', /vocals, instrumental/i)
  await recipes.addOnStem('Vocals', 2, 'harmonic', /harmonic/i)
  await expect(recipes.steps.getByRole('listitem').filter({ hasText: 'From “Vocals” of step 2' })).toBeVisible()
  await expect(recipes.before).toContainText('5 songs × 3 steps = 15 jobs')
  await recipes.save.click()
  await expect(recipes.recipes).toContainText('Voice, dry')
  await expect(first.page.getByRole('button', { name: 'Saved' })).toBeVisible()
  await shoot(first.page, 'recipe-dark')
  expect(await violationsOf(first.page)).toEqual([])
  await first.page.emulateMedia({ colorScheme: 'light' })
  await shoot(first.page, 'recipe-light')
  expect(await violationsOf(first.page)).toEqual([])

  await recipes.before.getByRole('button', { name: 'Run on these 5 songs' }).click()
  await expect(recipes.stepsOf('Voice, dry', 'Five.wav').getByRole('listitem')).toHaveCount(3)
  await expect(recipes.run('Voice, dry')).toContainText(/[5-9] of 15 jobs ready/, { timeout: 2 * SEPARATION_TIMEOUT_MS })
  await shoot(first.page, 'recipe-run-light')
  await first.kill()

  const second = await launch({ apiBase: relay.apiBase })
  const later = new RecipesPage(second.page)
  await later.open()
  await later.show(/Under way/)
  await expect(later.run('Voice, dry')).toContainText('15 of 15 jobs ready', { timeout: 3 * SEPARATION_TIMEOUT_MS })
  await expect(later.run('Voice, dry')).toContainText('All of it is ready')
  await shoot(second.page, 'recipe-done-dark')
  expect(await violationsOf(second.page)).toEqual([])
  expect(creates()).toBe(15)
  await later.run('Voice, dry').getByRole('button', { name: 'Open step 3 of One.wav in Studio' }).click()
  await expect(second.page.getByRole('heading', { name: 'One (Vocals, Vocals).flac' })).toBeVisible()
  await second.quit()
  await relay.close()
  await server.stop()
})

test('a failed step is retried alone, a pause holds what is to come, and a removed recipe comes back', async ({ folder, launch }) => {
  test.slow()
  const song = await writeSong(folder, 'Song', 'wav16', 2)
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  await dropFiles(app, separate.addAudio, [song])
  const recipes = new RecipesPage(page)
  await recipes.open()
  await recipes.newRecipe.click()
  await recipes.name.fill('Branches')
  await recipes.addOnSong('four', FOUR)
  await recipes.addOnStem('Vocals', 1, 'centre', /vocals, instrumental/i)
  await recipes.addOnStem('Drums', 1, 'harmonic', /harmonic/i)
  await recipes.save.click()
  const run = recipes.run('Branches')
  await recipes.before.getByRole('button', { name: 'Run on this song' }).click()
  await run.getByRole('button', { name: 'Pause Branches' }).click()
  await expect(run).toContainText('Paused: nothing more begins')
  await run.getByRole('button', { name: 'Resume Branches' }).click()
  await expect(run).toContainText('3 of 3 jobs ready', { timeout: SEPARATION_TIMEOUT_MS })

  await recipes.show(/^Recipes/)
  await page.getByRole('button', { name: 'More about Branches' }).click()
  await answerSaveDialog(app, join(folder, 'shared.json'))
  await page.getByRole('menuitem', { name: 'Export…' }).click()
  await expect(page.getByText('Written to shared.json.')).toBeVisible()
  expect(await readFile(join(folder, 'shared.json'), 'utf8')).toContain('"unbraid-recipes"')
  await page.getByRole('button', { name: 'More about Branches' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(page.getByText('“Branches” is removed.')).toBeVisible()
  await expect(recipes.recipes).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(recipes.recipes).toContainText('Branches')
  await answerOpenDialog(app, [join(folder, 'shared.json')])
  await page.getByRole('button', { name: 'Import…' }).click()
  await expect(recipes.recipes).toContainText('Branches (2)')
})
