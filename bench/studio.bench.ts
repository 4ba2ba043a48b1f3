/**
 * The Studio on twelve stems of ten minutes: opened again and again, also in turns with wavesurfer.js decoding the same files in
 * a window of its own, seeks to sound, stems apart and gaps. Run by bench/studio.config.ts, which also measures memory and what
 * many visits leave behind.
 */
import { basename, join } from 'node:path'
import { SeparatePage } from '../e2e/pages/separatePage'
import { writeClickStems } from '../e2e/support/clickStems'
import { percentile } from '../e2e/support/heard'
import { writeManyStems } from '../e2e/support/manyStems'
import { type Opening, openTimes, tellOpenings, toDistribution } from '../e2e/support/opening'
import { seedReadyJobs } from '../e2e/support/readyJob'
import { playThroughSeeks, tellSeeks } from '../e2e/support/seeks'
import { openInStudio } from '../e2e/support/steps'
import { installTap } from '../e2e/support/tap'
import { expect, test } from '../e2e/support/unbraid'
import { decodeAndDraw, fetchStems } from './rivals/drawnByRival'
import { serveRival, startRival } from './rivals/rival'

const STEMS = 12
const SECONDS = 600
const TURNS = 200
const OPENINGS = 61
const ROUNDS = 12
/** As high as ours are in a window of this size. */
const LANE_PX = 48

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

test(`twelve stems: ours opened, and decoded and drawn by wavesurfer.js, ${ROUNDS} times in turns`, async ({ folder, profile, launch }) => {
  const job = await writeManyStems(join(folder, 'song'), 'job-1', STEMS, SECONDS)
  await seedReadyJobs(profile, [job])
  const server = await serveRival(join(folder, 'song'))
  const ours = await launch()
  const theirs = await startRival(folder, server)
  await theirs.page.evaluate(fetchStems, job.stems.map(({ path }, stem) => server.stemUrl(stem, basename(path))))
  const [our, their]: [Opening[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round += 1) {
    our.push(...await openTimes(ours.page, 1, STEMS))
    their.push(await theirs.page.evaluate(decodeAndDraw, LANE_PX))
  }
  await theirs.quit()
  await server.close()
  // The first of each is left out: ours makes its peaks then, theirs compiles.
  const [one, other] = [our.slice(1).map(({ shownMs }) => shownMs), their.slice(1)]
  console.log(`ours ${toDistribution(one)}\ntheirs ${toDistribution(other)}`)
  console.log(`median of ours / theirs ${(percentile(one, 0.5) / percentile(other, 0.5)).toFixed(3)}, slowest of ours / fastest of theirs ${(Math.max(...one) / Math.min(...other)).toFixed(3)} (aim: 0.1)`)
})
