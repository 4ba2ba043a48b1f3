import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { writeClickStems } from './support/clickStems'
import { seedReadyJobs } from './support/readyJob'
import { playUnwatched } from './support/unwatchedStudio'
import { expect, test } from './support/unbraid'

const STEMS = 12
const SECONDS = 600
const TURNS = 100
const PLAY_MS = 300
const MOST_MEGABYTES = 150
// The bench asks for more (bench/studio.config.ts).
const MINUTES = Number(process.env['MINUTES'] ?? 0)

test('12 stems of ten minutes take little memory, however often the place is changed', async ({ folder, profile }) => {
  test.skip(process.platform !== 'linux', 'only Linux tells the memory of another process by its share')
  test.setTimeout(180_000 + MINUTES * 90_000)
  const music = join(folder, 'music')
  await mkdir(music)
  await seedReadyJobs(profile, [{ id: 'clicks', name: 'Clicks.wav', stems: await writeClickStems(music, STEMS, SECONDS) }])
  const studio = await playUnwatched(profile)
  try {
    await studio.playBeyond(3)
    const playing = await studio.grownMegabytes()
    let sought = 0
    for (let turn = 0; turn < TURNS; turn += 1) {
      await studio.seekAndPlay(3 + ((turn * 617) % (SECONDS - 10)), PLAY_MS)
      if (turn % 25 === 24) sought = Math.max(sought, await studio.grownMegabytes())
    }
    console.log(`12 stems x 10 min over ${studio.idleMegabytes.toFixed(0)} MB idle: playing +${playing.toFixed(0)} MB, through ${TURNS} seeks at most +${sought.toFixed(0)} MB`)
    expect(studio.idleMegabytes).toBeGreaterThan(0)
    expect(playing).toBeLessThan(MOST_MEGABYTES)
    expect(sought).toBeLessThan(MOST_MEGABYTES)

    if (MINUTES === 0) return
    const before = await studio.gaps()
    await studio.seekAndPlay(0, PLAY_MS)
    let most = 0
    for (let wanted = 5; wanted < Math.min(MINUTES * 60, SECONDS - 2); wanted += 5) {
      await studio.playBeyond(wanted)
      most = Math.max(most, await studio.grownMegabytes())
    }
    console.log(`${MINUTES} minutes in one go: gaps told before "${before}", after "${await studio.gaps()}", at most +${most.toFixed(0)} MB`)
    expect(await studio.gaps()).toBe(before)
    expect(most).toBeLessThan(MOST_MEGABYTES)
  } finally {
    await studio.app.end()
  }
})
