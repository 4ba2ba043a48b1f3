import type { Locator } from '@playwright/test'
import { join } from 'node:path'
import { SeparatePage } from './pages/separatePage'
import type { StudioPage } from './pages/studioPage'
import { writeManyStems } from './support/manyStems'
import { seedReadyJobs } from './support/readyJob'
import { shoot } from './support/shots'
import { openInStudio } from './support/steps'
import { expect, test, type Unbraid } from './support/unbraid'

const SECONDS = 30

/** Four stems of half a minute in the Studio. */
async function openDesk(folder: string, profile: string, launch: () => Promise<Unbraid>): Promise<{ unbraid: Unbraid; studio: StudioPage }> {
  await seedReadyJobs(profile, [await writeManyStems(join(folder, 'song'), 'job-1', 4, SECONDS)])
  const unbraid = await launch()
  return { unbraid, studio: await openInStudio(new SeparatePage(unbraid.page).jobsOf('Night drive.wav').first()) }
}

/** The seconds a slider of time says. */
const secondsOf = async (slider: Locator): Promise<number> => Number(await slider.getAttribute('aria-valuenow'))

test('a double click puts volume, pan, master, speed and pitch back', async ({ folder, profile, launch }) => {
  const { unbraid: { page }, studio } = await openDesk(folder, profile, launch)
  const bass = studio.stem('Bass')
  /** Away from where it was by keys, then back by the mouse. */
  const goesBack = async (slider: Locator, resting: string): Promise<void> => {
    await expect(slider).toHaveAttribute('aria-valuetext', resting)
    await slider.focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await expect(slider).not.toHaveAttribute('aria-valuetext', resting)
    // On the rail, away from the thumb: the clicks themselves move it, and still it goes back.
    const rail = slider.locator('xpath=ancestor::*[contains(@class, "slider__track")][1]')
    const { width = 0, height = 0 } = (await rail.boundingBox()) ?? {}
    await rail.dblclick({ position: { x: width * 0.25, y: height / 2 } })
    await expect(slider).toHaveAttribute('aria-valuetext', resting)
  }
  await goesBack(bass.volume, '0.0 dB')
  await goesBack(bass.group.getByRole('slider', { name: 'Pan' }), 'centre')
  await goesBack(studio.region.getByRole('slider', { name: 'Master' }), '0.0 dB')
  await studio.region.getByRole('button', { name: 'Speed and pitch' }).click()
  await goesBack(page.getByRole('slider', { name: 'Speed' }), '100 %')
  await goesBack(page.getByRole('slider', { name: 'Pitch' }), '0 semitones')
})

test('solo adds up; with Shift, Ctrl or Shift and S it is the only one', async ({ folder, profile, launch }) => {
  const { unbraid: { page }, studio } = await openDesk(folder, profile, launch)
  const names = ['Vocals', 'Drums', 'Bass', 'Piano'] as const
  const areSoloed = async (...soloed: readonly string[]): Promise<void> => {
    for (const name of names) await expect(studio.stem(name).solo).toHaveAttribute('aria-pressed', String(soloed.includes(name)))
  }
  await studio.stem('Vocals').solo.click()
  await studio.stem('Drums').solo.click()
  await areSoloed('Vocals', 'Drums')
  await studio.stem('Bass').solo.click({ modifiers: ['Shift'] })
  await areSoloed('Bass')
  await studio.stem('Vocals').solo.click()
  await studio.stem('Piano').solo.click({ modifiers: ['Control'] })
  await areSoloed('Piano')
  for (const [at, name] of names.entries()) {
    await page.keyboard.press(String(at + 1))
    await expect(studio.stem(name).group).toBeFocused()
    await page.keyboard.press('Shift+S')
    await areSoloed(name)
  }
  await page.keyboard.press('s')
  await areSoloed()
  await page.keyboard.press('m')
  await expect(studio.stem('Piano').mute).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('9') // there is no ninth
  await expect(studio.stem('Piano').group).toBeFocused()
})

test('a loop is drawn on the ruler, moved as a whole and by its ends with the pointer', async ({ folder, profile, launch }) => {
  const { unbraid: { page }, studio } = await openDesk(folder, profile, launch)
  const start = studio.region.getByRole('slider', { name: 'Loop start' })
  const end = studio.region.getByRole('slider', { name: 'Loop end' })
  const ruler = studio.region.locator('.ruler')
  const box = await ruler.boundingBox()
  if (box === null) throw new Error('There is no ruler.')
  const x = (seconds: number): number => box.x + (seconds / SECONDS) * box.width
  const drag = async (from: number, to: number, y = box.y + box.height / 2): Promise<void> => {
    await page.mouse.move(x(from), y)
    await page.mouse.down()
    await page.mouse.move(x((from + to) / 2), y)
    await page.mouse.move(x(to), y)
    await page.mouse.up()
  }
  const lies = async (from: number, to: number): Promise<void> => {
    await expect.poll(() => secondsOf(start)).toBeCloseTo(from, 0)
    await expect.poll(() => secondsOf(end)).toBeCloseTo(to, 0)
  }
  await test.step('drawn, in either direction', async () => {
    await drag(20, 10)
    await lies(10, 20)
    await drag(22, 28) // outside of it: another one
    await lies(22, 28)
  })
  await test.step('moved as a whole, no further than the song', async () => {
    const length = (await secondsOf(end)) - (await secondsOf(start))
    await drag(25, 9)
    await lies(6, 12)
    expect((await secondsOf(end)) - (await secondsOf(start))).toBeCloseTo(length, 4)
    await drag(9, 1)
    await lies(0, 6)
    expect((await secondsOf(end)) - (await secondsOf(start))).toBeCloseTo(length, 4)
    await drag(3, 15)
    await lies(12, 18)
    await shoot(page, 'studio-loop-drawn-dark')
  })
  await test.step('a click on it goes there and leaves it', async () => {
    await page.mouse.click(x(14), box.y + box.height / 2)
    await lies(12, 18)
    await expect.poll(() => studio.seconds()).toBeCloseTo(14, 0)
  })
  await test.step('its ends, on the ruler and across the lanes', async () => {
    const grip = await start.boundingBox()
    const from = ((grip?.x ?? 0) + (grip?.width ?? 0) / 2 + 2 - box.x) / box.width * SECONDS
    await drag(from, 8)
    await lies(8, 18)
    const lanes = await studio.region.locator('.timeline').boundingBox()
    await drag(await secondsOf(end), 22, (lanes?.y ?? 0) + 60)
    await lies(8, 22)
    await drag(await secondsOf(start), 29, (lanes?.y ?? 0) + 60) // stops before the other
    await lies(22, 22)
    expect(await secondsOf(start)).toBeLessThan(await secondsOf(end))
  })
})

