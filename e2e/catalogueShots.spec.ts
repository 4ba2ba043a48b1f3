import { PlansPage } from './pages/plansPage'
import { expect, test } from './support/catalogueTest'
import { dropFiles } from './support/drop'
import { shoot } from './support/shots'
import { signIn } from './support/steps'
import { writeSilence } from './support/wav'

for (const colorScheme of ['dark', 'light'] as const) {
  test(`picker, description, matrix and presets in the ${colorScheme} theme`, async ({ folder, serve, launch }) => {
    const server = await serve()
    const { app, page } = await launch({ apiBase: server.apiBase, colorScheme })
    const separate = await signIn(page, server.token)
    const plans = new PlansPage(page)
    const take = (name: string): Promise<string> => shoot(page, `catalogue-${name}-${colorScheme}`)
    await separate.chooseAlgorithm('bs roformer', 'BS Roformer (vocals, instrumental)')
    await separate.search.fill('')
    await separate.chooseOption('Vocal model type', /124 bands/)
    await separate.chooseOption('Set of stems', 'Include fullness stems')
    await take('picker')
    await separate.search.fill('pinao')
    await expect(separate.algorithms.getByRole('option').first()).toContainText('Piano')
    await take('search')
    await separate.search.fill('zzzz')
    await take('nothing-found')
    await separate.search.fill('')
    await page.getByRole('combobox', { name: 'Vocal model type' }).click()
    await take('options')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'I need', exact: true }).click()
    await take('needs')
    await page.keyboard.press('Escape')
    await separate.readMore.click()
    await expect(page.getByRole('dialog').getByRole('row')).toHaveCount(5)
    await take('description')
    await page.keyboard.press('Escape')

    const songs = await Promise.all([60, 185, 242, 601, 15].map((seconds, index) => writeSilence(folder, `Song ${index + 1} with a rather long name`, seconds)))
    await dropFiles(app, separate.addAudio, songs)
    await plans.addPlan.click()
    await separate.chooseAlgorithm('ensemble', /^Ensemble/)
    await plans.addPlan.click()
    await separate.search.fill('')
    await separate.chooseAlgorithm('drumsep', /^DrumSep/)
    await plans.job('Song 1 with a rather long name.wav', 2).uncheck()
    await take('matrix')
    await plans.savePreset('Drum kit')
    await plans.closePresets()
    await page.getByRole('button', { name: /^Plan 1:/ }).click()
    await plans.savePreset('Voices, all of them')
    await take('presets')
    await plans.closePresets()
    await separate.chooseAlgorithm('bark', /^Bark/)
    await take('text-to-speech')
    await separate.chooseAlgorithm('matchering', 'Matchering')
    await take('pair')
  })
}
