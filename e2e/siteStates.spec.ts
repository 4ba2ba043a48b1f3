import type { Page } from '@playwright/test'
import { violationsOf } from './support/axe'
import { testBehindRelay } from './support/relayTest'
import { shootInSizes } from './support/shots'
import { startSiteServer } from './support/siteServer'
import { expect } from './support/unbraid'

const test = testBehindRelay(startSiteServer)

interface Part {
  readonly name: string
  readonly path: string
  readonly full: string
  readonly empty: string
}
const PARTS: readonly Part[] = [
  { name: 'News', path: '/app/news', full: 'News number 23', empty: 'No news in this language right now.' },
  { name: 'Queue', path: '/app/queue', full: '49 of 50', empty: 'Nobody is waiting.' },
  { name: 'Demos', path: '/app/demo', full: 'Demo song 0', empty: 'No demo was published for this.' },
  { name: 'Leaderboard', path: '/quality_checker/leaderboard', full: 'Model 45', empty: 'No entry for this dataset yet.' },
  { name: 'Quality checker', path: '/quality_checker/queue', full: 'Model 45', empty: 'Nobody has sent anything yet.' }
]
const open = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name }).click()
const explore = (page: Page): Promise<void> => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Explore' }).click()

for (const colorScheme of ['dark', 'light'] as const) {
  const label = (part: Part, state: string): string => `site-${part.name.toLowerCase().replace(' ', '-')}-${state}-${colorScheme}`

  test(`every list says that it is being loaded, then what there is, and offline from when that is (${colorScheme})`, async ({ launch, relay, server }) => {
    const releases = PARTS.map(({ path }) => {
      let release = (): void => undefined
      relay.holds.set(path, new Promise((done) => (release = done)))
      return release
    })
    const first = await launch({ apiBase: relay.apiBase, colorScheme })
    await first.page.getByRole('button', { name: 'Sign in to MVSEP' }).click()
    await explore(first.page)
    for (const [index, part] of PARTS.entries()) {
      await open(first.page, part.name)
      await expect(first.page.getByRole('tabpanel').getByText('Asking the service…').first()).toBeVisible()
      if (index === 3) await shootInSizes(first.app, first.page, label(part, 'loading'))
      releases[index]?.()
      await expect(first.page.getByText(part.full).first()).toBeVisible()
      await shootInSizes(first.app, first.page, label(part, 'full'))
    }
    await first.quit()

    server.setBroken(true)
    const second = await launch({ apiBase: relay.apiBase, colorScheme })
    await explore(second.page)
    for (const part of PARTS) {
      await open(second.page, part.name)
      await expect(second.page.getByText(part.full).first()).toBeVisible()
      await expect(second.page.getByRole('note').filter({ hasText: 'This is from' })).toBeVisible()
      expect(await violationsOf(second.page)).toEqual([])
      await shootInSizes(second.app, second.page, label(part, 'offline'))
    }
  })

  test(`every list says what went wrong and asks again at a press, and what it means that nothing is there (${colorScheme})`, async ({ launch, relay, server }) => {
    server.setBroken(true)
    const { app, page } = await launch({ apiBase: relay.apiBase, colorScheme })
    await page.getByRole('button', { name: 'Sign in to MVSEP' }).click()
    await explore(page)
    server.setEmpty(true)
    for (const part of PARTS) {
      server.setBroken(true)
      await open(page, part.name)
      await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
      expect(await violationsOf(page)).toEqual([])
      await shootInSizes(app, page, label(part, 'failed'))
      server.setBroken(false)
      await page.getByRole('button', { name: 'Try again' }).click()
      await expect(page.getByText(part.empty).first()).toBeVisible()
      expect(await violationsOf(page)).toEqual([])
      await shootInSizes(app, page, label(part, 'empty'))
    }
  })
}
