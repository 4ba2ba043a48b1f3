import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { dropFiles } from './support/drop'
import { registerAccount, countCreates, startMvsepServer } from './support/mvsepServer'
import { writeSong } from './support/songs'
import { signIn, tryOnThisComputer, waitUntilReady } from './support/steps'
import { expect, ROOT, test, type Unbraid } from './support/unbraid'
import { SeparatePage } from './pages/separatePage'

/** What the page shows, asked without Playwright's own page: to that one a crash is the end. */
const wordsOnPage = (app: ElectronApplication): Promise<string> => app.evaluate(({ BrowserWindow }) => {
  const contents = BrowserWindow.getAllWindows()[0]?.webContents
  return contents === undefined || contents.isCrashed() ? '' : contents.executeJavaScript('document.body.innerText').then(String, () => '')
})

/** Ends the page's process; answers milliseconds until it was loaded again, null when it was not. */
const crashPage = (app: ElectronApplication): Promise<number | null> => app.evaluate(({ BrowserWindow }) => new Promise((resolve) => {
  const contents = BrowserWindow.getAllWindows()[0]?.webContents
  const startedMs = performance.now()
  const timer = setTimeout(() => { resolve(null) }, 5_000)
  contents?.once('did-finish-load', () => {
    clearTimeout(timer)
    resolve(performance.now() - startedMs)
  })
  contents?.forcefullyCrashRenderer()
}))

async function startLongJob({ app, page }: Unbraid, folder: string, name: string): Promise<void> {
  const separate = await tryOnThisComputer(page)
  await dropFiles(app, separate.addAudio, [await writeSong(folder, name, 'wav16', 20)])
  await separate.chooseAlgorithm('four', /vocals, drums, bass, other/i)
  await separate.separate.click()
  await expect(separate.jobsOf(name).first()).toContainText(/waiting|separating|processing/i)
}

test('A7-8: a page that crashes is loaded again at once and the job goes on; at the fourth crash in a minute the user is asked', async ({ folder, launch }) => {
  const { app } = await launchWithJob(folder, launch)
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => {
      process.env['ASKED'] = 'yes'
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }
  })
  const asked = (): Promise<string | undefined> => app.evaluate(() => process.env['ASKED'])
  const tookMs = [await crashPage(app), await crashPage(app), await crashPage(app)]
  console.log(`crash to the page again: ${tookMs.map((took) => `${took?.toFixed(0)} ms`).join(', ')}`)
  expect(tookMs).not.toContain(null)
  expect(await asked()).toBeUndefined()
  await expect.poll(() => wordsOnPage(app)).toContain('Open in Studio')
  await crashPage(app)
  expect(await asked()).toBe('yes')
  await expect.poll(() => wordsOnPage(app)).toContain('Kept alive')
})

async function launchWithJob(folder: string, launch: () => Promise<Unbraid>): Promise<Unbraid> {
  const unbraid = await launch()
  await startLongJob(unbraid, folder, 'Kept alive')
  return unbraid
}

test('A7-8: a page that hangs is ended and loaded again', async ({ launch }) => {
  const { app } = await launch()
  const loaded = app.evaluate(({ BrowserWindow }) => new Promise<void>((resolve) => {
    const window = BrowserWindow.getAllWindows()[0]
    window?.webContents.once('did-finish-load', () => { resolve() })
    // Chromium's own verdict takes half a minute of waiting input.
    window?.emit('unresponsive')
  }))
  await loaded
  await expect.poll(() => wordsOnPage(app)).toContain('Try it on this computer')
})

test('A7-10: of twenty starts at once one window stays, and it gets the files of all the others', async ({ folder, profile, launch }) => {
  const songs = await Promise.all(Array.from({ length: 5 }, (_each, index) => writeSong(folder, `Handed over ${index}`, 'wav16', 1)))
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  const program = await app.evaluate(({ app: electron }) => electron.getPath('exe'))
  const ends = await Promise.all(Array.from({ length: 20 }, (_each, index) => startAgain(program, profile, [songs[index % 5] ?? '', 'mvsep://x" --gpu-launcher=', '--gpu-launcher=/bin/false'])))
  expect(ends).toEqual(Array(20).fill(0))
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  for (let index = 0; index < 5; index += 1) await expect(page.getByText(`Handed over ${index}.wav`).first()).toBeVisible()
  // Nothing is sent, or paid for, by itself (A7-63).
  await expect(separate.jobs.getByRole('listitem')).toHaveCount(0)
})

