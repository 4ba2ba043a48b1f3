import type { ElectronApplication } from '@playwright/test'
import { done, page as webPage, startScriptedMvsep, working, type Answer, type ScriptedMvsep } from '../src/main/jobs/testing/scriptedMvsep'
import { CATALOGUE_ROWS } from './support/catalogueRows'
import { dropFiles } from './support/drop'
import { shoot } from './support/shots'
import { writeSong } from './support/songs'
import { signIn, waitUntilReady } from './support/steps'
import { expect, test as base, type Unbraid } from './support/unbraid'
import type { SeparatePage } from './pages/separatePage'

interface Fixtures {
  server: ScriptedMvsep
}
const user = (): Answer => ({ success: true, data: { name: 'Ann', email: 'ann@example.com', premium_minutes: 50, premium_enabled: 1, current_queue: [] } })

const test = base.extend<Fixtures>({
  server: async ({}, use) => {
    const server = await startScriptedMvsep()
    server.others['/app/user'] = user
    server.others['/app/algorithms'] = () => ({ status: 200, body: JSON.stringify(CATALOGUE_ROWS) })
    await use(server)
    await server.close()
  }
})

const asked = (server: ScriptedMvsep): number => server.seen.filter(({ path }) => path === '/separation/get').length

async function separateSongs({ app, page }: Unbraid, folder: string, names: readonly string[]): Promise<SeparatePage> {
  const separate = await signIn(page, 'a'.repeat(30))
  await dropFiles(app, separate.addAudio, await Promise.all(names.map((name) => writeSong(folder, name, 'wav16', 2))))
  await separate.chooseAlgorithm('BS Roformer', /BS Roformer/)
  await separate.separate.click()
  return separate
}
const inMain = (app: ElectronApplication, what: 'hide' | 'show' | 'resume'): Promise<void> => app.evaluate(({ BrowserWindow, powerMonitor }, act) => {
  const window = BrowserWindow.getAllWindows()[0]
  if (act === 'hide') window?.hide()
  else if (act === 'show') window?.show()
  else powerMonitor.emit('resume')
}, what)

test('a job says its place, asks at once when the lid opens or the window is shown, and that the service is away', async ({ folder, launch, server }) => {
  server.onStatus = () => working('waiting', { queue_count: 80, current_order: 42 })
  server.others['/app/queue/summary'] = () => ({ success: true, data: { ahead: 41, estimated_wait_seconds: 600 } })
  const unbraid = await launch({ apiBase: `${server.url}/api` })
  const separate = await separateSongs(unbraid, folder, ['Far back'])
  const row = separate.jobsOf('Far back').first()
  await expect(row).toContainText('Waiting at the service: 42nd of 80 · about 10 min by its own estimate')
  await shoot(unbraid.page, 'polling-place-dark')

  // Forty-second, it is asked about every half a minute: whatever comes sooner was a wake-up's.
  for (const act of ['resume', 'hide', 'show'] as const) {
    const before = asked(server)
    await inMain(unbraid.app, act)
    if (act === 'hide') continue
    await expect.poll(() => asked(server), { timeout: 5_000 }).toBe(before + 1)
  }

  server.onStatus = () => webPage(502)
  await inMain(unbraid.app, 'resume')
  await expect(row).toContainText('MVSEP cannot be reached; this goes on by itself')
  await shoot(unbraid.page, 'polling-away-dark')
  server.onStatus = () => done(server.url)
  await waitUntilReady(separate, 'Far back')
  expect(server.creates).toHaveLength(1)
})

test('A7-42: a token refused in the middle holds every job behind one word, and all go on with the new one', async ({ folder, launch, server }) => {
  let good = true
  const refusal: Answer = { status: 401, body: '{"message":"Unauthenticated."}' }
  server.onStatus = (_hash, times) => (!good ? refusal : times < 5 ? working() : done(server.url))
  server.others['/app/user'] = () => (good ? user() : refusal)
  const unbraid = await launch({ apiBase: `${server.url}/api` })
  const separate = await separateSongs(unbraid, folder, ['First song', 'Second song'])
  for (const name of ['First song', 'Second song']) await expect(separate.jobsOf(name).first()).toContainText('Separating')
  good = false
  const words = unbraid.page.getByRole('region', { name: 'Messages' }).getByRole('note')
  await expect(words).toHaveCount(1)
  await expect(words).toContainText('MVSEP no longer takes your token: 2 jobs wait')
  for (const name of ['First song', 'Second song']) await expect(separate.jobsOf(name).first()).toContainText('Waits until you are signed in; the job is safe at MVSEP')
  await expect(unbraid.page.getByText('Token refused')).toBeVisible()
  await shoot(unbraid.page, 'account-refused-dark')
  await words.getByRole('button', { name: 'Sign in' }).click()
  good = true
  await unbraid.page.getByRole('textbox', { name: 'API token' }).fill('b'.repeat(30))
  await unbraid.page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(unbraid.page.getByText('ann@example.com')).toBeVisible()
  await unbraid.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Separate' }).click()
  for (const name of ['First song', 'Second song']) await waitUntilReady(separate, name)
  expect(server.creates).toHaveLength(2)
})
