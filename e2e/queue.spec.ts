import type { Locator, Page } from '@playwright/test'
import { join } from 'node:path'
import { violationsOf } from './support/axe'
import { dropFiles } from './support/drop'
import { countCreates, postForm, registerAccount, startMvsepServer } from './support/mvsepServer'
import { shoot } from './support/shots'
import { writeSong } from './support/songs'
import { signIn, waitUntilReady } from './support/steps'
import { expect, test } from './support/unbraid'

/** With the pointer and the focus away from buttons: their hints stand outside of every landmark while they show. */
const violationsAtRest = async (page: Page): Promise<unknown[]> => {
  await page.mouse.move(1, 1)
  await page.getByRole('list', { name: 'Jobs' }).getByRole('checkbox').first().focus()
  await expect(page.getByRole('tooltip')).toHaveCount(0)
  return violationsOf(page)
}
/** The songs of the jobs list, in its order. */
const order = (jobs: Locator): Promise<string[]> => jobs.locator('.job__name').allInnerTexts()

test('five songs: put in another order, paused, resumed, cancelled, removed and brought back, run again', async ({ folder, launch }) => {
  test.setTimeout(180_000)
  const server = await startMvsepServer(join(folder, 'server'))
  const token = await registerAccount(server.apiBase)
  await postForm(`${server.apiBase}/app/disable_premium`, { api_token: token })
  const { app, page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, token)
  const { jobs } = separate
  const tools = page.getByRole('toolbar', { name: 'Selected jobs' })
  const messages = page.getByRole('region', { name: 'Messages' })
  const box = (name: string): Locator => jobs.getByRole('checkbox', { name: `Select ${name}.wav` })
  const choose = async (name: string, action: string): Promise<void> => {
    await jobs.getByRole('button', { name: `More about ${name}.wav` }).click()
    await page.getByRole('menuitem', { name: action }).click()
  }

  const names = ['Alpha', 'Bravo', 'Carla', 'Delta', 'Emma']
  const songs = await Promise.all(names.map((name) => writeSong(folder, name, 'wav16', name === 'Alpha' ? 20 : 4)))
  await dropFiles(app, separate.addAudio, songs)
  await separate.chooseAlgorithm('four', /vocals, drums, bass, other/i)
  await separate.separate.click()
  await expect(separate.jobsOf('Bravo')).toContainText('one at a time without premium')
  await expect(separate.jobsOf('Alpha')).toContainText('Separating')

  // All of them held: what is at the service goes on there, the others are not sent.
  await box('Alpha').focus()
  await page.keyboard.press('Control+a')
  await expect(tools).toContainText('5 selected')
  await tools.getByRole('button', { name: 'Pause' }).click()
  await expect(separate.jobsOf('Alpha')).toContainText('paused here')
  await expect(separate.jobsOf('Emma')).toContainText('Paused: not sent yet')
  await expect(tools.getByRole('button', { name: 'Resume' })).toBeVisible()
  await shoot(page, 'queue-selected-dark')
  expect(await violationsAtRest(page)).toEqual([])
  await tools.getByRole('button', { name: 'Clear selection' }).click()

  // The one at the service is let go, and taken up again without paying.
  await choose('Alpha', 'Stop following: it goes on at the service')
  await expect(separate.jobsOf('Alpha')).toContainText('Cancelled here')
  await separate.jobsOf('Alpha').getByRole('button', { name: 'Retry' }).click()
  await waitUntilReady(separate, 'Alpha')
  await expect.poll(() => order(jobs)).toEqual(['Bravo.wav', 'Carla.wav', 'Delta.wav', 'Emma.wav', 'Alpha.wav'])

  // By keyboard: the last one to the front of the queue.
  await box('Emma').focus()
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => order(jobs)).toEqual(['Emma.wav', 'Bravo.wav', 'Carla.wav', 'Delta.wav', 'Alpha.wav'])
  await expect(box('Emma')).toBeFocused()
  // By mouse: the third behind the fourth.
  await separate.jobsOf('Carla').locator('.job__name').dragTo(separate.jobsOf('Delta').locator('.job__phase'))
  await expect.poll(() => order(jobs)).toEqual(['Emma.wav', 'Bravo.wav', 'Delta.wav', 'Carla.wav', 'Alpha.wav'])

  // Two resumed at once: they are sent in the new order.
  await box('Emma').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(tools).toContainText('2 selected')
  await tools.getByRole('button', { name: 'Resume' }).click()
  await waitUntilReady(separate, 'Emma')
  await waitUntilReady(separate, 'Bravo')
  await tools.getByRole('button', { name: 'Clear selection' }).click()

  // Two cancelled at once.
  await box('Delta').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await tools.getByRole('button', { name: 'Cancel' }).click()
  await expect(separate.jobsOf('Delta')).toContainText('Cancelled')
  await expect(separate.jobsOf('Carla')).toContainText('Cancelled')

  // Both removed by key, brought back from the message.
  const before = await order(jobs)
  await box('Delta').focus()
  await page.keyboard.press('Delete')
  await expect(jobs.getByRole('listitem')).toHaveCount(3)
  await expect(messages).toContainText('2 jobs are off the list')
  await shoot(page, 'queue-undo-dark')
  expect(await violationsAtRest(page)).toEqual([])
  await messages.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => order(jobs)).toEqual(before)

  expect(await countCreates(server.apiBase, token)).toBe(3)

  // Its song again, for another model.
  await choose('Bravo', 'Run again with another model')
  await expect(separate.addAudio).toContainText('Bravo.wav')
  await separate.chooseAlgorithm('centre', /vocals, instrumental/i)
  await separate.separate.click()
  await expect(separate.jobsOf('Bravo').filter({ hasText: 'ready' })).toHaveCount(2, { timeout: 60_000 })
  expect(await countCreates(server.apiBase, token)).toBe(4)
  await shoot(page, 'queue-done-dark')
  await server.stop()
})

test('a removal is undone from the keyboard alone, and is final after the next start', async ({ folder, launch }) => {
  const first = await launch()
  await first.page.getByRole('button', { name: 'Try it on this computer' }).click()
  const names = ['Ann', 'Ben']
  const jobs = first.page.getByRole('list', { name: 'Jobs' })
  await dropFiles(first.app, first.page.getByRole('region', { name: 'Add audio' }), await Promise.all(names.map((name) => writeSong(folder, name, 'wav16', 2))))
  await first.page.getByRole('button', { name: 'Separate', exact: true }).click()
  await expect(jobs.getByRole('button', { name: 'Open in Studio' })).toHaveCount(2, { timeout: 60_000 })
  await jobs.getByRole('checkbox').first().focus()
  await first.page.keyboard.press('Control+a')
  await first.page.keyboard.press('Delete')
  await expect(first.page.getByRole('region', { name: 'Jobs' })).toContainText('No jobs yet')
  const undo = first.page.getByRole('button', { name: 'Undo' })
  for (let step = 0; step < 60 && !(await undo.evaluate((button) => button === document.activeElement)); step += 1) await first.page.keyboard.press('Tab')
  await first.page.keyboard.press('Enter')
  await expect(jobs.getByRole('listitem')).toHaveCount(2)
  await jobs.getByRole('checkbox').first().focus()
  await first.page.keyboard.press('Delete')
  await expect(jobs.getByRole('listitem')).toHaveCount(1)
  await first.quit()
  const again = await launch()
  await expect(again.page.getByRole('list', { name: 'Jobs' }).getByRole('listitem')).toHaveCount(1)
})
