import Database from 'libsql'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { answerOpenDialog } from './support/dialogs'
import { unwritableFolder } from './support/disk'
import { dropFiles } from './support/drop'
import { expectTooMuchIn, onFullDisk, separateTooMuch } from './support/fullDisk'
import { registerAccount, startMvsepServer } from './support/mvsepServer'
import { startRelay } from './support/relay'
import { shoot } from './support/shots'
import { writeSong } from './support/songs'
import { chooseLibraryFolder, SEPARATION_TIMEOUT_MS, signIn, tryOnThisComputer, waitUntilReady } from './support/steps'
import { expect, test } from './support/unbraid'
import { SeparatePage } from './pages/separatePage'

const HOUR_MS = 3_600_000
/** Room is looked for each 5 s at first. */
const ROOM_TIMEOUT_MS = 40_000

test('a full disk holds the job, which goes on by itself once there is room', async ({ folder, launch }) => {
  await onFullDisk(folder, async (disk) => {
    const unbraid = await launch()
    const { page } = unbraid
    const row = await separateTooMuch(disk, unbraid, await tryOnThisComputer(page), folder)
    await row.scrollIntoViewIfNeeded()
    await shoot(page, 'results-disk-full-dark')
    await disk.free()
    await expect(row.getByRole('button', { name: 'Open in Studio' })).toBeVisible({ timeout: ROOM_TIMEOUT_MS })
    await expectTooMuchIn(disk.folder)
  })
})

test('a folder that takes nothing is named, and the job goes on in another one chosen from its row', async ({ folder, launch }) => {
  const rights = await unwritableFolder(join(folder, 'Band archive'))
  try {
    const { app, page } = await launch()
    const separate = await tryOnThisComputer(page)
    await chooseLibraryFolder(app, page, join(folder, 'Band archive'))
    await rights.makeUnwritable()
    await dropFiles(app, separate.addAudio, [await writeSong(folder, 'No entry', 'wav16', 2)])
    await separate.chooseAlgorithm('harmonic', /harmonic/i)
    await separate.separate.click()
    const row = separate.jobsOf('No entry').first()
    await expect(row).toContainText('cannot write to “Band archive”', { timeout: SEPARATION_TIMEOUT_MS })
    const another = join(folder, 'Another')
    await mkdir(another)
    await answerOpenDialog(app, [another])
    await row.getByRole('button', { name: 'Choose another folder…' }).click()
    await waitUntilReady(separate, 'No entry')
    expect(await readdir(another)).toHaveLength(1)
  } finally {
    rights.remove()
  }
})

test('what MVSEP keeps 72 hours is counted down and fetched all at once before it goes', async ({ folder, profile, launch }) => {
  const server = await startMvsepServer(join(folder, 'server'))
  await onFullDisk(folder, async (disk) => {
    const token = await registerAccount(server.apiBase)
    const first = await launch({ apiBase: server.apiBase })
    const row = await separateTooMuch(disk, first, await signIn(first.page, token), folder)
    await expect(row).toContainText(/On the server for [23] days more/)
    await first.quit()

    sentEarlier(join(profile, 'jobs.db'), 67.5 * HOUR_MS)
    const second = await launch({ apiBase: server.apiBase })
    const again = new SeparatePage(second.page)
    const held = again.jobsOf('Too much').first()
    await expect(held).toContainText('Only 4 hours left on the server')
    await expect(second.page.getByText('One job has stems at MVSEP that are not here yet')).toBeVisible()
    await shoot(second.page, 'results-expiring-dark')
    await disk.free()
    await second.page.getByRole('button', { name: 'Download all before they go' }).click()
    await waitUntilReady(again, 'Too much')
    await expect(second.page.getByText(/has stems at MVSEP that are not here/)).toBeHidden()
    await second.quit()
  }).finally(() => server.stop())
})

test('MVSEP’s copies are deleted once, after a question and after every stem is here', async ({ folder, launch }) => {
  const server = await startMvsepServer(join(folder, 'server'))
  const relay = await startRelay(server.apiBase)
  const token = await registerAccount(server.apiBase)
  const { app, page } = await launch({ apiBase: relay.apiBase })
  const separate = await signIn(page, token)
  await dropFiles(app, separate.addAudio, [await writeSong(folder, 'Private', 'wav16', 2)])
  await separate.chooseAlgorithm('four', /vocals, drums, bass, other/i)
  await separate.separate.click()
  await waitUntilReady(separate, 'Private')
  const deletes = (): number => relay.seen.filter(({ path }) => path.endsWith('/separation/delete')).length

  await page.getByRole('link', { name: 'Library' }).click()
  const record = page.getByRole('list', { name: 'Finished jobs' }).getByRole('listitem', { name: 'Private.wav' })
  await expect(record).toContainText(/On the server for [23] days more/)
  await record.getByRole('button', { name: 'Delete from MVSEP' }).click()
  const question = page.getByRole('dialog', { name: /Delete “Private.wav” from MVSEP/ })
  await shoot(page, 'results-delete-dark')
  await question.getByRole('button', { name: 'Keep' }).last().click()
  expect(deletes()).toBe(0)
  await record.getByRole('button', { name: 'Delete from MVSEP' }).click()
  await question.getByRole('button', { name: 'Delete there' }).click()
  await expect(record).toContainText('Deleted from MVSEP')
  await shoot(page, 'results-deleted-dark')

  expect(deletes()).toBe(1)
  const whenDeleted = relay.seen.findIndex(({ path }) => path.endsWith('/separation/delete'))
  const fetches = relay.seen.flatMap(({ path }, at) => (path.startsWith('/storage/') ? [at] : []))
  expect(fetches).toHaveLength(4)
  expect(Math.max(...fetches)).toBeLessThan(whenDeleted)
  await relay.close()
  await server.stop()
})

test('with the setting on, MVSEP’s copies go by themselves after the last stem', async ({ folder, launch }) => {
  const server = await startMvsepServer(join(folder, 'server'))
  const relay = await startRelay(server.apiBase)
  const token = await registerAccount(server.apiBase)
  const { app, page } = await launch({ apiBase: relay.apiBase })
  const separate = await signIn(page, token)
  await page.getByRole('link', { name: 'Settings' }).click()
  const setting = page.getByRole('checkbox', { name: 'Delete from MVSEP after download' })
  await expect(setting).not.toBeChecked()
  await setting.click({ force: true })
  await expect(setting).toBeChecked()
  await page.getByRole('link', { name: 'Separate' }).click()
  await dropFiles(app, separate.addAudio, [await writeSong(folder, 'Private', 'wav16', 2)])
  await separate.chooseAlgorithm('four', /vocals, drums, bass, other/i)
  await separate.separate.click()
  await waitUntilReady(separate, 'Private')
  await page.getByRole('link', { name: 'Library' }).click()
  await expect(page.getByRole('listitem', { name: 'Private.wav' })).toContainText('Deleted from MVSEP')
  expect(relay.seen.filter(({ path }) => path.endsWith('/separation/delete'))).toHaveLength(1)
  await relay.close()
  await server.stop()
})

/** Makes every job of a profile look as if the service had taken it in this much earlier. */
function sentEarlier(path: string, byMs: number): void {
  const database = new Database(path)
  database.prepare(`update jobs set job = json_set(job, '$.remote.acceptedAtMs', json_extract(job, '$.remote.acceptedAtMs') - ?)`).run(byMs)
  database.close()
}
