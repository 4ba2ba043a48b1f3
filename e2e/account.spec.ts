import type { Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SeparatePage } from './pages/separatePage'
import { violationsOf } from './support/axe'
import { dropFiles } from './support/drop'
import { countCreates, registerAccount, startMvsepServer } from './support/mvsepServer'
import { testBehindRelay } from './support/relayTest'
import { shoot } from './support/shots'
import { writeSong } from './support/songs'
import { SEPARATION_TIMEOUT_MS, waitUntilReady } from './support/steps'
import { expect } from './support/unbraid'

const test = testBehindRelay((folder) => startMvsepServer(join(folder, 'server')))

const PASSWORD = 'correct horse battery'
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true }).or(page.getByLabel(name, { exact: true })).first()
const main = (page: Page, name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name })

async function logIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await field(page, 'E-mail').fill(email)
  await field(page, 'Password').fill(password)
  await page.getByRole('button', { name: 'Sign in with e-mail' }).click()
}

async function separateSong(page: Page, app: Parameters<typeof dropFiles>[0], path: string): Promise<SeparatePage> {
  await main(page, 'Separate').click()
  const separate = new SeparatePage(page)
  await dropFiles(app, separate.addAudio, [path])
  await separate.chooseAlgorithm('harmonic', /harmonic/i)
  await separate.separate.click()
  return separate
}

for (const colorScheme of ['dark', 'light'] as const) {
  test(`e-mail and password sign in, a wrong one is told on its field (${colorScheme})`, async ({ launch, relay }) => {
    await registerAccount(relay.apiBase)
    const { page } = await launch({ apiBase: relay.apiBase, colorScheme })
    await page.getByRole('button', { name: 'Sign in to MVSEP' }).click()
    await expect(page.getByRole('textbox', { name: 'API token' })).toBeVisible()
    expect(await violationsOf(page)).toEqual([])
    await logIn(page, 'ann@example.com', 'wrong horse')
    await expect(page.getByText('These credentials do not match our records.')).toBeVisible()
    await expect(field(page, 'Password')).toHaveValue('')
    await shoot(page, `account-wrong-password-${colorScheme}`)
    await logIn(page, 'ann@example.com')
    await expect(page.getByText('ann@example.com')).toBeVisible()
    await expect(page.getByText('Nothing runs there right now.')).toBeVisible()
    expect(await violationsOf(page)).toEqual([])
    await shoot(page, `account-page-${colorScheme}`)
  })
}

test('an account is made: words on the fields, then its mail is to be confirmed', async ({ launch, relay }) => {
  await registerAccount(relay.apiBase)
  const { page } = await launch({ apiBase: relay.apiBase })
  await page.getByRole('button', { name: 'Sign in to MVSEP' }).click()
  await page.getByRole('button', { name: 'Create an account here' }).click()
  const create = async (email: string, password: string): Promise<void> => {
    await field(page, 'Name').fill('Eve')
    await field(page, 'E-mail').fill(email)
    await field(page, 'Password').fill(password)
    await page.getByRole('button', { name: 'Create account' }).click()
  }
  await create('eve@example.com', 'short')
  await expect(page.getByText('The password must be at least 8 characters.')).toBeVisible()
  await expect(field(page, 'Password')).toHaveAttribute('aria-invalid', 'true')
  await shoot(page, 'account-register-dark')
  await create('ann@example.com', PASSWORD)
  await expect(page.getByText('The email has already been taken.')).toBeVisible()
  await create('eve@example.com', PASSWORD)
  await expect(page.getByText('Confirm your mail')).toBeVisible()
  expect(await violationsOf(page)).toEqual([])
  await shoot(page, 'account-confirm-dark')
  await page.getByRole('button', { name: 'Back to signing in' }).click()
  await expect(field(page, 'E-mail')).toHaveValue('eve@example.com')
})

