import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { argumentsOf, filesBelow, holding } from './support/canary'
import { dropFiles } from './support/drop'
import { postForm, registerAccount, startMvsepServer } from './support/mvsepServer'
import { writeSong } from './support/songs'
import { openInStudio, tryOnThisComputer, waitUntilReady } from './support/steps'
import { expect, test } from './support/unbraid'

test('the page has no Node, no Electron object, and three functions', async ({ launch }) => {
  const { page } = await launch()
  const found = await page.evaluate(() => ({
    node: typeof Reflect.get(globalThis, 'process') + typeof Reflect.get(globalThis, 'require'),
    bridge: Object.keys(Reflect.get(globalThis, 'unbraid') as object).sort(),
    url: location.origin
  }))
  expect(found).toEqual({ node: 'undefinedundefined', bridge: ['addFiles', 'call', 'on'], url: 'app://bundle' })
})

test('A7-57: a page cannot name a path, a channel or an argument that the contract does not know', async ({ folder, launch }) => {
  const song = await writeSong(folder, 'Private', 'wav16', 1)
  const { page } = await launch()
  const answers = await page.evaluate(async (path) => {
    const { call, addFiles } = (globalThis as unknown as { unbraid: { call(name: string, input: unknown): Promise<unknown>; addFiles(files: File[]): Promise<unknown> } }).unbraid
    return [
      await call('inputs:addPaths', { paths: [path] }),
      await call('constructor', undefined),
      await call('jobs:cancel', { jobIds: 7 }),
      await call('studio:open', { jobId: '../../etc/passwd' }),
      await addFiles([new File(['RIFF'], path)])
    ]
  }, song)
  expect(answers.slice(0, 3)).toEqual(Array.from({ length: 3 }, () => expect.objectContaining({ ok: false, error: expect.objectContaining({ code: 'invalidInput' }) })))
  expect(answers[3]).toMatchObject({ ok: false })
  expect(answers[4]).toEqual({ ok: true, value: { added: [], refused: [] } })
})

