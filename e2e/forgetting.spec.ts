import type { Page } from '@playwright/test'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { argumentsOf, filesBelow, heapOf, holding } from './support/canary'
import { answerOpenDialog } from './support/dialogs'
import { postForm, startMvsepServer } from './support/mvsepServer'
import { expect, test } from './support/unbraid'

/** One for each field that takes a secret: what is found says where it came from. */
const SECRETS = {
  wrongToken: 'Wr0ngT0kenCanaryWr0ngT0kenCana', wrongPassword: 'wr0ng~Canary sign-in', password: 'r1ght~Canary sign-in', registered: 'n3w~Canary account', taken: 'shrt~C1',
  entry: '3ntry~Canary password', wrongEntry: 'gu3ss~Canary password'
} as const
const ANN = 'ann@example.com'

/** Types as a keyboard does: nothing but the page itself gets hold of the words. */
async function type(page: Page, label: string, words: string, within = page.locator('body')): Promise<void> {
  const field = within.getByLabel(label, { exact: true })
  await field.click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(words)
  await expect(field).toBeFocused()
}
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()
const goTo = (page: Page, name: string): Promise<void> => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click()

test('A7-61: once it was used, no secret typed into any field is in the window’s memory, in a file or in an argument', async ({ folder, profile, launch }) => {
  const server = await startMvsepServer(join(folder, 'server'))
  await postForm(`${server.apiBase}/app/register`, { name: 'Ann', email: ANN, password: SECRETS.password, password_confirmation: SECRETS.password })
  const { data } = (await postForm(`${server.apiBase}/app/login`, { email: ANN, password: SECRETS.password })) as { data: { api_token: string } }
  const secrets = [...Object.values(SECRETS), data.api_token]
  const zip = join(folder, 'entry.zip')
  await writeFile(zip, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(1_000, 7)]))
  const { app, page, quit } = await launch({ apiBase: server.apiBase })

  await press(page, 'Sign in to MVSEP')
  await type(page, 'API token', SECRETS.wrongToken)
  await press(page, 'Sign in')
  await expect(page.getByText(/token was not accepted/i)).toBeVisible()
  await press(page, 'Create an account here')
  for (const [email, password, words] of [[ANN, SECRETS.taken, /at least 8 characters/], ['eve@example.com', SECRETS.registered, /Confirm your mail/]] as const) {
    await type(page, 'Name', 'Eve')
    await type(page, 'E-mail', email)
    await type(page, 'Password', password)
    await press(page, 'Create account')
    await expect(page.getByText(words)).toBeVisible()
  }
  await press(page, 'Back to signing in')
  for (const password of [SECRETS.wrongPassword, SECRETS.password]) {
    await type(page, 'E-mail', ANN)
    await type(page, 'Password', password)
    await press(page, 'Sign in with e-mail')
    await expect(page.getByText(password === SECRETS.password ? ANN : 'These credentials do not match our records.')).toBeVisible()
  }
  // The same account by its token, typed like the rest.
  await press(page, 'Add another account')
  await type(page, 'API token', data.api_token)
  await press(page, 'Sign in')
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()

  await goTo(page, 'Explore')
  await page.getByRole('tab', { name: 'Quality checker' }).click()
  const submit = page.getByRole('region', { name: 'Submit an entry' })
  await answerOpenDialog(app, [zip])
  await submit.getByRole('button', { name: 'Choose a zip…' }).click()
  await type(page, 'Name of the algorithm', 'My model', submit)
  await type(page, 'Description', 'Trained at home', submit)
  await type(page, 'Password of this entry', SECRETS.entry, submit)
  await press(page, 'Send entry')
  await expect(submit.getByText('Your entry is in')).toBeVisible()
  const remove = page.getByRole('region', { name: 'Delete an entry' })
  for (const [password, words] of [[SECRETS.wrongEntry, 'Entry 1 was not deleted'], [SECRETS.entry, 'Entry 1 is deleted']] as const) {
    await type(page, 'Number of the entry', '1', remove)
    await type(page, 'Password of this entry', password, remove)
    await press(page, 'Delete entry…')
    await press(page, 'Delete entry 1')
    await expect(remove.getByText(words)).toBeVisible()
  }
  await goTo(page, 'Library')
  await expect(page.getByRole('heading', { level: 1, name: 'Library' })).toBeVisible()

  await type(page, 'Link or hash', 'what still stands in a field')
  const heap = await heapOf(page)
  expect(heap).toContain('what still stands in a field') // what is typed is found
  expect(Object.entries({ ...SECRETS, token: data.api_token }).filter(([, secret]) => heap.includes(secret)).map(([field]) => field)).toEqual([])
  const started = await argumentsOf(app.process().pid ?? 0)
  expect(secrets.filter((secret) => started.includes(secret))).toEqual([])
  await quit()
  await server.stop()
  const scanned = [...await filesBelow(profile), ...await filesBelow(folder)].filter((path) => !path.startsWith(join(folder, 'server')))
  expect(scanned.some((path) => path.endsWith('jobs.db'))).toBe(true)
  expect(await holding(scanned, secrets)).toEqual([])
})
