import type { Page } from '@playwright/test'
import { LinksDialog } from './pages/linksDialog'
import { violationsOf } from './support/axe'
import { expect, test } from './support/catalogueTest'
import { shoot } from './support/shots'
import { startSongHost, type SongHost } from './support/songHost'
import { writeSong } from './support/songs'
import { SEPARATION_TIMEOUT_MS, signIn, tryOnThisComputer, waitUntilReady } from './support/steps'

let host: SongHost
test.beforeEach(async ({ folder }) => { host = await startSongHost(await writeSong(folder, 'Blue song', 'wav16', 6)) })
test.afterEach(() => host.stop())

const pasteAnywhere = (page: Page, text: string): Promise<void> => page.getByRole('heading', { level: 1 }).evaluate((heading, words) => {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', words)
  heading.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
}, text)

for (const colorScheme of ['dark', 'light'] as const) {
  test(`links among words are recognised, corrected, fetched and separated (${colorScheme})`, async ({ launch }) => {
    const { page } = await launch({ colorScheme })
    const separate = await tryOnThisComputer(page)
    const links = new LinksDialog(page)
    await links.open()
    await expect(links.field).toBeFocused()
    await links.field.fill(`Try ${host.url}/Blue%20song.wav and this one (${host.url}/get?song=7),\nhttps://mega.nz/file/AbCd#k3y, javascript:alert(1) or https://ann:secret@example.com/a.mp3.`)
    await expect(links.found).toHaveCount(3)
    await expect(links.found.nth(0)).toContainText('Blue song.wav')
    await expect(links.found.nth(2)).toContainText('the service on this computer takes direct links alone')
    await expect(links.refused).toHaveText([/Only addresses that begin with http or https/, /It holds a name or a password/])
    await expect(links.refused.nth(1)).not.toContainText('secret')
    expect(await violationsOf(page)).toEqual([])
    await shoot(page, `links-dialog-${colorScheme}`)
    await links.add(3)
    await expect(links.dialog).toBeHidden()
    await expect(links.inputs).toHaveCount(3)

    await separate.chooseAlgorithm('harmonic', /harmonic/i)
    await expect(separate.beforeYouStart.getByRole('list', { name: 'Limits' })).toContainText('“mega.nz” is a shared link')
    await expect(separate.separate).toBeDisabled()
    expect(await violationsOf(page)).toEqual([])
    await shoot(page, `links-rows-${colorScheme}`)
    await links.choose(links.inputs.nth(2), 'Direct link')
    await expect(separate.separate).toBeEnabled()
    await links.choose(links.inputs.nth(2), 'Google Drive')
    await expect(separate.separate).toBeDisabled()
    await page.getByRole('button', { name: 'Remove mega.nz' }).click()

    await separate.separate.click()
    await waitUntilReady(separate, 'Blue song.wav')
    // The title is the one the song's server gave it.
    await waitUntilReady(separate, 'named by its header.wav')
    await shoot(page, `links-ready-${colorScheme}`)
  })
}

test('a link is told to be fetched, and one without sound fails with what to do about it; its link comes back', async ({ launch }) => {
  const { page } = await launch()
  const separate = await tryOnThisComputer(page)
  const links = new LinksDialog(page)
  await separate.chooseAlgorithm('harmonic', /harmonic/i)
  await pasteAnywhere(page, `${host.url}/slow.wav\n${host.url}/about.html\n${host.url}/notes.txt\n${host.url}/nothing.mp3`)
  await expect(links.inputs).toHaveCount(4)
  await separate.separate.click()
  await expect(separate.jobsOf('slow.wav')).toContainText('Fetching the song from its link')
  for (const [name, reason] of [['about.html', 'leads to a web page'], ['notes.txt', 'This is not an audio file.'], ['nothing.mp3', '404']] as const) {
    const row = separate.jobsOf(name)
    await expect(row).toContainText('leads to the audio file itself', { timeout: SEPARATION_TIMEOUT_MS })
    await expect(row).toContainText(reason)
  }
  await shoot(page, 'links-failed')
  host.release()
  await waitUntilReady(separate, 'slow.wav')
  await separate.jobsOf('about.html').getByRole('button', { name: 'More about about.html' }).click()
  await page.getByRole('menuitem', { name: 'Run again with another model' }).click()
  await expect(links.inputs).toHaveText([/about\.html/])
})

