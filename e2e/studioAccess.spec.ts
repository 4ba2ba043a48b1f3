import type { Locator, Page } from '@playwright/test'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ComparePage } from './pages/comparePage'
import { ExportDialogPage } from './pages/exportDialog'
import { SeparatePage } from './pages/separatePage'
import { violationsOf } from './support/axe'
import { answerOpenDialog } from './support/dialogs'
import { writeManyStems } from './support/manyStems'
import { seedReadyJobs } from './support/readyJob'
import { shoot } from './support/shots'
import { readSong } from './support/songs'
import { openInStudio } from './support/steps'
import { expect, test } from './support/unbraid'

/** One song, separated by two models. */
async function seed(folder: string, profile: string): Promise<void> {
  const job = await writeManyStems(join(folder, 'song'), 'job-1', 4, 12)
  await seedReadyJobs(profile, [{ ...job, algorithm: 'First model' }, { ...job, id: 'job-2', algorithm: 'Second model' }])
}

for (const colorScheme of ['dark', 'light'] as const) {
  test(`Studio, export and comparison pass axe in the ${colorScheme} theme`, async ({ folder, profile, launch }) => {
    await seed(folder, profile)
    const { page } = await launch({ colorScheme })
    const studio = await openInStudio(new SeparatePage(page).jobsOf('Night drive.wav').first())
    await studio.position.focus()
    await page.keyboard.press('[')
    await studio.region.getByRole('button', { name: 'Speed and pitch' }).click()
    await expect(page.getByRole('slider', { name: 'Speed' })).toBeVisible()
    expect(await violationsOf(page)).toEqual([])
    await page.keyboard.press('Escape')
    await studio.region.getByRole('button', { name: 'Loop times…' }).click()
    // Until it has faded in, axe finds neither the panel nor the page behind it.
    await expect(page.locator('.popover')).toHaveCSS('opacity', '1')
    await expect(page.getByRole('textbox', { name: 'Loop start' })).toBeFocused()
    expect(await violationsOf(page)).toEqual([])
    await page.keyboard.press('Escape')
    await studio.region.getByRole('button', { name: 'About the sound' }).click()
    await expect(page.getByText('Gaps since the job was opened')).toBeVisible()
    await shoot(page, `access-sound-${colorScheme}`)
    expect(await violationsOf(page)).toEqual([])
    await page.keyboard.press('Escape')

    const dialog = new ExportDialogPage(page)
    await dialog.open()
    for (const kind of ['Stems', 'Mix as heard', 'Minus one'] as const) {
      await dialog.kind(kind)
      await expect(dialog.files.first()).toBeVisible()
      expect(await violationsOf(page)).toEqual([])
      await shoot(page, `access-export-${kind.toLowerCase().replaceAll(' ', '-')}-${colorScheme}`)
    }
    await dialog.names.fill('{mood} {stem}')
    await expect(dialog.dialog.getByText('{mood} means nothing here')).toBeVisible()
    expect(await violationsOf(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(dialog.dialog).toBeHidden()

    await studio.region.getByRole('button', { name: 'Compare…' }).click()
    const compare = new ComparePage(page)
    await expect(compare.play).toBeEnabled()
    expect(await violationsOf(page)).toEqual([])
    await shoot(page, `access-compare-${colorScheme}`)
    await compare.button('Blind test').click()
    await expect(compare.region.getByRole('heading', { name: 'Round 1' })).toBeVisible()
    expect(await violationsOf(page)).toEqual([])
    await compare.button('A is best').click()
    await compare.button('Reveal').click()
    await expect(compare.region.getByRole('list', { name: 'Result of the blind test' })).toBeVisible()
    expect(await violationsOf(page)).toEqual([])
    await shoot(page, `access-compare-results-${colorScheme}`)
  })
}

/** Tabs until an element, or what it holds, has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < 80; step += 1) {
    if (await target.evaluate((element) => element.contains(document.activeElement))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reached ${target.toString()}`)
}

test('stems are exported by keyboard alone, and the focus comes back', async ({ folder, profile, launch }) => {
  await seed(folder, profile)
  const { app, page } = await launch()
  const { keyboard } = page
  const studio = await openInStudio(new SeparatePage(page).jobsOf('Night drive.wav').first())
  const target = join(folder, 'exported')
  await mkdir(target)
  await answerOpenDialog(app, [target])
  await tabTo(page, studio.export)
  await keyboard.press('Enter')
  const { dialog, names, files, begin } = new ExportDialogPage(page)
  await expect(files).toHaveCount(4)

  await test.step('what: the mix and back to the stems, two of them', async () => {
    await tabTo(page, dialog.getByRole('radio', { name: 'Stems' }))
    await keyboard.press('ArrowRight')
    await expect(dialog.getByRole('radio', { name: 'Mix as heard' })).toBeChecked()
    await expect(files).toHaveCount(1)
    await keyboard.press('ArrowLeft')
    await expect(files).toHaveCount(4)
    for (const name of ['Drums', 'Bass']) {
      const toggle = dialog.getByRole('button', { name, exact: true })
      if (await toggle.evaluate((element) => element !== document.activeElement)) {
        await tabTo(page, dialog.getByRole('toolbar').or(dialog.getByRole('group', { name: 'Stems to export' })).first())
        for (let step = 0; step < 6 && await toggle.evaluate((element) => element !== document.activeElement); step += 1) await keyboard.press('ArrowRight')
      }
      await expect(toggle).toBeFocused()
      await keyboard.press('Space')
      await expect(toggle).toHaveAttribute('aria-pressed', 'false')
    }
    await expect(files).toHaveCount(2)
  })
  await test.step('as what: a format from the list', async () => {
    const format = dialog.getByRole('combobox', { name: 'Format' })
    await tabTo(page, format)
    await keyboard.press('Enter')
    await keyboard.type('FLAC, 24')
    await expect(page.getByRole('option', { name: 'FLAC, 24 bit' })).toBeFocused()
    await keyboard.press('Enter')
    await expect(format).toBeFocused()
    await expect(files.first()).toContainText('.flac')
  })
  await test.step('under which names, then off', async () => {
    await tabTo(page, names)
    await keyboard.press('Control+A')
    await keyboard.type('by keys {stem}')
    await expect(files).toHaveText(['by keys Vocals.flac', 'by keys Piano.flac'])
    await tabTo(page, begin)
    await keyboard.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(page.getByText('2 files exported to')).toBeVisible()
  })
  await expect(studio.export).toBeFocused()
  expect((await readdir(target)).toSorted()).toEqual(['by keys Piano.flac', 'by keys Vocals.flac'])
  expect((await readSong(join(target, 'by keys Piano.flac'))).sampleRateHz).toBe(44_100)
})
