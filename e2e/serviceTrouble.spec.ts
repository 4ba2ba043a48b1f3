import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { dropFiles } from './support/drop'
import { countCreates, registerAccount, startMvsepServer } from './support/mvsepServer'
import { hangUpOn } from './support/relay'
import { shoot } from './support/shots'
import { writeSong } from './support/songs'
import { openInStudio, signIn, tryOnThisComputer, waitUntilReady } from './support/steps'
import { expect, test } from './support/unbraid'

test('a server that dies during processing and comes back: the job goes on by itself', async ({ folder, launch }) => {
  const server = await startMvsepServer(join(folder, 'server'))
  const token = await registerAccount(server.apiBase)
  const { app, page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, token)
  await dropFiles(app, separate.addAudio, [await writeSong(folder, 'Long way', 'wav16', 20)])
  await separate.chooseAlgorithm('four', /vocals, drums, bass, other/i)
  await separate.separate.click()
  const row = separate.jobsOf('Long way').first()
  await expect(row).toContainText('Separating')
  await server.kill()
  const nobody = await hangUpOn(server.apiBase)
  await nobody.called
  await expect(row.getByRole('button', { name: 'Cancel' })).toBeVisible()
  await nobody.close()

  const again = await startMvsepServer(join(folder, 'server'), Number(new URL(server.apiBase).port))
  await waitUntilReady(separate, 'Long way')
  expect(await countCreates(again.apiBase, token)).toBe(1)
  await again.stop()
})

test('cancelling tells whether the service took the job back, and what that means for credits', async ({ folder, launch }) => {
  const server = await startMvsepServer(join(folder, 'server'))
  const token = await registerAccount(server.apiBase)
  const { app, page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, token)
  await dropFiles(app, separate.addAudio, [await writeSong(folder, 'Changed my mind', 'wav16', 20)])
  await separate.chooseAlgorithm('four', /vocals, drums, bass, other/i)
  await separate.separate.click()
  const row = separate.jobsOf('Changed my mind').first()
  await expect(row).toContainText('Separating')
  await row.getByRole('button', { name: 'Cancel' }).click()
  await expect(row).toContainText('Cancelled')
  const messages = page.getByRole('region', { name: 'Messages' })
  await expect(messages).toContainText('“Changed my mind.wav” is cancelled at MVSEP')
  await expect(messages).toContainText('It had already begun')
  await shoot(page, 'trouble-cancelled-dark')
  await server.stop()
})

test('the service on this computer, killed while it separates, comes back and finishes', async ({ folder, launch }) => {
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  await dropFiles(app, separate.addAudio, [await writeSong(folder, 'Struck', 'wav16', 20)])
  await separate.chooseAlgorithm('four', /vocals, drums, bass, other/i)
  await separate.separate.click()
  await expect(separate.jobsOf('Struck').first()).toContainText('Separating')
  const pid = await localServicePid(app)
  process.kill(pid, 'SIGKILL')
  await openInStudio(await waitUntilReady(separate, 'Struck'))
  expect(await localServicePid(app)).not.toBe(pid)
})

async function localServicePid(app: ElectronApplication): Promise<number> {
  const pid = await app.evaluate((electron) => electron.app.getAppMetrics().find(({ name }) => name === 'Unbraid local service')?.pid)
  if (pid === undefined) throw new Error('the local service does not run')
  return pid
}

test('A7-62: without a keychain signing in works, for this session only, and both are said', async ({ folder, launch }) => {
  const server = await startMvsepServer(join(folder, 'server'))
  const token = await registerAccount(server.apiBase)
  const withoutKeychain = { apiBase: server.apiBase, env: { DBUS_SESSION_BUS_ADDRESS: 'disabled:' } }
  const first = await launch(withoutKeychain)
  await first.page.getByRole('button', { name: 'Sign in to MVSEP' }).click()
  await expect(first.page.getByText('No keychain answered on this system.')).toBeVisible()
  await expect(first.page.getByText(/kept only until you quit/)).toBeVisible()
  await shoot(first.page, 'trouble-no-keychain-dark')
  await first.page.getByRole('textbox', { name: 'API token' }).fill(token)
  await first.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(first.page.getByText('ann@example.com')).toBeVisible()
  await expect(first.page.getByText('Kept until you quit')).toBeVisible()
  await first.quit()

  const second = await launch(withoutKeychain)
  await expect(second.page.getByRole('region', { name: 'Messages' })).toContainText('sign in again each time')
  await second.page.getByRole('link', { name: 'Account' }).click()
  await expect(second.page.getByRole('textbox', { name: 'API token' })).toBeVisible()
  await server.stop()
})