test('J, K, L, Space, brackets, R and A do what they say', async ({ folder, profile, launch }) => {
  const { unbraid: { page }, studio } = await openDesk(folder, profile, launch)
  const isAt = (seconds: number): Promise<void> => expect.poll(() => studio.seconds()).toBeCloseTo(seconds, 1)
  await page.keyboard.press('l')
  await isAt(10)
  await page.keyboard.press('l')
  await isAt(20)
  await page.keyboard.press('j')
  await isAt(10)
  await page.keyboard.press('ArrowLeft')
  await isAt(5)
  // As on keyboards where brackets are typed with Option or AltGr.
  await page.keyboard.press('Alt+[')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press(']')
  await isAt(5) // the loop's end is its start
  await page.keyboard.press('Alt+j')
  await isAt(5)
  await expect(studio.region.getByRole('slider', { name: 'Loop start' })).toHaveAttribute('aria-valuetext', '0:05.00')
  await expect(studio.region.getByRole('slider', { name: 'Loop end' })).toHaveAttribute('aria-valuetext', '0:10.00')
  await page.keyboard.press('r')
  await expect(studio.region.getByRole('slider', { name: 'Loop start' })).toBeHidden()
  await page.keyboard.press('End')
  await isAt(SECONDS)
  await page.keyboard.press('Home')
  await isAt(0)
  for (const key of ['k', 'Space']) {
    await page.keyboard.press(key)
    await expect(studio.pause).toBeVisible()
    await page.keyboard.press(key)
    await expect(studio.play).toBeVisible()
  }
  const original = studio.region.getByRole('button', { name: 'Original' })
  await page.keyboard.press('a')
  await expect(original).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('a')
  await expect(original).toHaveAttribute('aria-pressed', 'false')
})

test('Space plays after a click on a button, and presses a button that was reached by keys', async ({ folder, profile, launch }) => {
  const { unbraid: { page }, studio } = await openDesk(folder, profile, launch)
  const { mute } = studio.stem('Bass')
  const isMuted = (pressed: boolean): Promise<void> => expect(mute).toHaveAttribute('aria-pressed', String(pressed))
  await mute.click()
  await page.keyboard.press('Space')
  await expect(studio.pause).toBeVisible()
  await isMuted(true)
  await page.keyboard.press('Space')
  await expect(studio.play).toBeVisible()
  await isMuted(true)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Shift+Tab')
  await expect(mute).toBeFocused()
  await page.keyboard.press('Space')
  await isMuted(false)
  await expect(studio.play).toBeVisible()
})

test('the clip light comes on when the mix is louder than full scale, and goes out when pressed', async ({ folder, profile, launch }) => {
  const { unbraid: { page }, studio } = await openDesk(folder, profile, launch)
  const dark = studio.region.getByRole('button', { name: 'Clip: no' })
  const lit = studio.region.getByRole('button', { name: 'Clip: too loud, reset' })
  await studio.play.click()
  await expect.poll(() => studio.seconds()).toBeGreaterThan(0.5)
  await expect(dark).toBeVisible()
  for (const slider of [studio.stem('Vocals').volume, studio.stem('Drums').volume, studio.region.getByRole('slider', { name: 'Master' })]) {
    await slider.focus()
    await page.keyboard.press('End')
  }
  await expect(lit).toBeVisible()
  await expect(studio.region.getByText('The mix is too loud and clips.')).toBeAttached()
  await shoot(page, 'studio-clips-dark')
  await studio.pause.click()
  await lit.click()
  await expect(dark).toBeVisible()
})

test('a stem’s file is shown in its folder, and its path is on the clipboard', async ({ folder, profile, launch }) => {
  const { unbraid: { app, page }, studio } = await openDesk(folder, profile, launch)
  await app.evaluate(({ shell }) => {
    const shown: string[] = []
    Object.assign(globalThis, { shown })
    shell.showItemInFolder = (path) => { shown.push(path) }
  })
  const choose = async (name: string): Promise<void> => {
    await studio.stem('Bass').group.getByRole('button', { name: 'File of Bass' }).click()
    await page.getByRole('menuitem', { name }).click()
  }
  await choose('Show in folder')
  const bass = join(folder, 'song', 'Bass.wav')
  await expect.poll(() => app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown)).toEqual([bass])
  await choose('Copy path')
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(bass)
})
