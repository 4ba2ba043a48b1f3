import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { PlansPage } from './pages/plansPage'
import { SeparatePage } from './pages/separatePage'
import { violationsOf } from './support/axe'
import { expect, test } from './support/catalogueTest'
import { answerOpenDialog } from './support/dialogs'
import { shoot } from './support/shots'
import { writeSong } from './support/songs'
import { signIn, tryOnThisComputer, waitUntilReady } from './support/steps'

const settings = async (page: Page): Promise<void> => page.getByRole('link', { name: 'Settings' }).click()
const separatePage = async (page: Page): Promise<SeparatePage> => {
  await page.getByRole('link', { name: 'Separate' }).click()
  return new SeparatePage(page)
}
const watches = (page: Page) => page.getByRole('list', { name: 'Watch folders' }).getByRole('listitem')

async function savePreset(page: Page, name: string): Promise<void> {
  const plans = new PlansPage(page)
  await plans.savePreset(name)
  await plans.closePresets()
}

test('new songs in a watched folder become jobs, once, also over a kill; songs of before are left alone', async ({ folder, launch }) => {
  const incoming = join(folder, 'Incoming')
  await mkdir(incoming)
  await writeSong(incoming, 'Of before', 'wav16', 1)
  const first = await launch()
  const separate = await tryOnThisComputer(first.page)
  await separate.chooseAlgorithm('harmonic', /harmonic/i)
  await savePreset(first.page, 'Every new song')
  await settings(first.page)
  await answerOpenDialog(first.app, [incoming])
  await first.page.getByRole('button', { name: 'Choose folder…' }).click()
  await expect(watches(first.page)).toContainText('“Every new song” on This computer')
  await expect(watches(first.page)).toContainText('Watching')
  const song = await writeSong(incoming, 'New one', 'wav16', 3)
  await expect(watches(first.page)).toContainText('1 job made', { timeout: 30_000 })
  await first.kill()

  await copyFile(song, join(incoming, 'A copy of it.wav'))
  await writeSong(incoming, 'While away', 'wav16', 2)
  const { page } = await launch()
  const again = await separatePage(page)
  await waitUntilReady(again, 'New one')
  await waitUntilReady(again, 'While away')
  await expect(again.jobs.getByRole('listitem')).toHaveCount(2)
  await settings(page)
  await expect(watches(page)).toContainText('2 jobs made')
})

for (const colorScheme of ['dark', 'light'] as const) {
  test(`no more than a day’s credits are spent, and what waits is told (${colorScheme})`, async ({ folder, launch, serve }) => {
    const incoming = join(folder, 'Incoming')
    await mkdir(incoming)
    for (const [at, name] of ['One', 'Two', 'Three'].entries()) await writeSong(incoming, name, 'wav16', at + 1)
    const server = await serve()
    const { app, page } = await launch({ apiBase: server.apiBase, colorScheme })
    await signIn(page, server.token)
    await savePreset(page, 'Watched')
    await settings(page)
    const add = page.getByRole('region', { name: 'Add a watch folder' })
    await add.getByLabel('Credits a day').fill('2')
    await add.getByText('Take the songs that are in it now, too').click()
    await answerOpenDialog(app, [incoming])
    await add.getByRole('button', { name: 'Choose folder…' }).click()
    await expect(watches(page)).toContainText('1 song waits: today’s credits are spent, or it costs more than a day’s.', { timeout: 30_000 })
    await expect(watches(page)).toContainText('2 of 2 credits today · 2 jobs made')
    await expect.poll(() => server.creates.length).toBe(2)
    await watches(page).scrollIntoViewIfNeeded()
    expect(await violationsOf(page)).toEqual([])
    await shoot(page, `watch-folders-${colorScheme}`)

    await page.getByLabel('Credits a day for this folder').fill('3')
    await expect(watches(page)).toContainText('3 of 3 credits today · 3 jobs made', { timeout: 30_000 })
    await expect.poll(() => server.creates.length).toBe(3)
    await page.getByRole('button', { name: /^Pause .*Incoming$/ }).click()
    await expect(watches(page)).toContainText('Paused')
    await page.getByRole('button', { name: /^Stop watching .*Incoming$/ }).click()
    await expect(watches(page)).toHaveCount(0)
    await expect(page.getByText(/Incoming is watched no more/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused()
    expect(await violationsOf(page)).toEqual([])
    await shoot(page, `watch-removed-${colorScheme}`)
    await page.keyboard.press('Enter')
    await expect(watches(page)).toContainText('3 of 3 credits today · 3 jobs made')
    await expect(page.getByRole('button', { name: /^Stop watching .*Incoming$/ })).toBeFocused()
  })
}
