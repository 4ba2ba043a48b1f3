import type { ElectronApplication, Page } from '@playwright/test'
import { violationsOf } from './support/axe'
import { startHistoryServer } from './support/historyServer'
import { testBehindRelay } from './support/relayTest'
import { shootInSizes } from './support/shots'
import { signIn } from './support/steps'
import { expect } from './support/unbraid'
import { LibraryPage } from './pages/libraryPage'

const test = testBehindRelay(startHistoryServer)

const HISTORY = '/app/separation_history'
const TROUBLE = { status: 500, body: { success: false, message: 'Server Error' } }
const account = (page: Page): Promise<void> => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Account' }).click()

/** Without a fault, in the window as most have it and as small as it goes. */
async function look(app: ElectronApplication, page: Page, name: string): Promise<void> {
  expect(await violationsOf(page)).toEqual([])
  await shootInSizes(app, page, name)
}

for (const colorScheme of ['dark', 'light'] as const) {
  test(`the history says that it is asked for, what went wrong, and that there is nothing; the account what runs, and from when (${colorScheme})`, async ({ launch, relay, server }) => {
    const { app, page, quit } = await launch({ apiBase: relay.apiBase, colorScheme })
    const library = new LibraryPage(page)
    await signIn(page, server.token)
    let release = (): void => undefined
    relay.holds.set(HISTORY, new Promise((done) => (release = done)))
    relay.answers.set(HISTORY, [TROUBLE])
    await library.link.click()
    await expect(page.getByText('Asking MVSEP for your jobs…')).toBeVisible()
    await look(app, page, `states-history-loading-${colorScheme}`)
    release()
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
    await look(app, page, `states-history-failed-${colorScheme}`)
    relay.changes.set(HISTORY, (json) => ({ ...json, data: [] }))
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('button', { name: 'Separate a song' })).toBeVisible()
    await look(app, page, `states-history-empty-${colorScheme}`)
    relay.changes.delete(HISTORY)
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(library.rows).toHaveCount(20)
    await look(app, page, `states-history-full-${colorScheme}`)

    await account(page)
    await expect(page.getByText('Nothing runs there right now.')).toBeVisible()
    await look(app, page, `states-account-${colorScheme}`)
    relay.answers.set('/app/user', [TROUBLE])
    await page.getByRole('region', { name: 'Running at MVSEP' }).getByRole('button').first().click()
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
    await expect(page.getByText('Nothing runs there right now.')).toBeVisible() // what is known stays
    await look(app, page, `states-running-failed-${colorScheme}`)
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('button', { name: 'Try again' })).toBeHidden()
    await quit()

    await server.stop()
    const offline = await launch({ apiBase: relay.apiBase, colorScheme })
    await account(offline.page)
    await expect(offline.page.getByText('ann@example.com').first()).toBeVisible()
    await look(offline.app, offline.page, `states-account-offline-${colorScheme}`)
  })
}

test('the account and Explore by keyboard alone', async ({ launch, relay, server }) => {
  const { page } = await launch({ apiBase: relay.apiBase })
  const { keyboard } = page
  const focusOn = async (role: Parameters<Page['getByRole']>[0], name: string | RegExp): Promise<void> => {
    const target = page.getByRole(role, { name }).first()
    for (let step = 0; step < 60; step += 1) {
      if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return
      await keyboard.press('Tab')
    }
    throw new Error(`Tab never reached ${role} ${String(name)}`)
  }
  await focusOn('button', 'Sign in to MVSEP')
  await keyboard.press('Enter')
  await focusOn('textbox', 'API token')
  await keyboard.type(server.token)
  await keyboard.press('Enter')
  await expect(page.getByText('ann@example.com')).toBeVisible()
  relay.answers.set('/app/disable_premium', [{ status: 200, body: { success: true, message: 'successfully disabled' } }])
  relay.changes.set('/app/user', (json) => ({ ...json, data: { ...(json['data'] as object), premium_enabled: 0 } }))
  await focusOn('switch', 'Spend credits')
  await keyboard.press('Space')
  await expect(page.getByRole('switch', { name: 'Spend credits' })).not.toBeChecked()
  await expect.poll(() => relay.asked).toContain('/app/disable_premium')
  await focusOn('link', 'Explore')
  await keyboard.press('Enter')
  await focusOn('tab', 'News')
  await keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: 'Queue' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByText('songs being separated')).toBeVisible()
})
