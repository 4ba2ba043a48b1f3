import { violationsOf } from './support/axe'
import { expect, test } from './support/catalogueTest'
import { dropFiles } from './support/drop'
import { signIn } from './support/steps'
import { writeSilence } from './support/wav'

test('a slip of the finger, a stem or a need find the right algorithm', async ({ serve, launch }) => {
  const server = await serve()
  const { page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  const options = separate.algorithms.getByRole('option')
  for (const [typed, found] of [['piano', /Piano/], ['polarfromer', /PolarFormer/], ['kick', /DrumSep/], ['accompaniment', /spleeter/]] as const) {
    await separate.search.fill(typed)
    await expect(options.first()).toContainText(found)
  }
  await separate.search.fill('')
  await separate.need('Drums', 'Bass')
  await expect(options.first()).toContainText('BS Roformer SW')
  const undeclared = separate.algorithms.getByRole('group', { name: 'These do not say what they make' }).getByRole('option')
  await expect(options).toHaveCount(1 + await undeclared.count())
})

test('the stems one needs are asked for in a dialog without any finding of axe', async ({ serve, launch }) => {
  const server = await serve()
  const { page } = await launch({ apiBase: server.apiBase })
  await signIn(page, server.token)
  await page.getByRole('button', { name: 'I need', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'I need' }).getByRole('button', { name: 'Drums', exact: true })).toBeVisible()
  expect(await violationsOf(page)).toEqual([])
})

test('popular, best rated and recent stand in the right order', async ({ folder, serve, launch }) => {
  const server = await serve()
  const { app, page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  const options = separate.algorithms.getByRole('option')
  await separate.show('Popular this month')
  await expect(options.first()).toContainText('BS Roformer SW')
  await expect(options.nth(1)).toContainText('BS Roformer (vocals')
  // 5.0 from one vote is no better than 4.8 from 141.
  await separate.show('Best rated')
  await expect(options.first()).not.toContainText('Piano')
  await separate.show('All')
  await dropFiles(app, separate.addAudio, [await writeSilence(folder, 'Recent', 3)])
  await separate.chooseAlgorithm('spleeter', 'spleeter')
  await separate.separate.click()
  await expect(separate.jobsOf('Recent').first().getByRole('button', { name: 'Open in Studio' })).toBeVisible()
  await separate.search.fill('')
  await separate.show('Recent')
  await expect(options).toHaveText([/spleeter/])
})

test('a description keeps its table; only the service’s own links lead out, and into the browser', async ({ serve, launch }) => {
  const server = await serve()
  const { app, page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  await app.evaluate(({ shell }) => {
    Reflect.set(globalThis, 'opened', [])
    shell.openExternal = (url) => {
      ;(Reflect.get(globalThis, 'opened') as string[]).push(url)
      return Promise.resolve()
    }
  })
  await separate.chooseAlgorithm('bs roformer', 'BS Roformer (vocals, instrumental)')
  await separate.readMore.click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('columnheader', { name: 'SDR vocals' })).toBeVisible()
  await expect(dialog.getByRole('row')).toHaveCount(5)
  await expect(dialog.getByRole('cell', { name: '11.89' })).toBeVisible()
  await expect(dialog).toContainText('elsewhere')
  await expect(dialog.getByRole('link', { name: 'elsewhere' })).toHaveCount(0)
  await dialog.getByRole('link', { name: 'the list of models' }).click()
  await expect.poll(() => app.evaluate(() => Reflect.get(globalThis, 'opened') as string[])).toEqual(['https://mvsep.com/en/algorithms'])
  expect(page.url()).toMatch(/^app:\/\/bundle\//)
})
