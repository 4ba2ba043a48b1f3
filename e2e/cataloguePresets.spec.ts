import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PlansPage } from './pages/plansPage'
import { SeparatePage } from './pages/separatePage'
import { ROWS_WITHOUT_171 } from './support/catalogueRows'
import { expect, test } from './support/catalogueTest'
import { answerOpenDialog, answerSaveDialog } from './support/dialogs'
import { dropFiles } from './support/drop'
import { shoot } from './support/shots'
import { signIn } from './support/steps'
import { writeSilence } from './support/wav'

const ROFORMER = 'BS Roformer (vocals, instrumental)'

test('a preset whose option has vanished says so and is never changed by itself', async ({ folder, serve, launch }) => {
  const server = await serve()
  const first = await launch({ apiBase: server.apiBase })
  const separate = await signIn(first.page, server.token)
  await separate.chooseAlgorithm('bs roformer', ROFORMER)
  await separate.chooseOption('Vocal model type', /124 bands/)
  await separate.chooseOption('Set of stems', 'Include fullness stems')
  const plans = new PlansPage(first.page)
  await plans.savePreset('Full voices')
  await expect(plans.preset('Full voices')).not.toContainText('no longer')
  await first.quit()
  await server.stop()

  const later = await serve({ rows: ROWS_WITHOUT_171, inPlaceOf: server })
  const second = await launch({ apiBase: later.apiBase })
  const again = new SeparatePage(second.page)
  const kept = new PlansPage(second.page)
  await kept.presetsButton.click()
  await expect(kept.preset('Full voices')).toContainText(/“124 bands.*” of “Vocal model type” is no longer offered/)
  // It was asked because of that option alone, and would not be sent.
  await expect(kept.preset('Full voices')).toContainText('“Set of stems” is no longer asked; it was “Include fullness stems”.')
  await shoot(second.page, 'preset-flagged-dark')
  await second.page.getByRole('button', { name: 'Use Full voices', exact: true }).click()
  await expect(second.page.getByText('The catalogue has changed since the preset “Full voices” was saved')).toBeVisible()
  await expect(second.page.getByRole('combobox', { name: 'Vocal model type' })).toContainText('2025.07')
  await dropFiles(second.app, again.addAudio, [await writeSilence(folder, 'Later', 3)])
  await again.separate.click()
  await expect(again.jobsOf('Later').first().getByRole('button', { name: 'Open in Studio' })).toBeVisible()
  expect(later.creates.map(({ fields }) => fields)).toEqual([expect.objectContaining({ sep_type: '40', add_opt1: '81' })])
  expect(later.creates[0]?.fields).not.toHaveProperty('add_opt3')
  await second.quit()
  await later.stop()

  // The option comes back: so does the preset, exactly as it was saved.
  const restored = await serve({ inPlaceOf: server })
  const third = await launch({ apiBase: restored.apiBase })
  const back = new PlansPage(third.page)
  await back.presetsButton.click()
  await expect(back.preset('Full voices')).toBeVisible()
  await expect(back.preset('Full voices')).not.toContainText('no longer')
  await third.page.getByRole('button', { name: 'Use Full voices', exact: true }).click()
  await expect(third.page.getByRole('combobox', { name: 'Vocal model type' })).toContainText('124 bands')
  await expect(third.page.getByRole('combobox', { name: 'Set of stems' })).toContainText('Include fullness stems')
})

test('presets are duplicated, ordered, exported and taken in again elsewhere', async ({ folder, serve, launch }) => {
  const server = await serve()
  const { app, page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  await separate.chooseAlgorithm('spleeter', 'spleeter')
  const plans = new PlansPage(page)
  await plans.savePreset('Zero')
  await plans.doWithPreset('Zero', 'Duplicate')
  await expect(plans.presets).toHaveCount(2)
  await plans.closePresets()
  await separate.chooseAlgorithm('piano', /^MVSep Piano/)
  await plans.savePreset('Keys')
  await plans.doWithPreset('Keys', 'Move up')
  await expect(plans.presets.nth(1)).toContainText('Keys')

  const file = join(folder, 'presets.json')
  await answerSaveDialog(app, file)
  await page.getByRole('button', { name: 'Export all…' }).click()
  await expect(page.getByText(/Written to presets/)).toBeVisible()
  const text = await readFile(file, 'utf8')
  expect(text).toContain('"Keys"')
  expect(text).not.toContain(server.token)

  await plans.doWithPreset('Keys', 'Remove')
  await expect(plans.preset('Keys')).toHaveCount(0)
  await answerOpenDialog(app, [file])
  await page.getByRole('button', { name: 'Import…' }).click()
  await expect(page.getByText('3 presets were added.')).toBeVisible()
  await expect(plans.preset('Keys')).toHaveCount(1)
  await expect(plans.presets).toHaveCount(5)
})

test('the default preset is chosen at the start', async ({ serve, launch }) => {
  const server = await serve()
  const first = await launch({ apiBase: server.apiBase })
  const separate = await signIn(first.page, server.token)
  await separate.chooseAlgorithm('drumsep', /^DrumSep/)
  await separate.chooseOption('Model Type', 'Six stems')
  const plans = new PlansPage(first.page)
  await plans.savePreset('Kit')
  await plans.doWithPreset('Kit', 'Choose at the start')
  await expect(plans.preset('Kit')).toContainText('Chosen at the start')
  await first.quit()

  const second = await launch({ apiBase: server.apiBase })
  await expect(second.page.getByRole('combobox', { name: 'Model Type' })).toContainText('Six stems')
  await expect(new SeparatePage(second.page).algorithms.getByRole('option', { selected: true })).toContainText('DrumSep')
})
