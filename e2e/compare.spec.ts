import type { Page } from '@playwright/test'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createWriter } from '../src/codecs/createWriter'
import { ComparePage } from './pages/comparePage'
import { SeparatePage } from './pages/separatePage'
import { violationsOf } from './support/axe'
import { seedReadyJobs } from './support/readyJob'
import { shoot } from './support/shots'
import { openInStudio } from './support/steps'
import { installTap, takeTap } from './support/tap'
import { expect, test } from './support/unbraid'

const RATE = 44_100
const SECONDS = 60
const HERTZ = 441
const LEVELS = { 'Quiet model': 0.1, 'Loud model': 0.4, 'Silent model': 0 } as const
const NAMES = ['Quiet model', 'Loud model', 'Silent model'] as const

/** Three jobs of one song whose vocals are the same sine, of different loudness. */
async function seed(folder: string, profile: string): Promise<void> {
  await seedReadyJobs(profile, await Promise.all(NAMES.map(async (algorithm, index) => {
    const music = join(folder, `job-${index}`)
    await mkdir(music)
    const path = join(music, 'Vocals.wav')
    const writer = await createWriter(path, 'wav32f', { sampleRateHz: RATE, channels: 1 })
    await writer.write([Float32Array.from({ length: RATE * SECONDS }, (_, frame) => LEVELS[algorithm] * Math.sin((2 * Math.PI * HERTZ * frame) / RATE))])
    await writer.finish()
    return { id: `job-${index}`, name: 'Song.wav', algorithm, stems: [{ name: 'Vocals', path }] }
  })))
}

/** How far samples are from a sine of one level going on without a gap: each follows from the two before it. */
function greatestBreak(samples: Float32Array): number {
  const turn = 2 * Math.cos((2 * Math.PI * HERTZ) / RATE)
  let greatest = 0
  for (let at = 2; at < samples.length; at += 1) {
    greatest = Math.max(greatest, Math.abs((samples[at] ?? 0) - turn * (samples[at - 1] ?? 0) + (samples[at - 2] ?? 0)))
  }
  return greatest
}

const peakOf = (samples: Float32Array): number => samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)

test('votes of a blind test are kept over a restart, until it is revealed', async ({ folder, profile, launch }) => {
  await seed(folder, profile)
  const begin = async (page: Page): Promise<ComparePage> => {
    await page.getByRole('link', { name: 'Library' }).click()
    await page.getByRole('list', { name: 'Finished jobs' }).getByRole('listitem').first().getByRole('button', { name: 'Compare…' }).click()
    const compare = new ComparePage(page)
    await expect(compare.play).toBeEnabled({ timeout: 20_000 })
    await compare.button('Blind test').click()
    return compare
  }
  const first = await launch()
  const compare = await begin(first.page)
  await compare.button('A is best').click()
  await compare.button('No difference').click()
  await expect(compare.region.getByText('2 votes kept')).toBeVisible()
  await first.quit()

  const { page } = await launch()
  const again = await begin(page)
  await expect(again.region.getByRole('heading', { name: 'Round 3' })).toBeVisible()
  await expect(again.region.getByText('2 votes kept')).toBeVisible()
  await again.button('Reveal').click()
  await expect(again.region.getByRole('list', { name: 'Result of the blind test' })).toContainText('1 vote')
  await again.button('End the test').click()
  await again.button('Blind test').click()
  await expect(again.region.getByRole('heading', { name: 'Round 1' })).toBeVisible()
})