test('links are dropped and pasted anywhere; what holds none says so, and results go to the Library', async ({ launch }) => {
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  const links = new LinksDialog(page)
  const messages = page.getByRole('region', { name: 'Messages' })
  const session = await app.context().newCDPSession(page)
  const box = await separate.addAudio.boundingBox()
  const at = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20 }
  const drop = async (mimeType: string, data: string): Promise<void> => {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, ...at, data: { items: [{ mimeType, data }], files: [], dragOperationsMask: 1 } })
    }
  }
  await drop('text/uri-list', `${host.url}/Blue%20song.wav`)
  await expect(links.inputs).toHaveText([/Blue song\.wav/])
  await drop('text/plain', 'only words')
  await expect(messages).toContainText('There is no link in what was dropped')
  // Pasted twice it stands there once; words without a link are nothing to us.
  await pasteAnywhere(page, `again ${host.url}/Blue%20song.wav`)
  await pasteAnywhere(page, 'only words')
  await pasteAnywhere(page, 'file:///etc/passwd')
  await expect(messages).toContainText('One link was not taken')
  await expect(links.inputs).toHaveCount(1)
  // In a field a text is text.
  await separate.search.fill('')
  await separate.search.evaluate((field, text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, `${host.url}/get`)
  await expect(links.inputs).toHaveCount(1)
  await pasteAnywhere(page, 'https://mvsep.com/result/20240212161927-413c481b80-10-track.mp3')
  await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible()
})

test('MVSEP is given each link with its kind, asked with patience, and its title is taken', async ({ serve, launch }) => {
  const server = await serve({
    onLink: ({ fields }, times) => {
      if (fields['remote_type'] === 'drive' && times > 1) return { success: true, status: 'failed', data: { message: 'This file is not shared' } }
      if (times === 1) return { success: false, message: 'Your audio file is being downloaded, please wait a while...' }
      if (times === 2) return { success: false, status: 'not_found' }
      if (times < 5) return { success: true, status: 'waiting', data: { queue_count: 3, current_order: 2 } }
      return { success: true, status: 'done', data: { hash: `20260801101500-a0bb276157-${fields['remote_type'] ?? ''}-song.mp3` } }
    }
  })
  const { page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  const links = new LinksDialog(page)
  await separate.chooseAlgorithm('spleeter', 'spleeter')
  await links.open()
  const urls = ['https://mega.nz/file/AbCd#k3y', 'https://drive.google.com/file/d/1AbC/view?usp=sharing', 'https://www.dropbox.com/scl/fi/x/My%20Song.mp3?rlkey=1&dl=0', 'https://share.example/1']
  await links.field.fill([...urls, `${host.url}/Blue%20song.wav`].join('\n'))
  await expect(links.refused).toHaveText([/It leads into your own network, where MVSEP cannot reach it/])
  // One that only its owner knows to be Dropbox's.
  await links.choose(links.found.nth(3), 'Dropbox')
  await links.add(4)
  await expect(separate.beforeYouStart).toContainText('at least 4 credits')
  await separate.separate.click()
  await expect(separate.jobsOf('mega.nz')).toContainText('MVSEP is fetching the song from its link')
  await shoot(page, 'links-fetching')
  await expect.poll(() => server.creates.map(({ fields, files }) => [fields['url'], fields['remote_type'], files.length]), { timeout: SEPARATION_TIMEOUT_MS })
    .toEqual(urls.map((url, index) => [url, ['mega', 'drive', 'dropbox', 'dropbox'][index], 0]))
  await waitUntilReady(separate, 'mega song.mp3')
  await waitUntilReady(separate, 'My Song.mp3')
  await waitUntilReady(separate, 'dropbox song.mp3')
  await expect(separate.jobsOf('drive.google.com')).toContainText('This file is not shared')
})
