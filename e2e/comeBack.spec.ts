import { join } from 'node:path'
import { dropFiles } from './support/drop'
import { hashesUnder } from './support/hashes'
import { countCreates, registerAccount, startMvsepServer } from './support/mvsepServer'
import { writeSong } from './support/songs'
import { openInStudio, signIn, tryOnThisComputer, waitUntilReady } from './support/steps'
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
  const separate = await signIn(first.page, token)
  await dropFiles(first.app, separate.addAudio, [song])
  await separate.chooseAlgorithm('four', /vocals, drums, bass, other/i)
  await separate.separate.click()
  await expect(separate.jobsOf('Counted').first()).toContainText(/waiting|separating|processing/i)
  await first.kill()

  const second = await launch({ apiBase: server.apiBase })
  await waitUntilReady(new SeparatePage(second.page), 'Counted')
  expect(await countCreates(server.apiBase, token)).toBe(1)
  await second.quit()
  await server.stop()
  const stems = await hashesUnder(join(folder, 'server'), /processed/)
  const downloaded = await hashesUnder(folder, /Counted/)
  expect(stems.length).toBe(4)
  for (const hash of stems) expect(downloaded).toContain(hash)
})
