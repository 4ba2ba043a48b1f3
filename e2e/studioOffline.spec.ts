import { SeparatePage } from './pages/separatePage'
import { clicksOf, CODE_FRAMES, writeClickStems } from './support/clickStems'
import { examine, soundedAt, type Run } from './support/heard'
import { playOffline, SLICE_FRAMES, type OfflineTurn } from './support/offline'
import { seedReadyJobs } from './support/readyJob'
import { openInStudio } from './support/steps'
import { expect, test } from './support/unbraid'

const STEMS = 12
const SECONDS = 120
const RATE_HZ = 44_100
const TURNS = 110
const LOOP_EVERY = 10

interface Turn extends OfflineTurn {
  readonly active: readonly boolean[]
}

/** A repeatable choice, 0..1. */
const choose = (seed: number): number => ((Math.imul(seed, 2_654_435_761) >>> 8) % 9_973) / 9_973

/** Jumps with other mutes each time; every tenth goes round a loop of its own length. */
const turns: readonly Turn[] = Array.from({ length: TURNS }, (_, turn): Turn => {
  const active = Array.from({ length: STEMS }, (_stem, stem) => stem === 0 || choose(turn * 97 + stem) > 0.3) // the first stem counts the frames
  const frame = Math.round((1 + choose(turn + 1) * (SECONDS - 10)) * RATE_HZ)
  const isLoop = turn % LOOP_EVERY === LOOP_EVERY - 1
  return {
    active, frame, slices: isLoop ? 8 : 2,
    loop: isLoop ? { startFrame: frame, endFrame: frame + 5_003 + turn * 131 } : null,
    gains: active.map((on) => (on ? [1, 1] : [0, 0]))
  }
})

/** How far two frames are from each other on the stems' circle of time codes. */
const apartOf = (one: number, other: number): number => {
  const distance = (((one - other) % CODE_FRAMES) + CODE_FRAMES) % CODE_FRAMES
  return Math.min(distance, CODE_FRAMES - distance)
}

test('offline, 12 stems stay together and on the timeline through seeks, mutes and loops', async ({ folder, profile, launch }) => {
  await seedReadyJobs(profile, [{ id: 'clicks', name: 'Clicks.wav', stems: await writeClickStems(folder, STEMS, SECONDS) }])
  const { page } = await launch()
  const row = new SeparatePage(page).jobsOf('Clicks.wav').first()
  await openInStudio(row)
  const { samples, reports } = await playOffline(page, 'clicks', turns)

  let [at, clicks, apart, rounds] = [0, 0, 0, 0]
  const runs: Run[] = []
  for (const { active, frame, loop, slices } of turns) {
    const begin = at
    const turn = samples.subarray(begin, begin + slices * SLICE_FRAMES)
    at += turn.length
    const expected = (): number => clicksOf(active)
    const from = soundedAt(examine(turn, expected).runs, 0, frame)
    expect(from, `a jump to ${frame} sounds`).toBeDefined()
    const heard = examine(turn.subarray(from), expected)
    clicks += heard.clicks
    apart += heard.apart
    runs.push(...heard.runs.map((run) => ({ ...run, at: begin + (from ?? 0) + run.at })))
    if (!loop) {
      // From the first frame at full level to the end of the turn in one piece.
      expect(heard.runs).toHaveLength(1)
      expect(heard.runs[0]?.samples).toBe(turn.length - (from ?? 0) - (heard.runs[0]?.at ?? 0))
      continue
    }
    const whole = heard.runs.slice(1, -1)
    rounds += whole.length
    expect(whole.length).toBeGreaterThan(1)
    for (const [index, round] of whole.entries()) {
      const before = heard.runs[index]
      expect(round).toMatchObject({ samples: loop.endFrame - loop.startFrame, code: loop.startFrame % CODE_FRAMES, at: (before?.at ?? 0) + (before?.samples ?? 0) })
    }
  }

  // Where the mixer says it is, against what is there; while it fades no sample tells.
  const told = reports.flatMap(({ frame, contextTimeSeconds }) => {
    const index = Math.round(contextTimeSeconds * RATE_HZ)
    const run = runs.find((each) => each.at <= index && index < each.at + each.samples)
    return run ? [apartOf(run.code + index - run.at, frame)] : []
  })
  const off = Math.max(...told)
  const gaps = Math.max(...reports.map(({ underruns }) => underruns))
  console.log(
    `offline, ${STEMS} stems, ${TURNS} jumps with mutes, ${(samples.length / RATE_HZ).toFixed(0)} s: stems apart ${apart} samples in ${clicks} clicks, ` +
      `${rounds} whole rounds of loops, off the timeline at most ${off} samples in ${told.length} reports, gaps ${gaps}`
  )
  expect(apart).toBe(0)
  expect(clicks).toBeGreaterThan(400)
  expect(told.length).toBeGreaterThan(500)
  expect(off).toBeLessThanOrEqual(1)
  expect(gaps).toBe(0)
})
