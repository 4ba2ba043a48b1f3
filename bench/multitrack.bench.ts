/**
 * Ours beside wavesurfer-multitrack: twelve stems of ten minutes, the same files, the same machine, in turns: a block of seeks
 * and mutes in ours while theirs is paused, then the same ones in theirs while ours is paused. Run by
 * bench/multitrack.config.ts; `TURNS` says how many seeks (100).
 *
 * How it is measured. Both are Electron windows of one size. The first stem counts frames, each other one clicks once in 4096
 * frames (e2e/support/clickStems.ts). Ours is tapped at its output, theirs at its media elements, each led through a worklet
 * of its own input. Everything is at the files' rate, so samples come out as they are in the files.
 * - Stems apart: where each stem clicks on the count of the first, wrapped at 4096 frames: theirs may be 93 ms further apart
 *   than is told, never less. Ours: every sample after a seek. Theirs: the last click heard in the time after it, when all
 *   has settled (kind: stems that came late and caught up are not counted).
 * - Seek to sound: from the call that seeks to the first sample of the new place; theirs of its first stem (kind: others may come
 *   later, and where it begins is not asked). Both windows stay open: what theirs does at rest is in our time, too. Nothing heard within 3 seconds counts as 3 seconds.
 * - Heard: whether any stem was. By its source, theirs goes after its furthest stem: one more than 0.3 s behind it is sent there
 *   again at every frame of the screen, so that stems whose seek takes longer than that may never come to be heard.
 * - Memory: of the page's process, without what can be collected, above the same window with nothing opened, after the same
 *   seeks. Neither is watched by Playwright, which has the network's answers kept in the page (unwatched.ts). "Decoded" is what
 *   twelve stereo stems are as the floats that players of AudioBuffers keep: 4 bytes a sample, reckoned.
 */
import { availableParallelism, loadavg } from 'node:os'
import { SeparatePage } from '../e2e/pages/separatePage'
import { writeClickStems } from '../e2e/support/clickStems'
import { percentile } from '../e2e/support/heard'
import { seedReadyJobs } from '../e2e/support/readyJob'
import { openInStudio } from '../e2e/support/steps'
import { playUnwatched } from '../e2e/support/unwatchedStudio'
import type { UnwatchedApp } from '../e2e/support/unwatched'
import { installTap } from '../e2e/support/tap'
import { expect, test } from '../e2e/support/unbraid'
import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { serveRival, startRival, startUnwatchedRival } from './rivals/rival'
import { loadTracks, playAround, setPlaying } from './rivals/rivalPage'
import { planTurns, RATE_HZ, takeOurTurn, takeTheirTurn, THEIR_LISTENING_SECONDS, toMilliseconds, type Turn } from './rivals/turns'

const STEMS = 12
const SECONDS = 600
const TURNS = Number(process.env['TURNS'] ?? 100)
const BLOCK = 10
const PLAY_MS = 300
// What a person takes for at once (100 ms), halved.
const DECODED_MEGABYTES = (STEMS * 2 * SECONDS * RATE_HZ * Float32Array.BYTES_PER_ELEMENT) / 2 ** 20

/** Runs a function of rivalPage.ts in a page that nobody watches. */
const inPage = <Argument>(app: UnwatchedApp, work: (argument: Argument) => Promise<void>, argument: Argument): Promise<unknown> =>
  app.evaluate(`(${work.toString()})(${JSON.stringify(argument)})`)

/** What theirs takes over its window with nothing loaded, through the same seeks, in megabytes. */
async function growthOfTheirs(app: UnwatchedApp, urls: readonly string[], peaks: boolean, targets: readonly number[]): Promise<number> {
  const before = await app.megabytes()
  await inPage(app, loadTracks, { urls, peaks, sampleRateHz: RATE_HZ })
  await inPage(app, playAround, { targets, playMs: PLAY_MS })
  const grown = (await app.megabytes()) - before
  await app.end()
  return grown
}

async function growthOfOurs(profile: string, targets: readonly number[]): Promise<number> {
  const studio = await playUnwatched(profile)
  await studio.playBeyond(1)
  for (const target of targets) await studio.seekAndPlay(target, PLAY_MS)
  const grown = await studio.grownMegabytes()
  await studio.app.end()
  return grown
}

