import type { Page } from '@playwright/test'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { violationsOf } from './support/axe'
import { answerOpenDialog } from './support/dialogs'
import { shoot } from './support/shots'
import { startSiteServer, type SiteServer } from './support/siteServer'
import { tryOnThisComputer } from './support/steps'
import { expect, test as base } from './support/unbraid'
import { StudioPage } from './pages/studioPage'

const test = base.extend<{ site: SiteServer }>({
  site: async ({}, use) => {
    const server = await startSiteServer()
    await use(server)
    await server.stop()
  }
})

/** Chooses MVSEP without an account and opens Explore. */
async function exploreMvsep(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign in to MVSEP' }).click()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Explore' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Explore' })).toBeVisible()
}
const tab = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name }).click()
test('news: safe text, pages, languages, read marks over a restart, and the kept copy with its age when the service is away', async ({ launch, site }) => {
  const first = await launch({ apiBase: site.apiBase })
  await exploreMvsep(first.page)
  const list = first.page.getByRole('list', { name: 'News' })
  await expect(list.getByRole('heading', { name: /News number 23/ })).toBeVisible()
  await expect(list.getByRole('heading')).toHaveCount(10)
  await expect(list.locator('img, script, iframe')).toHaveCount(0)
  await expect(list.getByRole('heading', { name: /New$/ })).toHaveCount(10)
  await first.page.getByRole('button', { name: 'Mark as read' }).click()
  await expect(list.getByRole('heading', { name: /New$/ })).toHaveCount(0)
  await first.page.getByRole('button', { name: 'Next page' }).click()
  await expect(list.getByRole('heading', { name: 'News number 13' })).toBeVisible()
  await first.page.getByRole('button', { name: 'Previous page' }).click()
  await first.page.getByRole('combobox', { name: 'Language' }).click()
  await first.page.getByRole('option', { name: 'Русский' }).click()
  await expect(list.getByRole('heading')).toHaveText([/Новость/])
  await first.quit()

  site.setBroken(true)
  const second = await launch({ apiBase: site.apiBase })
  await second.page.getByRole('link', { name: 'Explore' }).click()
  await expect(second.page.getByRole('list', { name: 'News' }).getByRole('heading', { name: 'News number 23' })).toBeVisible()
  await expect(second.page.getByRole('note').filter({ hasText: 'This is from' })).toBeVisible()
  await expect(second.page.getByRole('heading', { name: /New$/ })).toHaveCount(0)
  await tab(second.page, 'Queue')
  await expect(second.page.getByRole('button', { name: 'Try again' })).toBeVisible()
  site.setBroken(false)
  await second.page.getByRole('button', { name: 'Try again' }).click()
  await expect(second.page.getByText('Free separations left today')).toBeVisible()
})

test('the queue by plan, without an account', async ({ launch, site }) => {
  const { page } = await launch({ apiBase: site.apiBase })
  await exploreMvsep(page)
  await tab(page, 'Queue')
  const plans = page.getByRole('list', { name: 'Waiting, by plan' })
  await expect(plans.getByRole('listitem')).toHaveText([/registered \(yours\).*40/, /unregistered.*43/, /premium.*3/])
  await expect(page.getByText('49 of 50')).toBeVisible()
  await expect(page.getByText('Sign in to see your place in the queue.')).toBeVisible()
})