async function startAgain(program: string, profile: string, words: readonly string[]): Promise<number | null> {
  const child = spawn(program, ['--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`, ROOT, ...words], { stdio: 'ignore' })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}

test('A7-10: a start with files opens them; after kill -9 the lock left behind is taken over', async ({ folder, launch }) => {
  const song = await writeSong(folder, 'Opened with', 'wav16', 1)
  const first = await launch()
  await tryOnThisComputer(first.page)
  await first.kill()
  const second = await launch({ words: [song, '--no-such-switch', 'mvsep://separate?now=1'] })
  await second.page.getByRole('link', { name: 'Separate' }).click()
  await expect(second.page.getByText('Opened with.wav').first()).toBeVisible()
  await expect(second.page.getByRole('region', { name: 'Messages' })).not.toContainText(/mvsep|switch/)
})

test('A7-11: SIGTERM in the middle ends the app soon, and the next start goes on', async ({ folder, launch }) => {
  const server = await startMvsepServer(join(folder, 'server'))
  const token = await registerAccount(server.apiBase)
  const first = await launch({ apiBase: server.apiBase })
  const separate = await signIn(first.page, token)
  await dropFiles(first.app, separate.addAudio, [await writeSong(folder, 'Shut down', 'wav16', 20)])
  await separate.chooseAlgorithm('four', /vocals, drums, bass, other/i)
  await separate.separate.click()
  await expect(separate.jobsOf('Shut down').first()).toContainText('Separating')
  const child = first.app.process()
  const ended = once(child, 'exit')
  const startedMs = performance.now()
  child.kill('SIGTERM')
  await ended
  console.log(`SIGTERM to the end: ${(performance.now() - startedMs).toFixed(0)} ms`)

  const second = await launch({ apiBase: server.apiBase })
  await waitUntilReady(new SeparatePage(second.page), 'Shut down')
  expect(await countCreates(server.apiBase, token)).toBe(1)
  await server.stop()
})

test('A7-66: no spelling of a path leads the page out of its own folder', async ({ launch }) => {
  const { page } = await launch()
  await expect(page.getByRole('button', { name: 'Try it on this computer' })).toBeVisible()
  const outside = ['../package.json', '..%2fpackage.json', '%2e%2e/%2e%2e/package.json', '..%5c..%5cpackage.json', '%2fetc%2fpasswd', '/%00.js', '..%252fmain%252findex.js', 'assets/..%2f..%2fmain/index.js']
  const answers = await page.evaluate(async (paths) => Promise.all(paths.map((path) =>
    fetch(`app://bundle/${path}`).then(({ status }) => status, () => 0))), outside)
  for (const [index, status] of answers.entries()) expect([outside[index], status === 0 || status === 403 || status === 404]).toEqual([outside[index], true])
  // The same question finds what is inside.
  expect(await page.evaluate(() => fetch('app://bundle/index.html').then(({ status }) => status))).toBe(200)
})

test('A7-60: links, markup and folders dropped on the window never lead it away', async ({ folder, launch }) => {
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  const address = page.url()
  const session = await app.context().newCDPSession(page)
  const box = await separate.addAudio.boundingBox()
  const at = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 20 }
  const drops = [
    [{ mimeType: 'text/uri-list', data: 'https://elsewhere.example/' }],
    [{ mimeType: 'text/uri-list', data: 'file:///etc/passwd' }],
    [{ mimeType: 'text/html', data: '<img src=x onerror="document.title=\'taken\'"><a href="https://elsewhere.example">x</a>' }]
  ]
  for (const items of drops) {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, ...at, data: { items, files: [], dragOperationsMask: 1 } })
  }
  // Beside the drop target, too, where the page takes nothing.
  await dropFiles(app, page.getByRole('navigation', { name: 'Main' }), [await writeSong(folder, 'Beside', 'wav16', 1)])
  await dropFiles(app, separate.addAudio, [folder])
  await expect(page.getByRole('region', { name: 'Messages' })).toBeVisible()
  expect(page.url()).toBe(address)
  expect(await page.title()).not.toBe('taken')
  expect(app.windows()).toHaveLength(1)
})