test('inline scripts, remote fetches, navigation, new windows and permissions are refused', async ({ launch }) => {
  const { app, page } = await launch()
  const refused = await page.evaluate(async () => {
    // Inline code needs a trusted value, which only our own policy could make (CSP require-trusted-types-for).
    const script = document.createElement('script')
    let inline = 'ran'
    try {
      script.textContent = 'globalThis.inlineScriptRan = true'
      document.head.append(script)
    } catch (error) {
      inline = error instanceof TypeError ? 'refused' : String(error)
    }
    const directives: string[] = []
    addEventListener('securitypolicyviolation', (event) => directives.push(event.effectiveDirective))
    const image = new Image()
    const imageEnded = new Promise((done) => (image.onerror = done))
    image.src = 'https://example.org/pixel.png'
    await imageEnded
    const remote = await fetch('https://example.org/').then(() => 'fetched', () => 'refused')
    const file = await fetch('file:///etc/passwd').then(() => 'fetched', () => 'refused')
    const opened = window.open('https://example.org/')
    const permission = await navigator.permissions.query({ name: 'geolocation' })
    return { directives, inline, ran: Reflect.get(globalThis, 'inlineScriptRan') as unknown, remote, file, opened, permission: permission.state }
  })
  expect(refused).toMatchObject({ inline: 'refused', remote: 'refused', file: 'refused', opened: null, permission: 'denied' })
  expect(refused.ran).toBeUndefined()
  expect(refused.directives).toEqual(expect.arrayContaining(['img-src', 'connect-src']))
  await page.evaluate(() => {
    location.href = 'https://example.org/'
  })
  await expect.poll(() => page.url()).toMatch(/^app:\/\/bundle\//)
  expect(app.windows()).toHaveLength(1)
})

test('A7-66: stem:// serves known stems only, with correct ranges', async ({ folder, launch }) => {
  const song = await writeSong(folder, 'Ranges', 'wav16', 2)
  const { app, page } = await launch()
  const separate = await tryOnThisComputer(page)
  await dropFiles(app, separate.addAudio, [song])
  await separate.chooseAlgorithm('harmonic', /harmonic/i)
  await separate.separate.click()
  const requested: string[] = []
  page.on('request', (request) => requested.push(request.url()))
  await openInStudio(await waitUntilReady(separate, 'Ranges'))
  const pcm = await firstPcmUrl(page)
  const answers = await page.evaluate(async (url) => {
    const ask = async (address: string, range?: string): Promise<[number, string | null, number]> => {
      const response = await fetch(address, range === undefined ? {} : { headers: { range } })
      return [response.status, response.headers.get('content-range'), (await response.arrayBuffer()).byteLength]
    }
    return {
      part: await ask(url, 'bytes=8-15'),
      beyond: await ask(url, 'bytes=999999999-'),
      unknown: await ask(url.replace(/\d+/, '77777'), 'bytes=0-7'),
      escape: await ask('stem://pcm/..%2f..%2fetc%2fpasswd', 'bytes=0-7')
    }
  }, pcm)
  expect(answers.part[0]).toBe(206)
  expect(answers.part[1]).toMatch(/^bytes 8-15\/\d+$/)
  expect(answers.part[2]).toBe(8)
  expect(answers.beyond[0]).toBe(416)
  expect(answers.unknown[0]).toBe(404)
  expect(answers.escape[0]).toBe(404)
})

async function firstPcmUrl(page: Page): Promise<string> {
  return page.evaluate(async () => {
    type Reply<T> = { ok: true; value: T } | { ok: false }
    const { call } = (globalThis as unknown as { unbraid: { call(name: string, input: unknown): Promise<Reply<unknown>> } }).unbraid
    const snapshot = (await call('app:getSnapshot', undefined)) as Reply<{ jobs: { id: string }[] }>
    const jobId = snapshot.ok ? snapshot.value.jobs[0]?.id : undefined
    const session = (await call('studio:open', { jobId })) as Reply<{ stems: { pcmUrl: string }[] }>
    return (session.ok ? session.value.stems[0]?.pcmUrl : undefined) ?? 'stem://none'
  })
}

test('A7-61: the token is in no file of the profile, in no answer, in no argument', async ({ folder, profile, launch }) => {
  const server = await startMvsepServer(join(folder, 'server'))
  const token = await registerAccount(server.apiBase, 'Canary')
  const { app, page, quit } = await launch({ apiBase: server.apiBase })
  await page.getByRole('button', { name: 'Sign in to MVSEP' }).click()
  await page.getByRole('textbox', { name: 'API token' }).fill(token)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('canary@example.com')).toBeVisible()
  const seen = await page.evaluate(async () => {
    const { call } = (globalThis as unknown as { unbraid: { call(name: string, input: unknown): Promise<unknown> } }).unbraid
    return JSON.stringify([await call('app:getSnapshot', undefined), await call('account:refresh', undefined), document.documentElement.outerHTML])
  })
  expect(seen).not.toContain(token)
  expect((await app.evaluate(() => process.argv)).join(' ')).not.toContain(token)
  await quit()
  await server.stop()
  for (const entry of await readdir(profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const content = await readFile(join(entry.parentPath, entry.name))
    expect(content.includes(token), entry.name).toBe(false)
  }
})

test('A7-61: a password and a token typed anywhere are in no log, file, ledger, dump or argument, whatever became of them', async ({ folder, profile, launch }) => {
  const server = await startMvsepServer(join(folder, 'server'))
  const wrong = { password: 'wr0ng-Canary~pass word', token: 'Wr0ngCanaryT0kenWr0ngCanary123' }
  const right = { password: 'r1ght-Canary~pass word', email: 'canary@example.com' }
  const made = { name: 'Canary', email: right.email, password: right.password, password_confirmation: right.password }
  await postForm(`${server.apiBase}/app/register`, made)
  const { data } = (await postForm(`${server.apiBase}/app/login`, { email: right.email, password: right.password })) as { data: { api_token: string } }
  const { app, page, quit } = await launch({ apiBase: server.apiBase })
  await page.getByRole('button', { name: 'Sign in to MVSEP' }).click()
  const fields = page.locator(':is(input:not([type]), input[type="text"], input[type="search"], input[type="password"], textarea):not(:disabled, [readonly])').filter({ visible: true })
  await expect(page.getByRole('textbox', { name: 'API token' })).toBeVisible()
  const secrets = [wrong.password, wrong.token, right.password, data.api_token]
  const passwordField = page.getByLabel('Password', { exact: true })
  const logIn = async (password: string): Promise<void> => {
    await page.getByLabel('E-mail', { exact: true }).fill(right.email)
    await passwordField.fill(password)
    await page.getByRole('button', { name: 'Sign in with e-mail' }).click()
  }
  const fillAll = async (secret: string): Promise<void> => {
    for (const field of await fields.all()) await field.fill(secret)
  }

  // Sent to the service and refused, every way in.
  await fillAll(wrong.password)
  await page.getByRole('button', { name: 'Sign in with e-mail' }).click()
  await expect(passwordField).toHaveValue('')
  await fillAll(wrong.token)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText(/token was not accepted/i)).toBeVisible()
  await page.getByRole('button', { name: 'Create an account here' }).click()
  await fillAll(wrong.password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(passwordField).toHaveValue('')
  await page.getByRole('button', { name: 'Back to signing in' }).click()

  // Signed in for good, by password; then typed where it does not belong.
  await logIn(right.password)
  await expect(page.getByText(right.email)).toBeVisible()
  for (const link of ['Library', 'Explore', 'Settings', 'Separate']) {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: link }).click()
    await expect(page.getByRole('heading', { level: 1, name: link }).or(page.getByRole('button', { name: 'Add files…' })).first()).toBeVisible()
    for (const secret of secrets) await fillAll(secret)
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click()
      await fillAll(right.password)
    }
  }
  const seen = await page.evaluate(async () => {
    const { call } = (globalThis as unknown as { unbraid: { call(name: string, input: unknown): Promise<unknown> } }).unbraid
    return JSON.stringify([await call('app:getSnapshot', undefined), await call('account:known', undefined), await call('account:running', undefined)])
  })
  const started = await argumentsOf(app.process().pid ?? 0)
  const dumps = await app.evaluate(({ app: own }) => own.getPath('crashDumps'))
  // The page dies with secrets in its fields, and comes back without them.
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Account' }).click()
  await page.getByRole('button', { name: 'Add another account' }).click()
  for (const secret of secrets) await fillAll(secret)
  const back = await app.evaluate(({ BrowserWindow }) => new Promise<string>((resolve) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    contents?.once('did-finish-load', () => { resolve(contents.executeJavaScript('document.documentElement.outerHTML').then(String)) })
    contents?.forcefullyCrashRenderer()
  }))
  for (const secret of secrets) expect(back).not.toContain(secret)
  await quit()
  await server.stop()
  for (const secret of secrets) {
    expect(seen).not.toContain(secret)
    expect(started).not.toContain(secret)
  }
  // What the server keeps is its own; the keychain lies in another process.
  const scanned = [...await filesBelow(profile), ...await filesBelow(dumps), ...await filesBelow(folder)].filter((path) => !path.startsWith(join(folder, 'server')))
  expect(scanned.some((path) => path.endsWith('accounts.json'))).toBe(true)
  expect(scanned.some((path) => path.endsWith('jobs.db'))).toBe(true)
  expect(await holding(scanned, secrets)).toEqual([])
  // No crash reporter is started: a page that dies leaves nothing of its memory on the disk.
  expect((await filesBelow(dumps)).filter((path) => /\.(dmp|mdmp)$/i.test(path))).toEqual([])
})
