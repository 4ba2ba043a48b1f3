import type { ElectronApplication, Page } from '@playwright/test'
import { expect, test } from './support/catalogueTest'
import { dropFiles } from './support/drop'
import { HOSTILE_GLOBAL, HOSTILE_ROWS } from './support/hostileRows'
import { shoot } from './support/shots'
import { signIn } from './support/steps'
import { writeSilence } from './support/wav'

/** Everything that would show that a row became more than text, collected from the start. */
interface Watch {
  readonly dialogs: string[]
  readonly refusals: string[]
  readonly requests: string[]
}

function watch(page: Page): Watch {
  const seen: Watch = { dialogs: [], refusals: [], requests: [] }
  page.on('dialog', (dialog) => {
    seen.dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('console', (message) => {
    if (/content security policy|trusted ?(type|html|script)|refused to|violates/i.test(message.text())) seen.refusals.push(message.text())
  })
  page.on('request', (request) => {
    if (!/^(app|data|blob):/.test(request.url())) seen.requests.push(request.url())
  })
  return seen
}

/** What no text of the service can make: elements that load, run, cover or send, and handlers. */
const FOREIGN = 'iframe, object, embed, base, form, math, img, dialog[open], #injected, script:not([src]), meta[http-equiv="refresh"], [onclick], [onerror], [onload], [onfocus]'

async function expectOnlyText({ app, page }: { app: ElectronApplication; page: Page }, seen: Watch): Promise<void> {
  expect(seen).toEqual({ dialogs: [], refusals: [], requests: [] })
  const state = await page.evaluate(([foreign, name]) => ({
    foreign: [...document.querySelectorAll(foreign)].map((element) => element.outerHTML.slice(0, 200)),
    links: [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href')).filter((href) => href !== null && !/^(#|https:\/\/([a-z]+\.)?mvsep\.com\/)/.test(href)),
    ran: Reflect.get(globalThis, name) as unknown,
    polluted: Object.keys(Object.prototype),
    hidden: getComputedStyle(document.body).display === 'none',
    wider: document.documentElement.scrollWidth > innerWidth
  }), [FOREIGN, HOSTILE_GLOBAL] as const)
  expect(state).toEqual({ foreign: [], links: [], ran: undefined, polluted: [], hidden: false, wider: false })
  expect(await app.evaluate((_electron, name) => Reflect.get(globalThis, name) as unknown, HOSTILE_GLOBAL)).toBeUndefined()
  expect(page.url()).toMatch(/^app:\/\/bundle\//)
  expect(app.windows()).toHaveLength(1)
}

test('A7-56, A7-58: a hostile catalogue is shown as text and changes nothing else', async ({ folder, serve, launch }) => {
  const server = await serve({ rows: HOSTILE_ROWS })
  const { app, page } = await launch({ apiBase: server.apiBase })
  const seen = watch(page)
  const separate = await signIn(page, server.token)
  await expect(page.getByText('9 algorithms', { exact: true })).toBeVisible()
  await expect(page.getByText('6 algorithms could not be understood and are not shown.')).toBeVisible()
  await expect(separate.algorithms).toContainText('<img src=x')
  await expectOnlyText({ app, page }, seen)
  await shoot(page, 'hostile-catalogue-dark')
  for (const sought of ['Markup', 'Table of 36', 'Deep', 'Null everywhere', 'Two that hide', 'gnp.exe', 'Ten thousand']) {
    await separate.chooseAlgorithm(sought, new RegExp(sought))
    await expect(separate.algorithms.getByRole('option', { selected: true })).toContainText(sought)
    await expectOnlyText({ app, page }, seen)
  }
  for (const sought of ['Markup', 'Table of 36', 'Deep']) {
    await separate.chooseAlgorithm(sought, new RegExp(sought))
    await separate.readMore.click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.locator('.rich')).toBeVisible()
    await expectOnlyText({ app, page }, seen)
    await shoot(page, `hostile-${sought.split(' ')[0]?.toLowerCase() ?? ''}-dark`)
    if (sought === 'Table of 36') await expect(dialog.getByRole('cell', { name: 'model 999' })).toBeAttached()
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  }

  await dropFiles(app, separate.addAudio, [await writeSilence(folder, 'Unharmed', 3)])
  await separate.chooseAlgorithm('honest', /^Honest one/)
  await separate.chooseOption('Model', 'Ay')
  await separate.separate.click()
  await expect(separate.jobsOf('Unharmed').first().getByRole('button', { name: 'Open in Studio' })).toBeVisible()
  expect(server.creates.map(({ fields }) => fields)).toEqual([expect.objectContaining({ sep_type: '908', add_opt1: 'a' })])
  await expectOnlyText({ app, page }, seen)
})

test('the watch over a hostile catalogue would see an element, a script, a request and a dialog', async ({ launch }) => {
  const { page } = await launch()
  const seen = watch(page)
  const found = await page.evaluate(async (foreign) => {
    const element = document.createElement('b')
    element.id = 'injected'
    document.body.append(element)
    try {
      document.body.insertAdjacentHTML('beforeend', '<img src=x>')
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
    await fetch('https://example.net/').catch(() => undefined)
    return document.querySelectorAll(foreign).length
  }, FOREIGN)
  expect(found).toBe(1)
  await expect.poll(() => seen.refusals.length).toBeGreaterThan(0)
  await page.evaluate(() => {
    alert('seen')
  })
  expect(seen.dialogs).toEqual(['seen'])
})

test('words and numbers beyond measure leave every row its name and every card its width', async ({ serve, launch }) => {
  const server = await serve({ rows: HOSTILE_ROWS })
  const { page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  for (const [sought, title] of [['Markup', /^Markup/], ['Long name', /^Long name/]] as const) {
    await separate.chooseAlgorithm(sought, title)
    const name = separate.algorithms.getByRole('option', { selected: true }).getByText(title).first()
    expect((await name.boundingBox())?.width, sought).toBeGreaterThan(60)
    const wider = await page.evaluate(() => [...document.querySelectorAll('main section, main section > div')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1).map((element) => element.className))
    expect(wider, sought).toEqual([])
  }
})

test('ten thousand options can be opened and one of them chosen', async ({ folder, serve, launch }) => {
  const server = await serve({ rows: HOSTILE_ROWS })
  const { app, page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  await dropFiles(app, separate.addAudio, [await writeSilence(folder, 'Many', 3)])
  await separate.chooseAlgorithm('thousand', /^Ten thousand/)
  const field = page.getByRole('combobox', { name: 'Choices' })
  await expect(field).toContainText('Choice 7')
  await field.click()
  await expect(page.getByRole('option', { name: 'Choice 7', exact: true })).toBeVisible()
  expect(await page.getByRole('option').count()).toBeLessThan(100) // only those in sight are drawn
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(field).toContainText(/Choice 1$/)
  await separate.separate.click()
  await expect(separate.jobsOf('Many').first().getByRole('button', { name: 'Open in Studio' })).toBeVisible()
  expect(server.creates[0]?.fields).toMatchObject({ sep_type: '903', add_opt1: '1' })
})

for (const [what, sought, renderId] of [['a name and labels of thousands of characters', 'Long name', '905'], ['control characters in its name', 'gnp.exe', '907'], ['nothing but a number and a name', 'Null everywhere', '904']] as const) {
  test(`an algorithm with ${what} can be sent`, async ({ folder, serve, launch }) => {
    const server = await serve({ rows: HOSTILE_ROWS })
    const { app, page } = await launch({ apiBase: server.apiBase })
    const separate = await signIn(page, server.token)
    await dropFiles(app, separate.addAudio, [await writeSilence(folder, 'Sent', 3)])
    await separate.chooseAlgorithm(sought, new RegExp(sought))
    await separate.separate.click()
    await expect(separate.jobsOf('Sent').first().getByRole('button', { name: 'Open in Studio' })).toBeVisible()
    expect(server.creates.map(({ fields }) => fields['sep_type'])).toEqual([renderId])
  })
}
