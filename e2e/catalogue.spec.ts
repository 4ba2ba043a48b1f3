import type { Page } from '@playwright/test'
import type { SeparatePage } from './pages/separatePage'
import type { CatalogueServer } from './support/catalogueServer'
import { expect, test } from './support/catalogueTest'
import { dropFiles } from './support/drop'
import { signIn } from './support/steps'
import type { Unbraid } from './support/unbraid'
import { writeSilence } from './support/wav'

const ROFORMER = 'BS Roformer (vocals, instrumental)'
const POLAR = 'BS PolarFormer (vocals, instrumental)'

const field = (page: Page, name: string): ReturnType<Page['getByRole']> => page.getByRole('combobox', { name })

/** Drops a silent song of this length on a signed-in app. */
async function withSong({ app }: Unbraid, separate: SeparatePage, folder: string, name: string, seconds: number): Promise<void> {
  await dropFiles(app, separate.addAudio, [await writeSilence(folder, name, seconds)])
  await expect(separate.addAudio).toContainText(`${name}.wav`)
}

/** Presses Separate and gives what the server was sent, once its answer has made the job ready. */
async function send(separate: SeparatePage, server: CatalogueServer, jobName: string): Promise<CatalogueServer['creates'][number]> {
  await separate.separate.click()
  await expect(separate.jobsOf(jobName).first().getByRole('button', { name: 'Open in Studio' })).toBeVisible()
  const [create] = server.creates
  expect(server.creates).toHaveLength(1)
  if (create === undefined) throw new Error('nothing was sent')
  return create
}

test('the third field of BS Roformer is there and sent only with option 171, and the stems follow every choice', async ({ folder, serve, launch }) => {
  const server = await serve()
  const unbraid = await launch({ apiBase: server.apiBase })
  const { page } = unbraid
  const separate = await signIn(page, server.token)
  await withSong(unbraid, separate, folder, 'Third', 3)
  await separate.chooseAlgorithm('bs roformer', ROFORMER)
  await expect(field(page, 'Vocal model type')).toBeVisible()
  await expect(field(page, 'Set of stems')).toHaveCount(0)
  await expect.poll(() => separate.predictedStems()).toEqual(['Vocals', 'Other'])

  await separate.chooseOption('Vocal model type', /124 bands/)
  await expect(field(page, 'Set of stems')).toBeVisible()
  await expect.poll(() => separate.predictedStems()).toEqual(['Vocals', 'Instrumental'])
  await separate.chooseOption('Set of stems', 'Include fullness stems')
  await expect.poll(() => separate.predictedStems()).toEqual(['Vocals', 'Instrumental', 'Vocals (fullness 1)', 'Instrumental (fullness 1)'])

  await separate.chooseOption('Vocal model type', /2025\.07/)
  await expect(field(page, 'Set of stems')).toHaveCount(0)
  await expect.poll(() => separate.predictedStems()).toEqual(['Vocals', 'Other'])
  await separate.chooseOption('Output format', /WAV, 16/)
  const { fields } = await send(separate, server, 'Third')
  expect(fields).toEqual({ sep_type: '40', add_opt1: '81', add_opt2: '2', output_format: '1' })

  await withSong(unbraid, separate, folder, 'Fourth', 3)
  await separate.chooseOption('Vocal model type', /124 bands/)
  await expect(field(page, 'Set of stems')).toContainText('Include fullness stems')
  await separate.separate.click()
  await expect(separate.jobsOf('Fourth').first().getByRole('button', { name: 'Open in Studio' })).toBeVisible()
  expect(server.creates[1]?.fields).toEqual({ sep_type: '40', add_opt1: '171', add_opt2: '2', add_opt3: '1', output_format: '1' })
})

