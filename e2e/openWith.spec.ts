import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { shoot } from './support/shots'
import { writeSong } from './support/songs'
import { tryOnThisComputer } from './support/steps'
import { expect, ROOT, test } from './support/unbraid'

const HASH = '20240212161927-413c481b80-10-track.mp3'

/** A second start of the same program, as the system does it for files and addresses. Answers its exit code. */
async function startAgain(app: ElectronApplication, profile: string, words: readonly string[], cwd: string): Promise<number | null> {
  const program = await app.evaluate(({ app: electron }) => electron.getPath('exe'))
  const child = spawn(program, ['--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`, ROOT, ...words], { stdio: 'ignore', cwd })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}
const inputs = (page: Page) => page.getByRole('list', { name: 'Songs to separate' }).getByRole('listitem')

test('a second start brings files, folders and names that look like switches to the window that is there', async ({ folder, profile, launch }) => {
  const song = await writeSong(folder, 'One', 'wav16', 1)
  await mkdir(join(folder, 'Album', 'CD 2'), { recursive: true })
  await copyFile(song, join(folder, 'Album', 'CD 2', 'Two.wav'))
  await copyFile(song, join(folder, '--three.wav'))
  const { app, page } = await launch()
  await tryOnThisComputer(page)
  expect(await startAgain(app, profile, ['One.wav', 'Album', '--', '--three.wav'], folder)).toBe(0)
  await expect(inputs(page)).toHaveCount(3)
  for (const name of ['One.wav', 'Two.wav', '--three.wav']) await expect(inputs(page).filter({ hasText: name })).toHaveCount(1)
  await expect(page.getByText('1 song added')).toBeVisible()
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('an address fills in the form, and nothing is sent, opened or fetched by it', async ({ folder, profile, launch }) => {
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  await expect(separate.algorithms.getByRole('option').first()).toBeVisible()
  const commands = await app.evaluate(() => process.argv.length)
  expect(commands).toBeGreaterThan(0)
  const algorithm = await page.evaluate(async () => {
    const { call } = (globalThis as unknown as { unbraid: { call(name: string, input: unknown): Promise<{ value: { algorithms: { name: string; renderId: number }[] } }> } }).unbraid
    return (await call('catalogue:load', { service: 'local', refresh: false })).value.algorithms.find(({ name }) => name.startsWith('Harmonic'))?.renderId
  })
  const wish = `unbraid://separate?url=${encodeURIComponent('https://example.org/music/Linked song.mp3'.replace(' ', '%20'))}&algorithm=${algorithm}&start=now`
  expect(await startAgain(app, profile, [wish, 'unbraid://x" --gpu-launcher="/bin/false', 'unbraid://enqueue?algorithm=1'], folder)).toBe(0)
  await expect(inputs(page).filter({ hasText: 'Linked song.mp3' })).toHaveCount(1)
  await expect(separate.algorithms.getByRole('option', { selected: true })).toContainText('Harmonic')
  await expect(separate.jobs.getByRole('listitem')).toHaveCount(0)
  await shoot(page, 'deep-link-separate')

  expect(await startAgain(app, profile, ['unbraid://separate?algorithm=999999'], folder)).toBe(0)
  await expect(page.getByText('The link names algorithm 999999, which is not offered here')).toBeVisible()
  await expect(separate.algorithms.getByRole('option', { selected: true })).toContainText('Harmonic')

  expect(await startAgain(app, profile, [`unbraid://open?hash=${HASH}`], folder)).toBe(0)
  await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('textbox').filter({ visible: true }).first()).toBeVisible()
  await expect(page.locator(`input[value="${HASH}"]`)).toBeVisible()
  await shoot(page, 'deep-link-open')
})

test('the first start may have an address, too', async ({ launch }) => {
  const first = await launch()
  await tryOnThisComputer(first.page)
  await first.quit()
  const { page } = await launch({ words: [`unbraid://open?hash=${HASH}`, 'unbraid://open?hash=../../etc'] })
  await expect(page.locator(`input[value="${HASH}"]`)).toBeVisible()
})
