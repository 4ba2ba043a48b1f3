import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dropFiles } from './support/drop'
import { shoot } from './support/shots'
import { writeSong } from './support/songs'
import { tryOnThisComputer, waitUntilReady } from './support/steps'
import { expect, test } from './support/unbraid'

test('five files at once, in every format the service reads', async ({ folder, launch }) => {
  const songs = await Promise.all([
    writeSong(folder, 'One', 'wav16', 4),
    writeSong(folder, 'Two', 'flac16', 4),
    writeSong(folder, 'Three', 'mp3', 4),
    writeSong(folder, 'Four', 'wav32f', 4),
    writeSong(folder, 'Five', 'flac24', 4)
  ])
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  await dropFiles(app, separate.addAudio, songs)
  await expect(separate.beforeYouStart).toContainText('5 jobs')
  await separate.chooseAlgorithm('centre', /vocals, instrumental/i)
  await separate.separate.click()
  await expect(separate.jobs.getByRole('listitem')).toHaveCount(5)
  await shoot(page, 'five-jobs-dark')
  for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) await waitUntilReady(separate, name)
})

test('files that cannot be separated are each refused with a sentence, the good one stays', async ({ folder, launch }) => {
  const good = await writeSong(folder, 'Good', 'wav16', 2)
  const empty = join(folder, 'Empty.wav')
  const text = join(folder, 'Notes.txt')
  const missing = join(folder, 'Gone.wav')
  await writeFile(empty, '')
  await writeFile(text, 'these are only words, not a song')
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  await dropFiles(app, separate.addAudio, [good, empty, text, missing])
  const region = separate.addAudio
  await expect(region).toContainText('Good.wav')
  for (const name of ['Empty.wav', 'Notes.txt', 'Gone.wav']) await expect(page.getByText(name).first()).toBeVisible()
  await expect(page.getByText(/empty/i).first()).toBeVisible()
  await expect(page.getByText(/not (an )?audio/i).first()).toBeVisible()
  await expect(separate.beforeYouStart).toContainText('1 job')
})