test('options stand in the order of the service', async ({ serve, launch }) => {
  const server = await serve()
  const { page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  await separate.chooseAlgorithm('bs roformer', ROFORMER)
  await field(page, 'Vocal model type').click()
  const options = page.getByRole('listbox', { name: /Vocal model type/ }).getByRole('option')
  await expect(options).toHaveText([/2024\.02/, /2024\.08/, /high instrum fullness/, /2025\.07/, /124 bands/])
})

test('an overlap of 87.5 % doubles the credits shown, and what was seen is what is sent', async ({ folder, serve, launch }) => {
  const server = await serve()
  const unbraid = await launch({ apiBase: server.apiBase })
  const separate = await signIn(unbraid.page, server.token)
  await withSong(unbraid, separate, folder, 'Three minutes', 180)
  await separate.chooseAlgorithm('bs roformer', ROFORMER)
  await expect(separate.beforeYouStart).toContainText(/(?<!\d)3 credits/)
  await expect(separate.beforeYouStart).toContainText('54 credits')
  await separate.chooseOption('Overlap', '87.5%')
  await expect(separate.beforeYouStart).toContainText(/(?<!\d)6 credits/)
  await separate.chooseOption('Output format', /WAV, 16/)
  const { fields, files } = await send(separate, server, 'Three minutes')
  expect(fields).toEqual({ sep_type: '40', add_opt1: '81', add_opt2: '8', output_format: '1' })
  expect(files).toEqual([expect.objectContaining({ field: 'audiofile', name: 'Three minutes.wav' })])
})

test('the field that PolarFormer hides with 163 is not sent, whatever it was before', async ({ folder, serve, launch }) => {
  const server = await serve()
  const unbraid = await launch({ apiBase: server.apiBase })
  const { page } = unbraid
  const separate = await signIn(page, server.token)
  await withSong(unbraid, separate, folder, 'Polar', 120)
  await separate.chooseAlgorithm('polarformer', POLAR)
  await expect(field(page, 'Model type')).toContainText('124 bands')
  await expect(field(page, 'Overlap')).toHaveCount(0)
  await separate.chooseOption('Model type', /62 bands/)
  await expect.poll(() => separate.predictedStems()).toEqual(['Other', 'Vocals'])
  await separate.chooseOption('Overlap', '87.5%')
  await expect(separate.beforeYouStart).toContainText(/(?<!\d)3 credits/)
  await separate.chooseOption('Model type', /124 bands/)
  await expect(field(page, 'Overlap')).toHaveCount(0)
  // The price of a choice that is out of sight is no price.
  await expect(separate.beforeYouStart).toContainText(/(?<!\d)2 credits/)
  const { fields } = await send(separate, server, 'Polar')
  expect(fields).toMatchObject({ sep_type: '123', add_opt1: '163' })
  expect(Object.keys(fields)).not.toContain('add_opt2')
})

test('spleeter, whose number is 0, is a model like any other', async ({ folder, serve, launch }) => {
  const server = await serve()
  const unbraid = await launch({ apiBase: server.apiBase })
  const separate = await signIn(unbraid.page, server.token)
  await withSong(unbraid, separate, folder, 'Zero', 3)
  await separate.chooseAlgorithm('spleeter', 'spleeter')
  await expect.poll(() => separate.predictedStems()).toEqual(['Vocals', 'Accompaniment'])
  const { fields } = await send(separate, server, 'Zero')
  expect(fields).toMatchObject({ sep_type: '0', add_opt1: '0' })
})

test('text to speech asks for words, needs no file and sends none', async ({ serve, launch }) => {
  const server = await serve()
  const { page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  await separate.chooseAlgorithm('bark', /^Bark/)
  await expect(separate.separate).toBeDisabled()
  await expect(separate.beforeYouStart).toContainText('Text prompt')
  await page.getByRole('textbox', { name: 'Text prompt' }).fill('Hello there.\nA second line & <b>bold</b>, “quoted”.')
  await separate.chooseOption('Speaker', 'English Female 1')
  await expect(separate.separate).toBeEnabled()
  const { fields, files } = await send(separate, server, 'Bark')
  expect(fields).toMatchObject({ sep_type: '115', add_opt1: 'Hello there.\nA second line & <b>bold</b>, “quoted”.', add_opt2: 'en_9' })
  expect(files).toEqual([])
})

test('rows of every scope are offered, those asleep or unreadable are not', async ({ serve, launch }) => {
  const server = await serve()
  const { page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  const asked = new Set(server.askedScopes.flatMap((scopes) => scopes.split(',')))
  expect([...asked].sort()).toEqual(['matchering_upload', 'no_upload', 'single_upload'])
  await expect(page.getByText('10 algorithms', { exact: true })).toBeVisible()
  await expect(page.getByText('One algorithm could not be understood and is not shown.')).toBeVisible()
  // The search forgives slips, so it may find others: never this one.
  await separate.search.fill('asleep')
  await expect(separate.algorithms.getByRole('option', { name: /asleep/ })).toHaveCount(0)
})
