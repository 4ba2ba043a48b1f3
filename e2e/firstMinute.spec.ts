import { shoot } from './support/shots'
import { openInStudio, tryOnThisComputer, waitUntilReady } from './support/steps'
import { expect, test } from './support/unbraid'

test('first minute without an account: sample song, separate, stems playing', async ({ launch }) => {
  const { page } = await launch()
  await expect(page.getByRole('button', { name: 'Sign in to MVSEP' })).toBeVisible()
  await shoot(page, 'welcome-dark')

  const separate = await tryOnThisComputer(page)
  await page.getByRole('button', { name: 'Use the sample song' }).click()
  await separate.chooseAlgorithm('four', /vocals, drums, bass, other/i)
  await expect(separate.beforeYouStart).toContainText('Vocals')
  await shoot(page, 'separate-dark')
  await separate.separate.click()

  const row = await waitUntilReady(separate, 'Unbraid sample song')
  await shoot(page, 'jobs-dark')
  const studio = await openInStudio(row)
  for (const name of ['Vocals', 'Drums', 'Bass', 'Other']) await expect(studio.stem(name).group).toBeVisible()

  await studio.play.click()
  await expect.poll(() => studio.seconds()).toBeGreaterThan(1)
  await studio.stem('Drums').mute.click()
  await expect(studio.stem('Drums').mute).toHaveAttribute('aria-pressed', 'true')
  await studio.stem('Vocals').solo.click()
  await expect(studio.stem('Vocals').solo).toHaveAttribute('aria-pressed', 'true')
  await shoot(page, 'studio-dark')

  await studio.pause.click()
  const paused = await studio.seconds()
  await expect(studio.play).toBeVisible()
  expect(await studio.seconds()).toBe(paused)
})

test('the space bar plays and pauses, the position slider seeks', async ({ launch }) => {
  const { page } = await launch()
  const separate = await tryOnThisComputer(page)
  await page.getByRole('button', { name: 'Use the sample song' }).click()
  await separate.chooseAlgorithm('centre', /vocals, instrumental/i)
  await separate.separate.click()
  const studio = await openInStudio(await waitUntilReady(separate, 'Unbraid sample song'))

  await page.keyboard.press('Space')
  await expect(studio.pause).toBeVisible()
  await page.keyboard.press('Space')
  await expect(studio.play).toBeVisible()
  await studio.position.focus()
  await page.keyboard.press('End')
  await expect.poll(() => studio.seconds()).toBeGreaterThan(25)
  await page.keyboard.press('Home')
  await expect.poll(() => studio.seconds()).toBeLessThan(0.1)
})
