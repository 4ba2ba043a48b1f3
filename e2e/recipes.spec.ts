import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readTrackTags } from '../src/codecs/tags/trackTags'
import { writeTags } from '../src/codecs/tags/writeTags'
import { SONG_TAGS } from '../src/codecs/testing/songTags'
import { ExportDialogPage } from './pages/exportDialog'
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
  await later.show(/^Runs/)
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

test('a stopped step holds what comes of it alone and is retried alone; what a step makes of a stem is exported as of its song', async ({ folder, launch }) => {
  test.slow()
  const song = await writeSong(join(folder, 'music'), 'Song', 'wav16', 20)
  await writeTags(song, SONG_TAGS)
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  await dropFiles(app, separate.addAudio, [song])
  const recipes = new RecipesPage(page)
  await recipes.open()
  await recipes.newRecipe.click()
  await recipes.name.fill('Branches')
  await recipes.addOnSong('four', FOUR)
  await page.getByRole('button', { name: 'Add a step on Vocals of step 1' }).click()
  await page.getByRole('dialog').getByRole('searchbox').fill('centre')
  await page.getByRole('dialog').getByRole('option', { name: /vocals, instrumental/i }).first().click()
  await shoot(page, 'recipe-step-dialog-dark')
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('dialog').getByRole('button', { name: 'Add step' }).click()
  await recipes.addOnSong('harmonic', /harmonic/i)
  await recipes.before.getByRole('button', { name: 'Run on this song' }).click()
  const steps = recipes.stepsOf('Branches', 'Song.wav').getByRole('listitem')
  await expect(steps).toHaveCount(3)
  await page.getByRole('link', { name: 'Separate' }).click()
  await separate.jobsOf('Four stems').getByRole('button', { name: /^Cancel/ }).click()
  await separate.jobsOf('Harmonic').getByRole('button', { name: 'Open in Studio' }).waitFor({ timeout: SEPARATION_TIMEOUT_MS })
  await recipes.open()
  await expect(steps.nth(1)).toContainText('Held: step 1 is not ready')
  await expect(recipes.run('Branches')).toContainText('1 of 3 jobs ready')
  await shoot(page, 'recipe-stopped-dark')
  expect(await violationsOf(page)).toEqual([])
  await recipes.run('Branches').getByRole('button', { name: 'Pause Branches' }).click()
  await page.getByRole('button', { name: 'Retry step 1 of Song.wav' }).click()
  await expect(recipes.run('Branches')).toContainText('2 of 3 jobs ready', { timeout: SEPARATION_TIMEOUT_MS })
  await expect(steps.nth(1)).toContainText('Begins when resumed')
  await recipes.run('Branches').getByRole('button', { name: 'Resume Branches' }).click()
  await expect(recipes.run('Branches')).toContainText('All of it is ready', { timeout: SEPARATION_TIMEOUT_MS })

  await recipes.run('Branches').getByRole('button', { name: 'Open step 2 of Song.wav in Studio' }).click()
  const dialog = new ExportDialogPage(page)
  await dialog.open()
  await dialog.select('Where', 'Next to the song')
  await shoot(page, 'recipe-step-export-dark')
  await dialog.run()
  const made = (await readdir(join(folder, 'music'))).filter((name) => name !== 'Song.wav')
  expect(made).toHaveLength(2)
  for (const name of made) {
    const tags = await readTrackTags(join(folder, 'music', name))
    expect(tags).toMatchObject({ artists: ['Ann'], album: 'Days', title: expect.stringMatching(/^Song \(Vocals\) \(\w+\)$/) })
  }
})

test('a recipe is shared as a file, and a removed one comes back', async ({ folder, launch }) => {
  const { app, page } = await launch()
  await tryOnThisComputer(page)
  const recipes = new RecipesPage(page)
  await recipes.open()
  await shoot(page, 'recipes-none-dark')
  await recipes.newRecipe.click()
  await recipes.name.fill('Branches')
  await recipes.addOnSong('four', FOUR)
  await recipes.save.click()
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
