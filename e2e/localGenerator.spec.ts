import type { Page } from '@playwright/test'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { violationsOf } from './support/axe'
import { shoot } from './support/shots'
import { levelOf, readSong } from './support/songs'
import { openInStudio, tryOnThisComputer, waitUntilReady } from './support/steps'
import { expect, test } from './support/unbraid'

const TUNE = 'Tune from notes'
const ODE = 'E4:1 E F G | G F E D | C C D E | E:3/2 D:1/2 D:2 |\nE4:1 E F G | G F E D | C C D E | D:3/2 C:1/2 C:2'
const notesOf = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('textbox', { name: 'Notes', exact: true })

for (const colorScheme of ['dark', 'light'] as const) {
  test(`on this computer written notes become a melody and a drone that play in the Studio, ${colorScheme}`, async ({ folder, launch }) => {
    const { page } = await launch({ colorScheme })
    const separate = await tryOnThisComputer(page)
    await separate.chooseAlgorithm('notes', new RegExp(TUNE))
    // No song is asked for; what is, is the notes.
    await expect(page.getByText('No song needed')).toBeVisible()
    await expect(separate.separate).toBeDisabled()
    await expect(separate.beforeYouStart).toContainText('“Notes”')
    await shoot(page, `localGenerator-empty-${colorScheme}`)
    await notesOf(page).fill(ODE)
    expect(await separate.predictedStems()).toEqual(['Melody', 'Bass'])
    await separate.chooseOption('Instruments', /Flute/)
    expect(await separate.predictedStems()).toEqual(['Melody', 'Drone'])
    await separate.chooseOption('Tempo', /120/)
    await separate.chooseOption('Length', '20 seconds')
    await separate.chooseOption('Output format', /WAV, 16/)
    await shoot(page, `localGenerator-written-${colorScheme}`)
    expect(await violationsOf(page)).toEqual([])

    await separate.separate.click()
    const row = await waitUntilReady(separate, TUNE)
    await shoot(page, `localGenerator-made-${colorScheme}`)
    const music = join(folder, 'Music')
    const made = (await readdir(music, { recursive: true })).filter((path) => path.endsWith('.wav'))
    expect(made).toHaveLength(2)
    for (const path of made) {
      const { channels, sampleRateHz } = await readSong(join(music, path))
      expect(channels.map((samples) => samples.length / sampleRateHz)).toEqual([20, 20])
      expect(20 * Math.log10(levelOf(channels))).toBeGreaterThan(-40)
    }

    const studio = await openInStudio(row)
    await expect(studio.region.getByRole('button', { name: 'Mute' })).toHaveCount(2)
    await expect(studio.region.getByRole('button', { name: 'Original' })).toHaveCount(0)
    await studio.play.click()
    await expect.poll(() => studio.seconds()).toBeGreaterThan(1)
    await shoot(page, `localGenerator-studio-${colorScheme}`)
    expect(await violationsOf(page)).toEqual([])
  })
}

test('a wrong note is named by its place; the notes stay where they were written, and put right they are played', async ({ launch }) => {
  const { page } = await launch()
  const separate = await tryOnThisComputer(page)
  await separate.chooseAlgorithm('notes', new RegExp(TUNE))
  await notesOf(page).fill('C4:1 D E\nF H9 G')
  await separate.separate.click()
  const failed = separate.jobsOf('Note 5, “H9” in line 2, is no note')
  await expect(failed).toContainText('write a letter from A to G')
  await expect(notesOf(page)).toHaveValue('C4:1 D E\nF H9 G')
  await shoot(page, 'localGenerator-wrong-dark')
  expect(await violationsOf(page)).toEqual([])

  await notesOf(page).fill('C4:1 D E\nF A G')
  await separate.separate.click()
  await expect(separate.jobs.getByRole('button', { name: 'Open in Studio' })).toHaveCount(1)
  await expect(failed).toHaveCount(1)
})
