import type { Locator } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { ExportDialogPage } from './pages/exportDialog'
import { SeparatePage } from './pages/separatePage'
import { writeManyStems } from './support/manyStems'
import { dragPointer, hasRealPointer, startOtherProgram } from './support/otherProgram'
import { seedReadyJobs } from './support/readyJob'
import { readSong } from './support/songs'
import { openInStudio } from './support/steps'
import { expect, test, type Unbraid } from './support/unbraid'

/** The other program lies to the right of ours, as the system's windows do when something is dragged between them. */
const OTHER = { x: 1060, y: 100, width: 500, height: 500 }

/** Where on the screen the middle of an element is. */
async function onScreen({ app }: Unbraid, element: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await element.boundingBox()
  const window = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getContentBounds())
  if (box === null || window === undefined) throw new Error('There is nothing to drag.')
  return { x: window.x + box.x + box.width / 2, y: window.y + box.y + box.height / 2 }
}

test('what is dragged with the pointer into another program arrives there as files', async ({ folder, profile, launch }) => {
  test.skip(!(await hasRealPointer()), 'needs an X11 display and xdotool')
  const job = await writeManyStems(join(folder, 'song'), 'job-1', 4, 10)
  await seedReadyJobs(profile, [job])
  const unbraid = await launch()
  const { app, page } = unbraid
  await app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, width: 1000, height: 900 }) })
  const other = await startOtherProgram(folder, OTHER)
  const studio = await openInStudio(new SeparatePage(page).jobsOf('Night drive.wav').first())

  await test.step('one stem, by the grip of its lane', async () => {
    const grip = studio.stem('Drums').group.locator('.stem-grip')
    await grip.hover()
    await expect(grip).toHaveAttribute('draggable', 'true')
    await dragPointer(await onScreen(unbraid, grip), other.middle)
    await expect.poll(() => other.given().length).toBe(1)
    expect(other.given()[0]).toMatchObject({ trusted: true, effect: expect.stringContaining('copy') })
    const [path = '', ...more] = other.given()[0]?.paths ?? []
    expect(more).toEqual([])
    const result = job.stems.find(({ name }) => name === 'Drums')?.path ?? ''
    expect(path).not.toBe(result) // a copy: what edits a dropped file must not edit the result
    expect((await readFile(path)).equals(await readFile(result))).toBe(true)
  })

  await test.step('several stems and the mix, from the export dialog', async () => {
    const dialog = new ExportDialogPage(page)
    for (const [drop, kind] of (['Stems', 'Mix as heard'] as const).entries()) {
      await dialog.open()
      await dialog.kind(kind)
      await dialog.dialog.getByRole('button', { name: 'Get ready to drag' }).click()
      const strip = dialog.dialog.getByRole('region', { name: 'Drag into another program' }).locator('[draggable="true"]')
      await strip.scrollIntoViewIfNeeded()
      await dragPointer(await onScreen(unbraid, strip), other.middle)
      await expect.poll(() => other.given().length).toBe(drop + 2)
      await page.keyboard.press('Escape')
      await expect(dialog.dialog).toBeHidden()
    }
    const [, stems, mix] = other.given()
    expect(stems?.paths).toHaveLength(4)
    for (const { name, path } of job.stems) {
      const given = stems?.paths.find((one) => one.endsWith(`(${name}).wav`)) ?? ''
      expect((await readFile(given)).equals(await readFile(path))).toBe(true)
    }
    expect(mix?.paths).toHaveLength(1)
    const [sum, parts] = [await readSong(mix?.paths[0] ?? ''), await Promise.all(job.stems.map(({ path }) => readSong(path)))]
    expect(sum.channels[0]?.length).toBe(parts[0]?.channels[0]?.length)
    const worst = sum.channels[0]?.reduce((most, value, frame) => Math.max(most, Math.abs(value - parts.reduce((total, part) => total + (part.channels[0]?.[frame] ?? 0), 0))), 0)
    expect(worst).toBeLessThan(2 ** -15)
  })
  console.log(`the other program was given ${other.given().map(({ paths }) => paths.map((path) => relative(folder, path)).join(', ')).join(' | ')}`)
  await other.close()
})