test('an account without a token is explained, with the way to one', async ({ launch, relay }) => {
  relay.answers.set('/app/login', [{ status: 200, body: { success: true, data: { name: 'Ann', email: 'ann@example.com', api_token: null, premium_minutes: 0, premium_enabled: 0 } } }])
  const { page } = await launch({ apiBase: relay.apiBase })
  await page.getByRole('button', { name: 'Sign in to MVSEP' }).click()
  await logIn(page, 'ann@example.com')
  await expect(page.getByText('Your account has no API token yet')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Open mvsep.com/user-api' })).toBeVisible()
  await shoot(page, 'account-no-token-dark')
})

test('a switch is the service’s truth: told there, and taken back where it refuses', async ({ launch, relay }) => {
  const token = await registerAccount(relay.apiBase)
  const there = async (): Promise<unknown> => ((await (await fetch(`${relay.apiBase}/app/user?api_token=${token}`)).json()) as { data: unknown }).data
  const { page } = await launch({ apiBase: relay.apiBase })
  await page.getByRole('button', { name: 'Sign in to MVSEP' }).click()
  await logIn(page, 'ann@example.com')
  const spend = page.getByRole('switch', { name: 'Spend credits' })
  const long = page.getByRole('switch', { name: 'Long file names' })
  await expect(spend).toBeChecked()
  await page.getByText('Spend credits', { exact: true }).click()
  await expect(spend).not.toBeChecked()
  await expect(spend).toBeEnabled()
  await page.getByText('Long file names', { exact: true }).click()
  await expect(long).toBeChecked()
  await expect(long).toBeEnabled()
  expect(await there()).toMatchObject({ premium_enabled: 0, long_filenames_enabled: 1 })

  let release = (): void => undefined
  relay.holds.set('/app/enable_premium', new Promise((done) => (release = done)))
  relay.answers.set('/app/enable_premium', [{ status: 400, body: { success: false, message: 'Not before tomorrow.' } }])
  await page.getByText('Spend credits', { exact: true }).click()
  await expect(spend).toBeChecked()
  await expect(spend).toBeDisabled()
  release()
  await expect(spend).not.toBeChecked()
  await expect(page.getByText(/Not before tomorrow/)).toBeVisible()
  await shoot(page, 'account-switch-refused-dark')
  expect(await there()).toMatchObject({ premium_enabled: 0 })
})

test('a job of the first account is created and finished as its own after a switch to the second', async ({ folder, profile, launch, relay, server }) => {
  const [annToken, bobToken] = [await registerAccount(server.apiBase), await registerAccount(server.apiBase, 'Bob')]
  const { app, page, quit } = await launch({ apiBase: relay.apiBase })
  await page.getByRole('button', { name: 'Sign in to MVSEP' }).click()
  await logIn(page, 'bob@example.com')
  await expect(page.getByText('bob@example.com')).toBeVisible()
  await page.getByRole('button', { name: 'Add another account' }).click()
  await logIn(page, 'ann@example.com')
  const accounts = page.getByRole('list', { name: 'Accounts on this computer' })
  await expect(accounts.getByRole('listitem')).toHaveCount(2)
  await expect(page.getByRole('button', { name: 'Switch to bob@example.com' })).toBeVisible()
  await shoot(page, 'account-two-dark')

  let release = (): void => undefined
  relay.holds.set('/separation/create', new Promise((done) => (release = done)))
  const separate = await separateSong(page, app, await writeSong(folder, 'Of Ann', 'flac16', 3))
  await expect.poll(() => relay.asked).toContain('/separation/create')
  await main(page, 'Account').click()
  await page.getByRole('button', { name: 'Switch to bob@example.com' }).click()
  await expect(page.getByRole('button', { name: 'Switch to ann@example.com' })).toBeVisible()
  release()
  await main(page, 'Separate').click()
  await waitUntilReady(separate, 'Of Ann')
  expect([await countCreates(server.apiBase, annToken), await countCreates(server.apiBase, bobToken)]).toEqual([1, 0])
  await quit()
  const list = await readFile(join(profile, 'accounts.json'), 'utf8')
  expect([list.includes('bob@example.com'), list.includes(annToken), list.includes(bobToken)]).toEqual([true, false, false])

  const again = await launch({ apiBase: relay.apiBase })
  await main(again.page, 'Account').click()
  await expect(again.page.getByRole('button', { name: 'Switch to ann@example.com' })).toBeVisible()
})

test('a signed-out account holds its own jobs by name, and they go on once it has signed in again', async ({ folder, launch, relay, server }) => {
  const annToken = await registerAccount(server.apiBase)
  const bobToken = await registerAccount(server.apiBase, 'Bob')
  relay.answers.set('/separation/create', [{ status: 400, body: { success: false, errors: ['You already have unprocessed file in queue.'] } }])
  const { app, page } = await launch({ apiBase: relay.apiBase })
  await page.getByRole('button', { name: 'Sign in to MVSEP' }).click()
  await logIn(page, 'ann@example.com')
  await expect(page.getByText('ann@example.com')).toBeVisible()
  const separate = await separateSong(page, app, await writeSong(folder, 'Of Ann', 'flac16', 3))
  await expect(separate.jobsOf('Of Ann').first()).toContainText(/one at a time|other job|running/i)
  await main(page, 'Account').click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await logIn(page, 'bob@example.com')
  await expect(page.getByRole('button', { name: 'Sign in as ann@example.com' })).toBeVisible()
  await main(page, 'Separate').click()
  await expect(separate.jobsOf('Of Ann').first()).toContainText('Waits until ann@example.com is signed in')
  await shoot(page, 'account-held-dark')
  await main(page, 'Account').click()
  await page.getByRole('button', { name: 'Sign in as ann@example.com' }).click()
  await expect(field(page, 'E-mail')).toHaveValue('ann@example.com')
  await logIn(page, 'ann@example.com')
  await main(page, 'Separate').click()
  await waitUntilReady(separate, 'Of Ann')
  expect([await countCreates(server.apiBase, annToken), await countCreates(server.apiBase, bobToken)]).toEqual([1, 0])
})

test('what was started elsewhere is listed, and followed here at a press', async ({ folder, launch, relay, server }) => {
  const token = await registerAccount(server.apiBase)
  const algorithms = (await (await fetch(`${server.apiBase}/app/algorithms`)).json()) as { render_id: number }[]
  const form = new FormData()
  const song = await writeSong(folder, 'Elsewhere', 'wav16', 2)
  for (const [name, value] of Object.entries({ api_token: token, sep_type: String(algorithms[0]?.render_id ?? 0), output_format: '1' })) form.append(name, value)
  form.append('audiofile', new Blob([new Uint8Array(await readFile(song))]), 'Elsewhere.wav')
  const { data } = (await (await fetch(`${server.apiBase}/separation/create`, { method: 'POST', body: form })).json()) as { data: { hash: string } }
  relay.changes.set('/app/user', (json) => ({ ...json, data: { ...(json['data'] as object), current_queue: [{ hash: data.hash, status: 'processing', algorithm: { name: 'Some model' } }] } }))
  const { page } = await launch({ apiBase: relay.apiBase })
  await page.getByRole('button', { name: 'Sign in to MVSEP' }).click()
  await logIn(page, 'ann@example.com')
  const running = page.getByRole('list', { name: 'Running at MVSEP' })
  await expect(running.getByText('Some model')).toBeVisible()
  await running.getByRole('button', { name: /^Follow/ }).click()
  await expect(running.getByText('In your list of jobs')).toBeVisible()
  await shoot(page, 'account-running-dark')
  await main(page, 'Separate').click()
  await expect(new SeparatePage(page).jobs.getByRole('button', { name: 'Open in Studio' })).toBeVisible({ timeout: SEPARATION_TIMEOUT_MS })
  expect(await countCreates(server.apiBase, token)).toBe(1)
})
