import type { Locator } from '@playwright/test'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ComparePage } from './pages/comparePage'
import { ExportDialogPage } from './pages/exportDialog'
import { LibraryPage } from './pages/libraryPage'
import { SeparatePage } from './pages/separatePage'
import { answerOpenDialog } from './support/dialogs'
import { writeManyStems } from './support/manyStems'
import { seedReadyJobs } from './support/readyJob'
import { resize, shoot } from './support/shots'
import { openInStudio } from './support/steps'
import { expect, test } from './support/unbraid'

// What is pressed stays where it is, is not covered, and keeps the focus or hands it on.

const boxOf = async (element: Locator): Promise<{ x: number; y: number; width: number; height: number }> => {
  const box = await element.boundingBox()
  if (box === null) throw new Error('it is not to be seen')
  return box
}

test('in the smallest window nothing moves below the pointer and messages leave the transport free', async ({ folder, profile, launch }) => {
  await seedReadyJobs(profile, [{ ...(await writeManyStems(join(folder, 'song'), 'job-1', 4, 20)), algorithm: 'A model whose name takes more room than this window has for it' }])
  const { app, page } = await launch()
  await resize(app, page, 820, 560)
  const studio = await openInStudio(new SeparatePage(page).jobsOf('Night drive.wav').first())
  await expect(studio.region.getByRole('slider', { name: 'Volume', exact: true })).toHaveCount(4)
  const difference = studio.region.getByRole('button', { name: 'Difference' })
  const lane = studio.stem('Vocals').group
  const [before, laneBefore] = [await boxOf(difference), await boxOf(lane)]
  await expect(studio.region.getByText(/estimate/)).toBeVisible()
  await difference.click()
  await expect(studio.region.getByText(/^what is missing: -\d/)).toBeInViewport({ ratio: 1 })
  await shoot(page, 'studio-small-difference-dark')
  expect(await boxOf(difference)).toEqual(before)
  expect(await boxOf(lane)).toEqual(laneBefore)

  await studio.region.getByRole('button', { name: 'Speed and pitch' }).click()
  await page.getByRole('slider', { name: 'Speed' }).fill('200')
  await page.getByRole('slider', { name: 'Pitch' }).fill('-12')
  await page.keyboard.press('Escape')
  await expect(studio.region.getByRole('button', { name: 'Speed and pitch' })).toContainText('200')
  await shoot(page, 'studio-small-speed-dark')
  expect(await boxOf(lane)).toEqual(laneBefore)

  for (const stem of ['Drums', 'Bass']) {
    await studio.stem(stem).group.getByRole('button', { name: `File of ${stem}` }).click()
    await page.getByRole('menuitem', { name: 'Copy path' }).click()
  }
  const message = page.getByText('The path of Bass is on the clipboard.')
  await expect(message).toBeVisible()
  await expect(page.getByText(/is on the clipboard/)).toHaveCount(1)
  const { y, height } = await boxOf(page.getByRole('region', { name: 'Messages' }))
  expect(y + height).toBeLessThanOrEqual((await boxOf(studio.region.getByRole('scrollbar', { name: 'Part in view' }))).y)
  await shoot(page, 'studio-small-message-dark')

  const dialog = new ExportDialogPage(page)
  await dialog.open()
  await dialog.dialog.getByRole('combobox', { name: 'If a name is taken' }).focus()
  for (const name of ['Tags and cover of the song', 'One zip file']) {
    await page.keyboard.press('Tab')
    await expect(dialog.dialog.getByRole('checkbox', { name })).toBeFocused()
    const words = await boxOf(dialog.dialog.getByText(name, { exact: true }))
    expect(words.y + words.height).toBeLessThanOrEqual((await boxOf(dialog.begin)).y)
  }
})

test('a loop’s end that is out of sight shows nowhere, and comes into sight with the focus', async ({ folder, profile, launch }) => {
  await seedReadyJobs(profile, [await writeManyStems(join(folder, 'song'), 'job-1', 4, 30)])
  const { page } = await launch()
  const studio = await openInStudio(new SeparatePage(page).jobsOf('Night drive.wav').first())
  const start = studio.region.getByRole('slider', { name: 'Loop start' })
  const ruler = studio.region.locator('.ruler')
  await page.keyboard.press('[')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('+')
  await expect(start).toHaveCSS('opacity', '0')
  await start.focus()
  await expect(start).toHaveCSS('opacity', '1')
  const [{ x }, { x: rulerX, width }] = [await boxOf(start), await boxOf(ruler)]
  expect(x).toBeGreaterThan(rulerX - 6)
  expect(x).toBeLessThan(rulerX + width)
  await studio.region.getByRole('button', { name: 'Loop times…' }).click()
  const panel = page.getByRole('dialog', { name: 'Loop times…' })
  await panel.getByRole('textbox', { name: 'Loop end' }).fill('nonsense')
  await panel.getByRole('button', { name: 'Set loop' }).click()
  await expect(panel.getByRole('textbox', { name: 'Loop end' })).toBeFocused()
})

test('the focus is never lost: around an export that asks, and around a blind test', async ({ folder, profile, launch }) => {
  const job = await writeManyStems(join(folder, 'song'), 'job-1', 2, 12)
  await seedReadyJobs(profile, [{ ...job, algorithm: 'First model' }, { ...job, id: 'job-2', algorithm: 'Second model' }])
  const { app, page } = await launch()
  const target = join(folder, 'exported')
  await mkdir(target)
  await answerOpenDialog(app, [target])
  const library = new LibraryPage(page)
  await library.link.click()
  const studio = await openInStudio(library.rows.first())
  const dialog = new ExportDialogPage(page)
  await dialog.open()
  await dialog.run()
  await dialog.open()
  await dialog.select('If a name is taken', 'Replace, after asking')
  await dialog.begin.focus()
  await page.keyboard.press('Enter')
  await expect(dialog.dialog.getByRole('alert')).toBeVisible()
  await expect(dialog.begin).toBeFocused()
  await dialog.select('If a name is taken', 'Add a number')
  await dialog.dialog.getByRole('button', { name: 'Get ready to drag' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog.dialog.getByText('Drag these 2 files out of the window')).toBeVisible()
  await expect(dialog.dialog.getByRole('region', { name: 'Drag into another program' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(studio.export).toBeFocused()

  await studio.region.getByRole('button', { name: 'Compare…' }).click()
  const compare = new ComparePage(page)
  await expect(compare.play).toBeEnabled()
  await compare.button('Blind test').focus()
  await page.keyboard.press('Enter')
  await expect(compare.region.getByRole('heading', { name: 'Round 1' })).toBeFocused()
  const letters = await boxOf(compare.candidates)
  await compare.button('A is best').click()
  await expect(compare.region.getByText('1 vote kept')).toBeVisible()
  expect(await boxOf(compare.candidates)).toEqual(letters)
  await expect(compare.button('A is best')).toBeFocused()
  await compare.button('Reveal').click()
  await expect(compare.region.getByRole('heading', { name: 'Result of the blind test' })).toBeFocused()
  await compare.region.getByRole('button', { name: 'Test again' }).click()
  await expect(compare.region.getByRole('heading', { name: 'Round 1' })).toBeFocused()
  await compare.button('End the test').click()
  await expect(compare.button('Blind test')).toBeFocused()

  await page.keyboard.press('Escape')
  await compare.button('Back').click()
  await expect(studio.play).toBeEnabled()
  await studio.region.getByRole('button', { name: 'Back' }).click()
  await expect(page.getByRole('heading', { name: 'Library' })).toBeFocused()
})
