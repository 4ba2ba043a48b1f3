import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createWriter } from '../src/codecs/createWriter'
import { expect, test } from './support/catalogueTest'
import { violationsOf } from './support/axe'
import { answerOpenDialog } from './support/dialogs'
import { dropFiles } from './support/drop'
import { shoot } from './support/shots'
import { levelOf, readSong, writeSong } from './support/songs'
import { openInStudio, signIn, tryOnThisComputer, waitUntilReady } from './support/steps'
import { writeSilence } from './support/wav'
import { LibraryPage } from './pages/libraryPage'
import { PairPage } from './pages/pairPage'
import { PlansPage } from './pages/plansPage'

for (const colorScheme of ['dark', 'light'] as const) {
  test(`two songs go out in one request, each under its field, ${colorScheme}`, async ({ folder, serve, launch }) => {
    const server = await serve()
    const { app, page } = await launch({ apiBase: server.apiBase, colorScheme })
    const separate = await signIn(page, server.token)
    const pair = new PairPage(page)
    await separate.chooseAlgorithm('matchering', 'Matchering')
    await expect(separate.beforeYouStart).toContainText('Add a target and a reference song.')
    await expect(pair.places).toBeVisible()
    await shoot(page, `pairs-empty-${colorScheme}`)

    // One is chosen by the system's dialog, the other dropped on its place.
    await answerOpenDialog(app, [await writeSilence(folder, 'Mine', 3)])
    await pair.addTarget.click()
    await expect(pair.target).toContainText('Mine')
    await expect(separate.beforeYouStart).toContainText('Add the song that it is to sound like: the reference.')
    await dropFiles(app, pair.reference, [await writeSilence(folder, 'Theirs', 5)])
    await expect(pair.reference).toContainText('Theirs')
    await pair.swap.click()
    await expect(pair.target).toContainText('Theirs')
    await pair.swap.press('Enter')
    await expect(pair.target).toContainText('Mine')
    await shoot(page, `pairs-${colorScheme}`)
    expect(await violationsOf(page)).toEqual([])

    await separate.separate.click()
    const row = separate.jobsOf('Mine')
    await expect(row.getByRole('button', { name: 'Open in Studio' })).toBeVisible()
    await expect(row).toContainText('with reference Theirs.wav')
    await expect(separate.addAudio).not.toContainText('Theirs')
    expect(server.creates).toEqual([{
      fields: expect.objectContaining({ sep_type: '68' }) as unknown,
      files: [
        { field: 'target_audiofile', name: 'Mine.wav', sizeBytes: expect.any(Number) as unknown },
        { field: 'reference_audiofile', name: 'Theirs.wav', sizeBytes: expect.any(Number) as unknown }
      ]
    }])
    const [mine, theirs] = server.creates[0]?.files ?? []
    expect(theirs?.sizeBytes).toBeGreaterThan(mine?.sizeBytes ?? Infinity)
    await shoot(page, `pairs-sent-${colorScheme}`)

    const library = new LibraryPage(page)
    await library.link.click()
    await expect(library.row('Mine.wav')).toContainText('with reference Theirs.wav')
    await shoot(page, `pairs-library-${colorScheme}`)
  })
}

test('several targets with one reference are several jobs, and both songs of one come back for another try', async ({ folder, serve, launch }) => {
  const server = await serve()
  const { app, page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  const [pair, plans] = [new PairPage(page), new PlansPage(page)]
  await separate.chooseAlgorithm('matchering', 'Matchering')
  await dropFiles(app, separate.addAudio, [await writeSilence(folder, 'One', 3), await writeSilence(folder, 'Two', 3), await writeSilence(folder, 'Loud', 3)])
  await expect(separate.beforeYouStart).toContainText('Choose which of the songs is the reference.')
  await separate.chooseOption('Reference', 'Loud')
  await expect(plans.matrix.getByRole('checkbox')).toHaveCount(2)
  await expect(separate.beforeYouStart).toContainText('2 files × 1 plan = 2 jobs')
  await shoot(page, 'pairs-several-dark')
  await separate.separate.click()
  await expect(separate.jobsOf('with reference Loud.wav').getByRole('button', { name: 'Open in Studio' })).toHaveCount(2)
  expect(server.creates.map(({ files }) => files.map(({ name }) => name)).sort()).toEqual([['One.wav', 'Loud.wav'], ['Two.wav', 'Loud.wav']])

  await separate.jobsOf('One').getByRole('button', { name: /^More about/ }).click()
  await page.getByRole('menuitem', { name: 'Run again with another model' }).click()
  await expect(pair.target).toContainText('One')
  await expect(pair.reference).toContainText('Loud')
})

test('on this computer a song is mastered after another one: its loudness is the reference’s, and it opens in the Studio', async ({ folder, launch }) => {
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  const pair = new PairPage(page)
  const quiet = await writeQuietSong(folder, 'Mine', 6)
  const loud = await writeSong(folder, 'Theirs', 'wav16', 4)
  await separate.chooseAlgorithm('mastering', /Reference mastering/)
  await dropFiles(app, pair.target, [quiet])
  await expect(pair.target).toContainText('Mine')
  await dropFiles(app, pair.reference, [loud])
  await expect(pair.reference).toContainText('Theirs')
  await separate.separate.click()
  const row = await waitUntilReady(separate, 'Mine')
  await expect(row).toContainText('with reference Theirs.wav')
  await shoot(page, 'pairs-mastered-dark')
  const [name = ''] = (await readdir(folder, { recursive: true })).filter((path) => /mastered[^/]*\.(wav|flac|mp3)$/i.test(path))
  const [before, wanted, after] = await Promise.all([quiet, loud, join(folder, name)].map(async (path) => 20 * Math.log10(levelOf((await readSong(path)).channels))))
  expect(Math.abs((before ?? NaN) - (wanted ?? NaN))).toBeGreaterThan(6)
  expect(Math.abs((after ?? NaN) - (wanted ?? NaN))).toBeLessThan(0.5)
  await openInStudio(row)
})

/** The sample song at a quarter of its level. */
async function writeQuietSong(folder: string, name: string, seconds: number): Promise<string> {
  const { channels, sampleRateHz } = await readSong(await writeSong(folder, 'before', 'wav16', seconds))
  const path = join(folder, `${name}.wav`)
  const writer = await createWriter(path, 'wav16', { sampleRateHz, channels: channels.length })
  await writer.write(channels.map((samples) => samples.map((sample) => sample / 4)))
  await writer.finish()
  return path
}
