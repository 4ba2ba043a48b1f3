import { PlansPage } from './pages/plansPage'
import { expect, test } from './support/catalogueTest'
import { dropFiles } from './support/drop'
import { signIn } from './support/steps'
import { writeSilence } from './support/wav'

const ROFORMER = 'BS Roformer (vocals, instrumental)'

test('several plans on several songs: the matrix is shown, edited, and sent as it stands', async ({ folder, serve, launch }) => {
  const server = await serve()
  const { app, page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  const plans = new PlansPage(page)
  const lengths = { One: 60, Two: 120, Three: 180 }
  const songs = await Promise.all(Object.entries(lengths).map(([name, seconds]) => writeSilence(folder, name, seconds)))
  await dropFiles(app, separate.addAudio, songs)
  await separate.chooseAlgorithm('SW', /^BS Roformer SW/)
  await expect(separate.beforeYouStart).toContainText('3 files × 1 plan = 3 jobs')

  await plans.addPlan.click()
  await separate.chooseAlgorithm('bs roformer', ROFORMER)
  await separate.chooseOption('Overlap', '87.5%')
  await expect(plans.plans).toHaveCount(2)
  await expect(separate.beforeYouStart).toContainText('3 files × 2 plans = 6 jobs')
  // (1 + 2 + 3) minutes at once and at twice the price.
  await expect(separate.beforeYouStart).toContainText(/(?<!\d)18 credits/)
  await expect(separate.beforeYouStart.getByRole('list', { name: 'You will get with plan 1' })).toContainText('Guitar')
  await expect(separate.beforeYouStart.getByRole('list', { name: 'You will get with plan 2' })).not.toContainText('Guitar')

  await plans.job('Three.wav', 2).uncheck()
  await expect(separate.beforeYouStart).toContainText('3 files × 2 plans, 1 left out = 5 jobs')
  await expect(separate.beforeYouStart).toContainText(/(?<!\d)12 credits/)
  await plans.job('One.wav', 1).focus()
  await page.keyboard.press('ArrowDown')
  await expect(plans.job('Two.wav', 1)).toBeFocused()
  await page.keyboard.press('Space')
  await expect(plans.job('Two.wav', 1)).not.toBeChecked()
  await expect(separate.beforeYouStart).toContainText(/(?<!\d)10 credits/)

  await separate.separate.click()
  await expect(separate.jobs.getByRole('button', { name: 'Open in Studio' })).toHaveCount(4)
  const sent = server.creates.map(({ fields, files }) => [files[0]?.name, fields['sep_type'], fields['add_opt2']])
  expect(sent).toHaveLength(4)
  expect(sent).toEqual(expect.arrayContaining([
    ['One.wav', '63', undefined], ['One.wav', '40', '8'], ['Two.wav', '40', '8'], ['Three.wav', '63', undefined]
  ]))
})

test('a plan that needs no song stands in a row of its own and is sent once', async ({ folder, serve, launch }) => {
  const server = await serve()
  const { app, page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  const plans = new PlansPage(page)
  await dropFiles(app, separate.addAudio, [await writeSilence(folder, 'One', 3), await writeSilence(folder, 'Two', 3)])
  await separate.chooseAlgorithm('piano', /^MVSep Piano/)
  await plans.addPlan.click()
  await separate.chooseAlgorithm('bark', /^Bark/)
  await page.getByRole('textbox', { name: 'Text prompt' }).fill('One sentence.')
  await expect(plans.matrix.getByRole('checkbox')).toHaveCount(3)
  // No sum, which 2 × 2 would make wrong.
  await expect(separate.beforeYouStart).toContainText('3 jobs')
  await expect(separate.beforeYouStart).not.toContainText('2 files × 2 plans')
  await separate.separate.click()
  await expect(separate.jobs.getByRole('button', { name: 'Open in Studio' })).toHaveCount(3)
  const sent = server.creates.map(({ fields, files }) => `${fields['sep_type'] ?? ''} ${files.length}`).sort()
  expect(sent).toEqual(['115 0', '29 1', '29 1'])
})

test('two plans of one algorithm are separate, a third can be removed again', async ({ folder, serve, launch }) => {
  const server = await serve()
  const { app, page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  const plans = new PlansPage(page)
  await dropFiles(app, separate.addAudio, [await writeSilence(folder, 'One', 3)])
  await separate.chooseAlgorithm('bs roformer', ROFORMER)
  await page.getByRole('button', { name: 'Duplicate plan 1' }).click()
  await separate.chooseOption('Vocal model type', /124 bands/)
  await page.getByRole('button', { name: 'Duplicate plan 2' }).click()
  await page.getByRole('button', { name: 'Remove plan 3' }).click()
  await expect(plans.plans).toHaveCount(2)
  await separate.separate.click()
  await expect(separate.jobs.getByRole('button', { name: 'Open in Studio' })).toHaveCount(2)
  expect(server.creates.map(({ fields }) => fields['add_opt1']).sort()).toEqual(['171', '81'])
})
