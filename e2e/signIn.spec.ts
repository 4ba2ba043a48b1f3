import { join } from 'node:path'
import { dropFiles } from './support/drop'
import { registerAccount, startMvsepServer } from './support/mvsepServer'
import { shoot } from './support/shots'
import { writeSong } from './support/songs'
import { openInStudio, waitUntilReady } from './support/steps'
import { expect, test } from './support/unbraid'
import { SeparatePage } from './pages/separatePage'

test('sign in with a token, kept in the keychain over a restart, removed by signing out', async ({ folder, launch }) => {
  const server = await startMvsepServer(join(folder, 'server'))
  const token = await registerAccount(server.apiBase)
  const first = await launch({ apiBase: server.apiBase })
  await first.page.getByRole('button', { name: 'Sign in to MVSEP' }).click()
  await shoot(first.page, 'account-dark')

  await first.page.getByRole('textbox', { name: 'API token' }).fill('x'.repeat(30))
  await first.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(first.page.getByText(/token was not accepted/i)).toBeVisible()

  await first.page.getByRole('textbox', { name: 'API token' }).fill(token)
  await first.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(first.page.getByText('ann@example.com')).toBeVisible()
  await shoot(first.page, 'account-signed-in-dark')

  await first.page.getByRole('link', { name: 'Separate' }).click()
  const separate = new SeparatePage(first.page)
  const song = await writeSong(folder, 'Signed in', 'flac16', 5)
  await dropFiles(first.app, separate.addAudio, [song])
  await separate.chooseAlgorithm('harmonic', /harmonic/i)
  await separate.separate.click()
  await openInStudio(await waitUntilReady(separate, 'Signed in'))
  await first.quit()

  const second = await launch({ apiBase: server.apiBase })
  await second.page.getByRole('link', { name: 'Account' }).click()
  await expect(second.page.getByText('ann@example.com')).toBeVisible()
  await second.page.getByRole('button', { name: 'Sign out' }).click()
  await expect(second.page.getByRole('textbox', { name: 'API token' })).toBeVisible()
  await second.quit()

  const third = await launch({ apiBase: server.apiBase })
  await third.page.getByRole('link', { name: 'Account' }).click()
  await expect(third.page.getByRole('textbox', { name: 'API token' })).toBeVisible()
  await server.stop()
})

test('an unreachable server keeps nothing and says what to do', async ({ launch }) => {
  const { page } = await launch({ apiBase: 'http://127.0.0.1:9/api' })
  await page.getByRole('button', { name: 'Sign in to MVSEP' }).click()
  await page.getByRole('textbox', { name: 'API token' }).fill('a'.repeat(30))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText(/could not be reached/i)).toBeVisible()
})
