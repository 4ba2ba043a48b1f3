/**
 * The Studio on twelve stems of ten minutes: opened again and again, seeks to sound, stems apart and gaps. Run by
 * bench/studio.config.ts, which also measures memory and what many visits leave behind.
 */
import { join } from 'node:path'
import { SeparatePage } from '../e2e/pages/separatePage'
import { writeClickStems } from '../e2e/support/clickStems'
import { writeManyStems } from '../e2e/support/manyStems'
import { openTimes, tellOpenings } from '../e2e/support/opening'
import { seedReadyJobs } from '../e2e/support/readyJob'
import { playThroughSeeks, tellSeeks } from '../e2e/support/seeks'
import { openInStudio } from '../e2e/support/steps'
import { installTap } from '../e2e/support/tap'
import { expect, test } from '../e2e/support/unbraid'

const STEMS = 12
const SECONDS = 600
const TURNS = 200
const OPENINGS = 61

test(`twelve stems: ${TURNS} seeks`, async ({ folder, profile, launch }) => {
  await seedReadyJobs(profile, [{ id: 'clicks', name: 'Clicks.wav', stems: await writeClickStems(folder, STEMS, SECONDS) }])
  const { page } = await launch()
  const row = new SeparatePage(page).jobsOf('Clicks.wav').first()
  await expect(row).toBeVisible()
  await installTap(page)
  const studio = await openInStudio(row)
  await studio.play.click()
  await expect.poll(() => studio.seconds()).toBeGreaterThan(1)
  console.log(tellSeeks(await playThroughSeeks(page, { stems: STEMS, seconds: SECONDS, turns: TURNS })))
})

test(`twelve stems: opened ${OPENINGS} times`, async ({ folder, profile, launch }) => {
  await seedReadyJobs(profile, [await writeManyStems(join(folder, 'song'), 'job-1', STEMS, SECONDS)])
  const { page } = await launch()
  console.log(tellOpenings(await openTimes(page, OPENINGS, STEMS)))
})
