/**
 * The Studio on twelve stems of ten minutes: seeks to sound, stems apart, gaps and memory, then MINUTES of playing in one go.
 * Run by bench/studio.config.ts; `MINUTES=10` for the long one.
 */
import { SeparatePage } from '../e2e/pages/separatePage'
import { writeClickStems } from '../e2e/support/clickStems'
import { memoryOf } from '../e2e/support/memory'
import { seedReadyJobs } from '../e2e/support/readyJob'
import { playThroughSeeks, tellSeeks } from '../e2e/support/seeks'
import { openInStudio } from '../e2e/support/steps'
import { installTap, seekTo, takeTap } from '../e2e/support/tap'
import { expect, test } from '../e2e/support/unbraid'

const STEMS = 12
const SECONDS = 600
const TURNS = 200
const MINUTES = Number(process.env['MINUTES'] ?? 1)

test(`twelve stems: ${TURNS} seeks, ${MINUTES} minutes in one go`, async ({ folder, profile, launch }) => {
  await seedReadyJobs(profile, [{ id: 'clicks', name: 'Clicks.wav', stems: await writeClickStems(folder, STEMS, SECONDS) }])
  const unbraid = await launch()
  const { page } = unbraid
  const row = new SeparatePage(page).jobsOf('Clicks.wav').first()
  await expect(row).toBeVisible()
  const idleMegabytes = (await memoryOf(unbraid)) ?? 0
  await installTap(page)
  const studio = await openInStudio(row)
  await studio.play.click()
  await expect.poll(() => studio.seconds()).toBeGreaterThan(1)
  console.log(tellSeeks(await playThroughSeeks(page, { stems: STEMS, seconds: SECONDS, turns: TURNS })))

  await seekTo(page, 0)
  const before = (await takeTap(page)).underruns
  let megabytes = 0
  for (let wanted = 5; wanted < Math.min(MINUTES * 60, SECONDS - 5); wanted += 5) {
    await expect.poll(() => studio.seconds(), { timeout: 60_000 }).toBeGreaterThan(wanted)
    megabytes = Math.max(megabytes, ((await memoryOf(unbraid)) ?? 0) - idleMegabytes)
    await takeTap(page)
  }
  console.log(`${MINUTES} minutes in one go: gaps ${(await takeTap(page)).underruns - before}, memory at most +${megabytes.toFixed(0)} MB`)
})
