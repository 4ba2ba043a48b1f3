import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { violationsOf } from './support/axe'
import { appeared, walked, watchAppearing, watchWalk } from './support/appearing'
import { answerOpenDialog } from './support/dialogs'
import { dropFiles } from './support/drop'
import { shoot } from './support/shots'
import { writeSong } from './support/songs'
import { chooseLibraryFolder, tryOnThisComputer, waitUntilReady } from './support/steps'
import { expect, test } from './support/unbraid'

test('a folder is dropped: its songs come at once and are looked at later; its results lie in folders of the same names', async ({ folder, launch }) => {
  const song = await writeSong(folder, 'Song', 'wav16', 1)
  const disc = join(folder, 'Album', 'CD 1')
  await mkdir(disc, { recursive: true })
  await copyFile(song, join(disc, 'Kept.wav'))
  await writeFile(join(folder, 'Album', 'cover.jpg'), 'a picture')
  await writeFile(join(folder, 'Album', 'Broken.mp3'), 'only words')
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  const library = join(folder, 'Taken apart')
  await mkdir(library)
  await chooseLibraryFolder(app, page, library)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByText('Keep folders', { exact: true }).click()
  await page.getByRole('link', { name: 'Separate' }).click()
  await dropFiles(app, separate.addAudio, [join(folder, 'Album')])
  await expect(page.getByText('2 songs added, 1 other file left out')).toBeVisible()
  await expect(page.getByText('One file could not be added')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Songs to separate' }).getByRole('listitem')).toHaveText([/Kept\.wav0:01/])
  await separate.chooseAlgorithm('harmonic', /harmonic/i)
  await separate.separate.click()
  await waitUntilReady(separate, 'Kept')
  const results = await readdir(library, { recursive: true })
  expect(results.filter((name) => name.startsWith(join('Album', 'CD 1', 'Kept - ')) && name.endsWith('.flac'))).not.toEqual([])
})

for (const colorScheme of ['dark', 'light'] as const) {
  test(`a thousand songs are there at once, and only those in sight are drawn (${colorScheme})`, async ({ folder, launch }) => {
    const song = await writeSong(folder, 'Song', 'flac16', 1)
    for (let disc = 1; disc <= 10; disc += 1) {
      await mkdir(join(folder, 'Music', `CD ${disc}`), { recursive: true })
      for (let at = 1; at <= 100; at += 1) await copyFile(song, join(folder, 'Music', `CD ${disc}`, `Song ${disc}-${at}.flac`))
    }
    const { app, page } = await launch({ colorScheme })
    const separate = await tryOnThisComputer(page)
    await answerOpenDialog(app, [join(folder, 'Music')])
    await watchWalk(app, '.flac', 1_000)
    await watchAppearing(page, 'Song 1-1.flac')
    await separate.addAudio.getByRole('button', { name: 'Add folder…' }).click()
    const { pressed, inPage, drawn } = await appeared(page)
    const walkedAt = await walked(app)
    console.log(`folders: 1,000 songs walked through ${walkedAt - pressed} ms after the press; ${inPage - walkedAt} ms later they are in the page, after ${drawn - walkedAt} ms drawn`)
    await expect(page.getByText('1,000 songs added')).toBeVisible()
    const list = page.getByRole('list', { name: 'Songs to separate' })
    await expect(list.getByText('Song 1-1.flac')).toBeVisible()
    expect(await list.getByRole('listitem').count()).toBeLessThan(60)
    await expect(page.getByText(/more files…$/)).toBeHidden({ timeout: 60_000 })
    await expect(separate.beforeYouStart.getByText('16:40')).toBeVisible()
    await list.evaluate((element) => { element.scrollTo({ top: element.scrollHeight }) })
    await expect(list.getByText('Song 10-100.flac')).toBeVisible()
    await expect(list.getByRole('button', { name: 'Remove Song 10-100.flac' })).toBeVisible()
    expect(await violationsOf(page)).toEqual([])
    await shoot(page, `folders-${colorScheme}`)
    await separate.addAudio.getByRole('button', { name: 'Remove all' }).click()
    await expect(page.getByText('Drop songs anywhere in this window')).toBeVisible()
  })
}

test('a folder without songs is told as one', async ({ folder, launch }) => {
  await mkdir(join(folder, 'Papers'))
  await writeFile(join(folder, 'Papers', 'letter.txt'), 'Dear Ann')
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  await dropFiles(app, separate.addAudio, [join(folder, 'Papers')])
  await expect(page.getByText('No songs were found in the folder')).toBeVisible()
  await expect(page.getByText('1 other file left out')).toBeVisible()
})
