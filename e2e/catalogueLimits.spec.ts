import { expect, test } from './support/catalogueTest'
import { dropFiles } from './support/drop'
import { signIn } from './support/steps'
import { writeSilence } from './support/wav'

test('without premium every limit is told before anything is sent, with what to do about it', async ({ folder, serve, launch }) => {
  const server = await serve({ premiumEnabled: false })
  const { app, page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  const limits = separate.beforeYouStart.getByRole('list', { name: 'Limits' }).getByRole('listitem')
  await separate.chooseAlgorithm('spleeter', 'spleeter')
  await dropFiles(app, separate.addAudio, [await writeSilence(folder, 'Short', 90)])
  await expect(separate.beforeYouStart).toContainText('Nothing: premium is off')
  await expect(separate.beforeYouStart).toContainText('49 of 50 left')
  await expect(limits).toHaveCount(0)

  await dropFiles(app, separate.addAudio, [await writeSilence(folder, 'Long', 601)])
  await expect(limits).toHaveText([/“Long\.wav” is 10:01 long; at most 10:00 may be sent\. Switch premium on/])
  // The service has the last word on lengths.
  await expect(separate.separate).toBeEnabled()

  await separate.chooseOption('Output format', /WAV, 32/)
  await expect(limits).toHaveCount(2)
  await expect(limits.filter({ hasText: 'WAV, 32 bit float is written for premium accounts. Switch premium on' })).toHaveCount(1)
  await separate.chooseOption('Output format', /WAV, 16/)
  await separate.chooseAlgorithm('ensemble', /^Ensemble/)
  await expect(limits.first()).toContainText('“Ensemble (vocals, instrum)” is for premium accounts.')
  await expect(separate.separate).toBeDisabled()
  expect(server.creates).toEqual([])
})

test('with premium the sum of a batch stands beside the balance, and what the credits do not pay for is told', async ({ folder, serve, launch }) => {
  const server = await serve()
  const { app, page } = await launch({ apiBase: server.apiBase })
  const separate = await signIn(page, server.token)
  const limits = separate.beforeYouStart.getByRole('list', { name: 'Limits' }).getByRole('listitem')
  await separate.chooseAlgorithm('ensemble', /^Ensemble/)
  await dropFiles(app, separate.addAudio, [await writeSilence(folder, 'Half', 1_200)])
  await expect(separate.beforeYouStart).toContainText(/(?<!\d)40 credits/)
  await expect(limits).toHaveCount(0)
  await dropFiles(app, separate.addAudio, [await writeSilence(folder, 'Other half', 1_199)])
  // 1,199 s x 2 / 60 = 39.97: rounded down after multiplying.
  await expect(separate.beforeYouStart).toContainText(/(?<!\d)79 credits/)
  await expect(limits).toHaveText([/The credits left do not pay for one of the jobs/])
})

for (const [premiumEnabled, before, after] of [[true, 'of your 54 credits', 'of your 53 credits'], [false, '49 of 50 left', '48 of 50 left']] as const) {
  test(`what is left ${premiumEnabled ? 'of the credits' : 'of the free runs'} is told anew after a job, on the same page`, async ({ folder, serve, launch }) => {
    const server = await serve({ premiumEnabled })
    const { app, page } = await launch({ apiBase: server.apiBase })
    const separate = await signIn(page, server.token)
    await separate.chooseAlgorithm('spleeter', 'spleeter')
    await dropFiles(app, separate.addAudio, [await writeSilence(folder, 'Once', 3)])
    await expect(separate.beforeYouStart).toContainText(before)
    await separate.separate.click()
    await expect(separate.beforeYouStart).toContainText(after)
  })
}