test(`twelve stems, ${TURNS} seeks and mutes: ours and wavesurfer-multitrack in turns`, async ({ folder, profile, launch }) => {
  const music = join(folder, 'music')
  await mkdir(music)
  const stems = await writeClickStems(music, STEMS, SECONDS)
  await seedReadyJobs(profile, [{ id: 'clicks', name: 'Clicks.wav', stems }])
  const server = await serveRival(music)
  const urls = stems.map(({ path }, stem) => server.stemUrl(stem, basename(path)))

  const plan = planTurns(TURNS, STEMS, SECONDS)
  const targets = plan.map(({ targetSeconds }) => targetSeconds)
  const megabytes = {
    ours: await growthOfOurs(profile, targets),
    theirs: await growthOfTheirs(await startUnwatchedRival(folder, server), urls, true, targets),
    theirsDrawn: await growthOfTheirs(await startUnwatchedRival(folder, server), urls, false, targets)
  }

  const ours = await launch()
  const theirs = await startRival(folder, server)
  const row = new SeparatePage(ours.page).jobsOf('Clicks.wav').first()
  await expect(row).toBeVisible()
  await installTap(ours.page)
  const studio = await openInStudio(row)
  await theirs.page.evaluate(loadTracks, { urls, peaks: true, sampleRateHz: RATE_HZ })

  const [our, their]: [Turn[], Turn[]] = [[], []]
  for (let block = 0; block < plan.length; block += BLOCK) {
    const part = plan.slice(block, block + BLOCK)
    await studio.play.click()
    await expect(studio.pause).toBeVisible()
    for (const turn of part) our.push(await takeOurTurn(ours.page, turn))
    await studio.pause.click()
    await setPlaying(theirs.page, true)
    for (const turn of part) their.push(await takeTheirTurn(theirs.page, turn))
    await setPlaying(theirs.page, false)
  }
  await theirs.quit()
  await server.close()
  tell(our, their, megabytes)
  // What is asked of ours. Theirs is what it is.
  expect(our.filter(({ isHeard }) => isHeard)).toHaveLength(TURNS)
  expect(Math.max(...our.map(({ apartFrames = Number.NaN }) => apartFrames))).toBe(0)
})

interface Megabytes {
  readonly ours: number
  readonly theirs: number
  readonly theirsDrawn: number
}

/** Side by side, with ours as a part of theirs. */
function tell(ours: readonly Turn[], theirs: readonly Turn[], megabytes: Megabytes): void {
  const apart = (turns: readonly Turn[]): number[] => turns.flatMap(({ apartFrames }) => (apartFrames === undefined ? [] : [apartFrames]))
  const latencies = (turns: readonly Turn[]): number[] => turns.map(({ latencyMs = THEIR_LISTENING_SECONDS * 1000 }) => latencyMs)
  const heard = (turns: readonly Turn[], is: (turn: Turn) => boolean): string => `${turns.filter(is).length} of ${turns.length}`
  const isHeard = (turn: Turn): boolean => turn.isHeard
  const isFirstHeard = ({ latencyMs }: Turn): boolean => latencyMs !== undefined
  const worst = (turns: readonly Turn[]): string => {
    const frames = Math.max(0, ...apart(turns))
    return `${frames} (${toMilliseconds(frames).toFixed(1)} ms)`
  }
  const share = (turns: readonly Turn[]): string => `${apart(turns).filter((frames) => frames > 0).length} of ${apart(turns).length}`
  const at = (turns: readonly Turn[], part: number): string => `${percentile(latencies(turns), part).toFixed(1)} ms`
  const ratio = (part: number): string => (percentile(latencies(ours), part) / percentile(latencies(theirs), part)).toFixed(2)
  const rows: readonly (readonly [string, string, string, string])[] = [
    ['', 'ours', 'wavesurfer-multitrack', 'ratio'],
    ['stems apart, most samples', worst(ours), worst(theirs), ''],
    ['seeks with stems apart', share(ours), share(theirs), ''],
    ['seek to sound, p50', at(ours, 0.5), at(theirs, 0.5), ratio(0.5)],
    ['seek to sound, p95', at(ours, 0.95), at(theirs, 0.95), `${ratio(0.95)} (aim: 0.25)`],
    ['seeks heard within 3 s', heard(ours, isHeard), heard(theirs, isHeard), ''],
    ['seeks with the first stem heard', heard(ours, isFirstHeard), heard(theirs, isFirstHeard), ''],
    ['memory, seeks and mutes done', `+${megabytes.ours.toFixed(0)} MB`, `+${megabytes.theirs.toFixed(0)} MB`, (megabytes.ours / megabytes.theirs).toFixed(2)],
    ['memory, theirs drawing itself', '', `+${megabytes.theirsDrawn.toFixed(0)} MB`, (megabytes.ours / megabytes.theirsDrawn).toFixed(2)],
    ['memory, decoded stereo, reckoned', '', `+${DECODED_MEGABYTES.toFixed(0)} MB`, `${(megabytes.ours / DECODED_MEGABYTES).toFixed(2)} (aim: 0.06)`]
  ]
  const load = loadavg().map((value) => value.toFixed(1)).join(' ')
  console.log(`12 stems x 10 min, ${ours.length} seeks, load ${load} on ${availableParallelism()} cores`)
  for (const [what, one, other, part] of rows) console.log(`${what.padEnd(34)}${one.padEnd(20)}${other.padEnd(24)}${part}`)
}
