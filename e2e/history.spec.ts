import { violationsOf } from './support/axe'
import { startHistoryServer, GONE_FROM, HISTORY_ROWS, SLOW, type HistoryServer } from './support/historyServer'
import { hashesUnder } from './support/hashes'
import { shoot } from './support/shots'
import { signIn } from './support/steps'
import { expect, test, type Unbraid } from './support/unbraid'
import { LibraryPage } from './pages/libraryPage'

let server: HistoryServer
test.beforeEach(async () => { server = await startHistoryServer() })
test.afterEach(async () => {
  expect(server.creates).toBe(0)
  await server.stop()
})

async function openLibrary({ page }: Unbraid): Promise<LibraryPage> {
  await signIn(page, server.token)
  const library = new LibraryPage(page)
  await library.link.click()
  await expect(library.rows).toHaveCount(20)
  return library
}

for (const colorScheme of ['dark', 'light'] as const) {
  test(`the account’s 45 jobs in pages of 20, filtered and searched (${colorScheme})`, async ({ launch }) => {
    const unbraid = await launch({ apiBase: server.apiBase, colorScheme })
    const library = await openLibrary(unbraid)
    await expect(library.row('old song 1.wav')).toContainText('Only at MVSEP')
    await expect(library.row('old song 2.wav')).toContainText('2 credits used')
    await expect(library.row('old song 3.wav')).toContainText(/[23] hours left at MVSEP/)
    expect(await violationsOf(unbraid.page)).toEqual([])
    await shoot(unbraid.page, `history-${colorScheme}`)
    await library.loadMore.click()
    await expect(library.rows).toHaveCount(40)
    await library.loadMore.click()
    await expect(library.rows).toHaveCount(HISTORY_ROWS)
    await expect(library.loadMore).toBeHidden()

    await library.search.fill('demucs4 song 9')
    await expect(library.rows).toHaveCount(2)
    await library.search.fill('')
    await library.show('Expiring')
    await expect(library.row('old song 3.wav')).toBeVisible()
    await expect(library.row('old song 1.wav')).toBeHidden()
    await library.show('Here')
    await expect(unbraid.page.getByText('No stems on this computer yet.')).toBeVisible()
    await library.show('All')
    const gone = library.row(`old song ${GONE_FROM}.wav`)
    await expect(gone).toContainText('Expired')
    await expect(gone.getByRole('button', { name: 'Download' })).toBeHidden()
    await gone.scrollIntoViewIfNeeded()
    await shoot(unbraid.page, `history-expired-${colorScheme}`)
  })
}

test('a job that is only at MVSEP is downloaded, another opens in the Studio, a third is deleted there', async ({ launch }) => {
  const unbraid = await launch({ apiBase: server.apiBase })
  const library = await openLibrary(unbraid)
  await library.row('old song 5.wav').getByRole('button', { name: 'Download' }).click()
  await expect(library.row('old song 5.wav')).toContainText('Here')
  await expect(library.row('old song 5.wav').getByRole('button', { name: 'Show in folder' })).toBeVisible()
  await library.row('old song 7.wav').getByRole('button', { name: 'Delete from MVSEP' }).click()
  await unbraid.page.getByRole('button', { name: 'Delete there' }).click()
  await expect(library.row('old song 7.wav')).toContainText('Expired')
  expect(server.deleted).toEqual([server.hash(7)])
  await shoot(unbraid.page, 'history-adopted-dark')
  await library.row('old song 4.wav').getByRole('button', { name: 'Open in Studio' }).click()
  await expect(unbraid.page.getByRole('region', { name: 'Studio' }).getByRole('button', { name: 'Play' })).toBeEnabled()
})

test('a result opens by its link without an account, once, also after another start; other links do not', async ({ launch }) => {
  const first = await launch({ apiBase: server.apiBase })
  await first.page.getByRole('button', { name: 'Sign in to MVSEP' }).click()
  const library = new LibraryPage(first.page)
  await library.link.click()
  for (const bad of ['https://mvsep.com/', 'Song.mp3']) {
    await library.linkField.fill(bad)
    await library.openLink.click()
    await expect(first.page.getByText('This is no link to a result of MVSEP, and no hash.')).toBeVisible()
  }
  await library.linkField.fill(`https://evil.example/result?hash=${server.hash(8)}`)
  await library.openLink.click()
  await expect(first.page.getByText('This address is not MVSEP’s, so it was not opened.')).toBeVisible()
  expect(await violationsOf(first.page)).toEqual([])
  await shoot(first.page, 'history-bad-link-dark')
  await library.linkField.fill(`${server.apiBase}/separation/get?hash=${server.hash(8)}`)
  await library.openLink.click()
  await expect(first.page.getByRole('region', { name: 'Studio' }).getByRole('button', { name: 'Play' })).toBeEnabled()
  await first.quit()

  const second = await launch({ apiBase: server.apiBase })
  const again = new LibraryPage(second.page)
  await again.link.click()
  await expect(again.rows).toHaveCount(1)
  await second.page.getByRole('heading', { level: 1, name: 'Library' }).evaluate((heading, text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    heading.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, server.hash(8))
  await expect(second.page.getByRole('region', { name: 'Studio' })).toBeVisible()
  await again.link.click()
  await expect(again.rows).toHaveCount(1)
  await again.linkField.fill(server.hash(GONE_FROM))
  await again.openLink.click()
  await expect(again.row(`old song ${GONE_FROM}.wav`)).toContainText('The service no longer knows this job.', { timeout: 30_000 })
})

test('kill -9 in the middle of a download from the history: it goes on, once, and every byte is right', async ({ folder, launch }) => {
  const first = await launch({ apiBase: server.apiBase })
  const library = await openLibrary(first)
  await library.row(`old song ${SLOW}.wav`).getByRole('button', { name: 'Download' }).click()
  await expect.poll(() => server.slowServed[0] ?? 0).toBeGreaterThan(300_000)
  await first.kill()

  const second = await launch({ apiBase: server.apiBase })
  const again = new LibraryPage(second.page)
  await again.link.click()
  const row = again.row(`old song ${SLOW}.wav`)
  await expect(row).toHaveCount(1)
  await expect(row).toContainText('Here', { timeout: 30_000 })
  expect(server.slowServed).toHaveLength(2)
  expect(await hashesUnder(folder, /old song 2 \(Vocals\)\.wav$/)).toEqual([server.slowSha256])
})

test('away from the service the list is the kept one, with its age and the reason', async ({ launch }) => {
  const first = await launch({ apiBase: server.apiBase })
  await openLibrary(first)
  await first.quit()
  await server.stop()
  const second = await launch({ apiBase: server.apiBase })
  const library = new LibraryPage(second.page)
  await library.link.click()
  await expect(library.rows).toHaveCount(20)
  await expect(second.page.getByText(/The service could not be reached\. The jobs at MVSEP are from/)).toBeVisible()
  await shoot(second.page, 'history-offline-dark')
})
