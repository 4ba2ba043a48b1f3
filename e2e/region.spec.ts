import { shoot } from './support/shots'
import { tryOnThisComputer } from './support/steps'
import { expect, test } from './support/unbraid'

test('another MVSEP server is chosen in the settings and kept over a restart', async ({ launch }) => {
  const first = await launch({ apiBase: 'http://127.0.0.1:9/api' })
  await tryOnThisComputer(first.page)
  await first.page.getByRole('link', { name: 'Settings' }).click()
  const server = first.page.getByRole('combobox', { name: 'MVSEP server' })
  await expect(server).toContainText('Automatic (mvsep.com)')
  await server.click()
  await first.page.getByRole('option', { name: 'Singapore (sg.mvsep.com)' }).click()
  await expect(server).toContainText('Singapore')
  await expect(first.page.getByText('Jobs that exist stay at the server that took them.')).toBeVisible()
  await shoot(first.page, 'settings-region-dark')
  await first.quit()

  const second = await launch({ apiBase: 'http://127.0.0.1:9/api' })
  await second.page.getByRole('link', { name: 'Settings' }).click()
  await expect(second.page.getByRole('combobox', { name: 'MVSEP server' })).toContainText('Singapore')
})
