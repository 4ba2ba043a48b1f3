import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { answerOpenDialog } from './support/dialogs'
import { shoot } from './support/shots'
import { levelOf, readSong } from './support/songs'
import { openInStudio, tryOnThisComputer, waitUntilReady } from './support/steps'
import { expect, ROOT, test } from './support/unbraid'

/** What `npm start` does where no display is: the first minute of a person without an account, unattended. */
test('first minute', async ({ launch }) => {
  const say = (text: string): void => console.log(`  ${text}`)
  const target = join(ROOT, 'journey')
  const stemsFolder = join(target, 'stems')
  await mkdir(stemsFolder, { recursive: true })
  const { app, page } = await launch()
  await shoot(page, '1-welcome', target)
  const separate = await tryOnThisComputer(page)
  await page.getByRole('button', { name: 'Use the sample song' }).click()
  await separate.chooseAlgorithm('four', /vocals, drums, bass, other/i)
  say('sample song added, four stems chosen')
  await shoot(page, '2-separate', target)
  const startedAt = Date.now()
  await separate.separate.click()
  const row = await waitUntilReady(separate, 'Unbraid sample song')
  say(`separated in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
  await shoot(page, '3-ready', target)
  const studio = await openInStudio(row)
  await studio.play.click()
  await expect.poll(() => studio.seconds()).toBeGreaterThan(2)
  await shoot(page, '4-studio', target)
  say(`playing, at ${(await studio.seconds()).toFixed(1)} s`)
  await studio.pause.click()
  await answerOpenDialog(app, [stemsFolder])
  await studio.export.click()
  await page.getByRole('dialog').getByRole('button', { name: /choose folder/i }).click()
  await expect(page.getByText(/exported|copied/i).first()).toBeVisible()
  for (const name of await readdir(stemsFolder)) {
    const { channels, sampleRateHz } = await readSong(join(stemsFolder, name))
    const seconds = (channels[0]?.length ?? 0) / sampleRateHz
    say(`${name}: ${seconds.toFixed(1)} s, level ${(20 * Math.log10(levelOf(channels))).toFixed(1)} dBFS`)
  }
  say(`stems: ${stemsFolder}`)
  say(`screenshots: ${target}`)
})
