import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dropFiles } from './support/drop'
import { registerAccount, startMvsepServer } from './support/mvsepServer'
import { writeSong } from './support/songs'
import { openInStudio, tryOnThisComputer, waitUntilReady } from './support/steps'
import { expect, test } from './support/unbraid'
import { SeparatePage } from './pages/separatePage'

for (const way of ['quit', 'kill'] as const) {
  test(`a job goes on after ${way === 'quit' ? 'quitting' : 'kill -9'} in the middle`, async ({ folder, launch }) => {
    const song = await writeSong(folder, 'Long song', 'wav16', 20)
    const first = await launch()
    const separate = await tryOnThisComputer(first.page)
    await dropFiles(first.app, separate.addAudio, [song])
    await separate.chooseAlgorithm('four', /vocals, drums, bass, other/i)
    await separate.separate.click()
    await expect(separate.jobsOf('Long song').first()).toContainText(/waiting|separating|processing/i)
    await first[way]()

    const second = await launch()
    const studio = await openInStudio(await waitUntilReady(new SeparatePage(second.page), 'Long song'))
    await expect(studio.stem('Vocals').group).toBeVisible()
  })
}

test('after kill -9 the server has seen each create once and every byte is right', async ({ folder, launch }) => {
  const server = await startMvsepServer(join(folder, 'server'))
  const token = await registerAccount(server.apiBase)
  const song = await writeSong(folder, 'Counted', 'wav16', 20)
  const first = await launch({ apiBase: server.apiBase })
  await first.page.getByRole('button', { name: 'Sign in to MVSEP' }).click()
  await first.page.getByRole('textbox', { name: 'API token' }).fill(token)
  await first.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(first.page.getByText('ann@example.com')).toBeVisible()
  await first.page.getByRole('link', { name: 'Separate' }).click()
  const separate = new SeparatePage(first.page)
  await dropFiles(first.app, separate.addAudio, [song])
  await separate.chooseAlgorithm('four', /vocals, drums, bass, other/i)
  await separate.separate.click()
  await expect(separate.jobsOf('Counted').first()).toContainText(/waiting|separating|processing/i)
  await first.kill()

  const second = await launch({ apiBase: server.apiBase })
  await waitUntilReady(new SeparatePage(second.page), 'Counted')
  const history: unknown = await (await fetch(`${server.apiBase}/app/separation_history?api_token=${token}&start=0&limit=20`)).json()
  expect((history as { data: unknown[] }).data).toHaveLength(1)
  await second.quit()
  await server.stop()
  const stems = await hashesUnder(join(folder, 'server'), /processed/)
  const downloaded = await hashesUnder(folder, /Counted/)
  expect(stems.length).toBe(4)
  for (const hash of stems) expect(downloaded).toContain(hash)
})

/** SHA-256 of every file whose path matches, in any depth. */
async function hashesUnder(folder: string, pattern: RegExp): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const wanted = files.filter((file) => pattern.test(file))
  return Promise.all(wanted.map(async (file) => createHash('sha256').update(await readFile(file)).digest('hex')))
}
