import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test'
import { basename } from 'node:path'
import { SeparatePage } from '../pages/separatePage'
import { StudioPage } from '../pages/studioPage'
import { answerOpenDialog } from './dialogs'

/** Separating half a minute takes some seconds here; a busy machine may need many more. */
export const SEPARATION_TIMEOUT_MS = 60_000

/** Takes the second door of the welcome. */
export async function tryOnThisComputer(page: Page): Promise<SeparatePage> {
  await page.getByRole('button', { name: 'Try it on this computer' }).click()
  const separate = new SeparatePage(page)
  await expect(separate.addFiles).toBeVisible()
  return separate
}

/** Takes the first door with a token of Ann's and goes to the Separate page. */
export async function signIn(page: Page, token: string): Promise<SeparatePage> {
  await page.getByRole('button', { name: 'Sign in to MVSEP' }).click()
  await page.getByRole('textbox', { name: 'API token' }).fill(token)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('ann@example.com')).toBeVisible()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Separate' }).click()
  const separate = new SeparatePage(page)
  await expect(separate.algorithms).toBeVisible()
  return separate
}

/** Chooses the library folder under Settings and comes back to the Separate page. */
export async function chooseLibraryFolder(app: ElectronApplication, page: Page, folder: string): Promise<void> {
  await answerOpenDialog(app, [folder])
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Choose…' }).click()
  await expect(page.getByText(basename(folder))).toBeVisible()
  await page.getByRole('link', { name: 'Separate' }).click()
}

/** Waits until every job row of this input offers the Studio. */
export async function waitUntilReady(separate: SeparatePage, inputName: string): Promise<Locator> {
  const row = separate.jobsOf(inputName).first()
  await expect(row.getByRole('button', { name: 'Open in Studio' })).toBeVisible({ timeout: SEPARATION_TIMEOUT_MS })
  return row
}

/** Opens a ready job and waits until it can be played. */
export async function openInStudio(row: Locator): Promise<StudioPage> {
  await row.getByRole('button', { name: 'Open in Studio' }).click()
  const studio = new StudioPage(row.page())
  await expect(studio.play).toBeEnabled()
  return studio
}