test('the same stem of several jobs is compared without a gap and at one loudness, also blind', async ({ folder, profile, launch }) => {
  test.setTimeout(120_000)
  await seed(folder, profile)
  const { page } = await launch()
  await expect(new SeparatePage(page).jobs).toBeVisible()
  await installTap(page)
  await page.getByRole('link', { name: 'Library' }).click()
  await page.getByRole('list', { name: 'Finished jobs' }).getByRole('listitem').first().getByRole('button', { name: 'Compare…' }).click()
  const compare = new ComparePage(page)
  await expect(compare.play).toBeEnabled({ timeout: 20_000 })

  /** The highest sample of what is heard now, a moment after what was heard before. */
  const heardPeak = async (): Promise<number> => {
    await takeTap(page)
    let samples = new Float32Array()
    await expect.poll(async () => {
      samples = Float32Array.from([...samples, ...(await takeTap(page)).samples])
      return samples.length
    }).toBeGreaterThan(RATE / 2)
    return peakOf(samples.subarray(samples.length - RATE / 10))
  }

  await test.step('each is as loud as the quietest', async () => {
    await compare.candidate('Loud model').check({ force: true })
    await compare.play.click()
    expect(await heardPeak()).toBeCloseTo(0.1, 3)
    await expect(compare.region.getByText('-12.0 dB').or(compare.region.getByText('−12.0 dB'))).toBeVisible()
    await shoot(page, 'compare-dark')
  })

  await test.step('switching while it plays leaves no gap', async () => {
    await takeTap(page)
    for (let turn = 0; turn < 10; turn += 1) await compare.candidate(turn % 2 === 0 ? 'Quiet model' : 'Loud model').check({ force: true })
    const { samples, underruns } = await takeTap(page)
    console.log(`10 switches in ${(samples.length / RATE).toFixed(2)} s: greatest break ${greatestBreak(samples).toExponential(2)} of 0.1, ${underruns} underruns`)
    expect(samples.length).toBeGreaterThan(RATE / 10)
    expect(greatestBreak(samples)).toBeLessThan(1e-4)
    await page.keyboard.press('2')
    await expect(compare.candidate('Loud model')).toBeChecked()
    // Chosen by the mouse and heard at once: Space goes on meaning play and pause.
    await compare.region.getByText('Quiet model').last().click()
    await expect(compare.candidate('Quiet model')).toBeChecked()
    for (const next of [compare.play, compare.pause]) {
      await page.keyboard.press('Space')
      await expect(next).toBeVisible()
    }
    await compare.candidate('Loud model').check({ force: true })
  })

  await test.step('as delivered when loudness is left alone', async () => {
    await compare.matched.click()
    expect(await heardPeak()).toBeCloseTo(0.4, 3)
  })

  await test.step('who takes part can be chosen', async () => {
    const choice = compare.region.getByRole('group', { name: 'Takes part' })
    await choice.getByRole('checkbox', { name: 'Loud model' }).uncheck({ force: true })
    await expect(compare.candidates.getByRole('radio')).toHaveCount(2)
    await choice.getByRole('checkbox', { name: 'Loud model' }).check({ force: true })
    await expect(compare.candidates.getByRole('radio')).toHaveCount(3)
  })
  expect(await violationsOf(page)).toEqual([])

  await test.step('a blind test hides the names, keeps the votes and tells them at the end', async () => {
    await compare.button('Blind test').click()
    await expect(compare.play.or(compare.pause)).toBeEnabled()
    if (await compare.play.isVisible()) await compare.play.click()
    for (let round = 1; round <= 3; round += 1) {
      await expect(compare.region.getByRole('heading', { name: `Round ${round}` })).toBeVisible()
      for (const name of NAMES) await expect(page.getByText(name)).toHaveCount(0)
      // The silent one is told by ear: what is heard under its letter is nothing.
      let silent = ''
      for (const letter of ['A', 'B', 'C']) {
        await compare.candidate(letter).check({ force: true })
        if ((await heardPeak()) === 0) silent = letter
      }
      if (round === 1) {
        await shoot(page, 'compare-blind-dark')
        expect(await violationsOf(page)).toEqual([])
      }
      await compare.button(`${silent} is best`).click()
    }
    await compare.button('No difference').click()
    await expect(compare.region.getByText('4 votes kept')).toBeVisible()
    await page.keyboard.press('Space') // pauses; no fifth vote
    await expect(compare.play).toBeVisible()
    await expect(compare.region.getByText('4 votes kept')).toBeVisible()
    await compare.button('Reveal').click()
    const results = compare.region.getByRole('list', { name: 'Result of the blind test' })
    await expect(results.getByRole('listitem').first()).toHaveText(/Silent model.*3 votes/)
    await expect(results.getByRole('listitem').filter({ hasText: '0 votes' })).toHaveCount(2)
    await shoot(page, 'compare-results-dark')
    await compare.button('End the test').click()
    await expect(compare.candidate('Loud model')).toBeVisible()
  })

  await test.step('the Studio leads here as well', async () => {
    await page.getByRole('link', { name: 'Library' }).click()
    const studio = await openInStudio(page.getByRole('list', { name: 'Finished jobs' }).getByRole('listitem').first())
    await studio.region.getByRole('button', { name: 'Compare…' }).click()
    await expect(compare.candidates.getByRole('radio')).toHaveCount(3)
  })
})
