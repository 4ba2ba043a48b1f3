import { type Page } from '@playwright/test'
import { clicksOf } from './clickStems'
import { examine, percentile, soundedAt } from './heard'
import { seekTo, takeTap } from './tap'

export const RATE_HZ = 44_100

export interface SeekFindings {
  /** From the move of the slider to the first sample of the new place. */
  readonly latenciesMs: readonly number[]
  /** Clicks looked at, and samples at which a stem was not where it belongs. */
  readonly clicks: number
  readonly apart: number
  /** Turns after which the sound was not, frame by frame, where it was sent; those with a gap in the data aside. */
  readonly offTimeline: number
  readonly gaps: number
}

/** A repeatable choice of places and stems, 0..1. */
const choose = (seed: number): number => ((Math.imul(seed, 2_654_435_761) >>> 8) % 9_973) / 9_973

/** Whether more than so many samples were heard; runs in the page. */
export const hasHeard = (samples: number): boolean =>
  (globalThis.unbraidTap?.pieces.reduce((sum, { length }) => sum + length, 0) ?? 0) > samples

/** Jumps about in click stems that are playing with all stems on, muting others at each turn, and looks at every sample. */
export async function playThroughSeeks(page: Page, { stems, seconds, turns }: { stems: number; seconds: number; turns: number }): Promise<SeekFindings> {
  const latenciesMs: number[] = []
  let [clicks, apart, offTimeline, gaps] = [0, 0, 0, 0]
  let active: readonly boolean[] = Array.from({ length: stems }, () => true)
  for (let turn = 0; turn < turns; turn += 1) {
    const wanted = active.map((_, stem) => stem === 0 || choose(turn * 97 + stem) > 0.3) // the first stem counts the frames
    await pressMutes(page, wanted.map((on, stem) => on !== active[stem]))
    active = wanted
    const target = Math.round((3 + choose(turn + 1) * (seconds - 10)) * 100) / 100
    const from = await seekTo(page, target)
    await page.waitForFunction(hasHeard, from + RATE_HZ * 0.35)
    const { samples, underruns } = await takeTap(page)
    // A machine that is busy with other things may let the data come late: then there is silence, told and counted.
    const isLate = underruns > gaps
    gaps = underruns
    const at = soundedAt(examine(samples, () => clicksOf(active)).runs, from, Math.round(target * RATE_HZ))
    if (at === undefined) {
      offTimeline += isLate ? 0 : 1
      continue
    }
    latenciesMs.push(((at - from) / RATE_HZ) * 1000)
    const after = examine(samples.subarray(at), () => clicksOf(active))
    clicks += after.clicks
    apart += after.apart
    // From there on not one frame more or less than the clock of the sound device.
    if (after.runs.length !== 1 && !isLate) offTimeline += 1
  }
  return { latenciesMs, clicks, apart, offTimeline, gaps }
}

/** The findings in one line. */
export function tellSeeks({ latenciesMs, clicks, apart, offTimeline, gaps }: SeekFindings): string {
  const [p50, p95] = [percentile(latenciesMs, 0.5), percentile(latenciesMs, 0.95)]
  return (
    `stems apart ${apart} samples in ${clicks} clicks, off the timeline ${offTimeline} times, ` +
    `seek to sound p50 ${p50.toFixed(1)} ms p95 ${p95.toFixed(1)} ms, gaps ${gaps}`
  )
}

/** Presses the mute button of each stem that is to change. */
async function pressMutes(page: Page, changes: readonly boolean[]): Promise<void> {
  await page.evaluate((wanted) => {
    const buttons = [...document.querySelectorAll<HTMLButtonElement>('.lane .lane-switch--mute')]
    wanted.forEach((isWanted, stem) => { if (isWanted) buttons[stem]?.click() })
  }, changes)
}
