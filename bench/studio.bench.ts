/**
 * The Studio on twelve stems of ten minutes: seeks to sound, stems apart and gaps. Run by bench/studio.config.ts, which also
 * measures memory and what many visits leave behind.
 */
import { SeparatePage } from '../e2e/pages/separatePage'
import { writeClickStems } from '../e2e/support/clickStems'
import { seedReadyJobs } from '../e2e/support/readyJob'
import { playThroughSeeks, tellSeeks } from '../e2e/support/seeks'
import { openInStudio } from '../e2e/support/steps'
import { installTap } from '../e2e/support/tap'
import { expect, test } from '../e2e/support/unbraid'

const STEMS = 12
const SECONDS = 600
const TURNS = 200

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