test('the leaderboard: sorted by a press, filtered by name, paged, drawn and told; an entry with all its metrics', async ({ launch, site }) => {
  const { page } = await launch({ apiBase: site.apiBase })
  await exploreMvsep(page)
  await tab(page, 'Leaderboard')
  const rows = page.getByRole('table').getByRole('row')
  await expect(rows).toHaveCount(21)
  await expect(page.getByRole('columnheader', { name: 'vocals SDR' })).toHaveAttribute('aria-sort', 'descending')
  await expect(rows.nth(1)).toContainText('Model 45')
  await page.getByRole('button', { name: 'bass SDR' }).click()
  await expect(page.getByRole('columnheader', { name: 'bass SDR' })).toHaveAttribute('aria-sort', 'descending')
  await expect(rows.nth(1)).toContainText('Model 01')
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(rows.nth(1)).toContainText('Model 21')
  await page.getByRole('searchbox', { name: 'Name contains' }).fill('model 3')
  await expect(rows).toHaveCount(11)
  await expect(page.getByRole('img', { name: 'Best on this page, by stem' })).toHaveAttribute('aria-description', /Model/)
  await expect(page.getByRole('img', { name: 'bass SDR over time, this page' })).toBeVisible()
  await page.getByText('As a table').first().click()
  await expect(page.getByRole('table', { name: 'Best on this page, by stem' }).getByRole('row', { name: /^drums [\d.]+ Model 39$/ })).toBeVisible()
  await page.getByRole('button', { name: 'Entry 30: Model 30' }).click()
  const dialog = page.getByRole('dialog', { name: 'Entry 30' })
  await expect(dialog.getByRole('list', { name: 'All metrics' }).getByRole('listitem')).toHaveCount(8)
  await expect(dialog.getByText('Wrong number of files in zip')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Dataset' }).click()
  await page.getByRole('option', { name: 'Piano' }).click()
  await expect(page.getByText('No entry matches.')).toBeVisible()
})

test('the checker’s entries with status and message; sending one needs an account', async ({ launch, site }) => {
  const { page } = await launch({ apiBase: site.apiBase })
  await exploreMvsep(page)
  await tab(page, 'Quality checker')
  const entries = page.getByRole('list', { name: 'Entries of the quality checker' }).getByRole('listitem')
  await expect(entries).toHaveCount(20)
  await expect(entries.filter({ hasText: 'Model 45' })).toContainText('Waiting')
  await expect(entries.filter({ hasText: 'Model 40' })).toContainText('Failed')
  await expect(entries.filter({ hasText: 'Model 40' })).toContainText('Wrong number of files in zip')
  await expect(page.getByText('Sending an entry needs an account.')).toBeVisible()
})

test('an entry is sent with its zip, refused at its field, and deleted by number and password', async ({ launch, folder }) => {
  const { app, page } = await launch()
  await tryOnThisComputer(page)
  await page.getByRole('link', { name: 'Explore' }).click()
  await tab(page, 'Quality checker')
  await expect(page.getByText('Nobody has sent anything yet.')).toBeVisible()
  const submit = page.getByRole('region', { name: 'Submit an entry' })
  await submit.getByRole('button', { name: 'Send entry' }).click()
  await expect(submit.getByText('This is needed.')).toHaveCount(4)
  const [bad, good] = [join(folder, 'bad.zip'), join(folder, 'good.zip')]
  await writeFile(bad, 'this is no archive')
  await writeFile(good, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(300_000, 7)]))
  const choose = async (path: string): Promise<void> => {
    await answerOpenDialog(app, [path])
    await submit.getByRole('button', { name: 'Choose a zip…' }).click()
  }
  await choose(bad)
  await submit.getByRole('textbox', { name: 'Name of the algorithm' }).fill('My model')
  await submit.getByRole('textbox', { name: 'Description' }).fill('Trained at home')
  await submit.getByLabel('Password of this entry').fill('open sesame')
  await submit.getByRole('button', { name: 'Send entry' }).click()
  await expect(submit.getByRole('alert').filter({ hasText: 'must be a zip archive' }).first()).toBeVisible()
  await choose(good)
  await submit.getByRole('button', { name: 'Send entry' }).click()
  await expect(submit.getByText('Your entry is in')).toBeVisible()
  const entries = page.getByRole('list', { name: 'Entries of the quality checker' })
  await expect(entries.getByRole('listitem')).toContainText('My model')

  const remove = page.getByRole('region', { name: 'Delete an entry' })
  const tryToDelete = async (password: string): Promise<void> => {
    await remove.getByRole('textbox', { name: 'Number of the entry' }).fill('1')
    await remove.getByLabel('Password of this entry').fill(password)
    await remove.getByRole('button', { name: 'Delete entry…' }).click()
    await page.getByRole('dialog', { name: 'Delete entry 1?' }).getByRole('button', { name: 'Delete entry 1' }).click()
  }
  await tryToDelete('a guess')
  await expect(remove.getByText('Entry 1 was not deleted')).toBeVisible()
  await tryToDelete('open sesame')
  await expect(remove.getByText('Entry 1 is deleted')).toBeVisible()
  await expect(page.getByText('Nobody has sent anything yet.')).toBeVisible()
})

test('a demo is opened in the Studio without an account', async ({ launch }) => {
  const { page } = await launch()
  await tryOnThisComputer(page)
  await page.getByRole('link', { name: 'Explore' }).click()
  await tab(page, 'Demos')
  const demo = page.getByRole('list', { name: 'Published demos' }).getByRole('listitem').first()
  await expect(async () => {
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(demo).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
  await expect(async () => {
    if (await demo.isVisible()) await demo.getByRole('button', { name: /^Open in Studio/ }).click()
    await expect(new StudioPage(page).play).toBeEnabled({ timeout: 15_000 })
  }).toPass({ timeout: 60_000 })
})

for (const colorScheme of ['dark', 'light'] as const) {
  test(`every part passes axe in the ${colorScheme} theme`, async ({ launch, site }) => {
    const { page } = await launch({ apiBase: site.apiBase, colorScheme })
    await exploreMvsep(page)
    const seen: Readonly<Record<string, string>> = { News: 'News number 23', Queue: '49 of 50', Demos: 'Demo song 0', Leaderboard: 'Model 45', 'Quality checker': 'Model 45' }
    for (const [name, words] of Object.entries(seen)) {
      await tab(page, name)
      await expect(page.getByText(words).first()).toBeVisible()
      expect(await violationsOf(page)).toEqual([])
      await shoot(page, `explore-${name.toLowerCase().replace(' ', '-')}-${colorScheme}`)
    }
    await page.getByRole('button', { name: 'Entry 45: Model 45' }).click()
    await expect(page.getByRole('list', { name: 'All metrics' })).toBeVisible()
    expect(await violationsOf(page)).toEqual([])
    await shoot(page, `explore-entry-${colorScheme}`)
  })
}
