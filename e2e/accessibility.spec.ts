import type { Page } from '@playwright/test'
import { violationsOf } from './support/axe'
import { shoot } from './support/shots'
import { openInStudio, tryOnThisComputer, waitUntilReady } from './support/steps'
import { expect, test } from './support/unbraid'

/** Electron has no Target.createTarget, which axe's default mode needs: legacy mode runs in the page itself. */

for (const colorScheme of ['dark', 'light'] as const) {
  test(`every view passes axe in the ${colorScheme} theme`, async ({ launch }) => {
    const { page } = await launch({ colorScheme })
    await expect(page.getByRole('button', { name: 'Try it on this computer' })).toBeVisible()
    expect(await violationsOf(page)).toEqual([])
    await shoot(page, `welcome-${colorScheme}`)
    const separate = await tryOnThisComputer(page)
    await page.getByRole('button', { name: 'Use the sample song' }).click()
    await separate.chooseAlgorithm('four', /vocals, drums, bass, other/i)
    expect(await violationsOf(page)).toEqual([])
    await shoot(page, `separate-${colorScheme}`)
    await separate.separate.click()
    const row = await waitUntilReady(separate, 'Unbraid sample song')
    expect(await violationsOf(page)).toEqual([])
    await openInStudio(row)
    expect(await violationsOf(page)).toEqual([])
    await shoot(page, `studio-${colorScheme}`)
    for (const name of ['Library', 'Explore', 'Account', 'Settings'] as const) {
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click()
      await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
      expect(await violationsOf(page)).toEqual([])
      await shoot(page, `${name.toLowerCase()}-${colorScheme}`)
    }
  })
}

test('the whole main job by keyboard alone', async ({ launch }) => {
  const { page } = await launch()
  const { keyboard } = page
  const focusOn = async (role: Parameters<Page['getByRole']>[0], name: string | RegExp): Promise<void> => {
    const target = page.getByRole(role, { name }).first()
    for (let step = 0; step < 60; step += 1) {
      if (await target.evaluate((element) => element === document.activeElement || element.contains(document.activeElement)).catch(() => false)) return
      await keyboard.press('Tab')
    }
    throw new Error(`Tab never reached ${role} ${String(name)}`)
  }
  await focusOn('button', 'Try it on this computer')
  await keyboard.press('Enter')
  await focusOn('button', 'Use the sample song')
  await keyboard.press('Enter')
  await expect(page.getByText('Unbraid sample song').first()).toBeVisible()
  await focusOn('searchbox', 'Search algorithms')
  await keyboard.type('harmonic')
  await focusOn('listbox', 'Algorithms')
  await keyboard.press('Home')
  await keyboard.press('Enter')
  await focusOn('button', /^Separate$/)
  await keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Open in Studio' })).toBeVisible({ timeout: 60_000 })
  await focusOn('button', 'Open in Studio')
  await keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Studio' }).getByRole('button', { name: 'Play' })).toBeEnabled()
  await keyboard.press('Space')
  await expect(page.getByRole('region', { name: 'Studio' }).getByRole('button', { name: 'Pause' })).toBeVisible()
})
