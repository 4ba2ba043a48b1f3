import type { Page } from '@playwright/test'
import { clicksOf, CODE_FRAMES } from '../../e2e/support/clickStems'
import { examine, soundedAt, type Run } from '../../e2e/support/heard'
import { hasHeard, RATE_HZ } from '../../e2e/support/seeks'
import { seekTo, takeTap } from '../../e2e/support/tap'
import { seekRival, setMutes } from './rivalPage'

export { RATE_HZ } from '../../e2e/support/seeks'

export interface PlannedTurn {
  readonly targetSeconds: number
  /** Which stems are on; the first always is, it counts the frames. */
  readonly active: readonly boolean[]
}

export interface Turn {
  /** Undefined when nothing of the new place was heard in the time it was listened to. */
  readonly latencyMs: number | undefined
  /** How far the stem furthest from the first was, in frames. */
  readonly apartFrames: number | undefined
  /** Whether any stem was heard at the new place; `latencyMs` asks for the first one. */
  readonly isHeard: boolean
}

/** How long the sound after a seek is listened to; theirs takes longer to settle. */
const OUR_LISTENING_SECONDS = 0.4
export const THEIR_LISTENING_SECONDS = 3

export const toMilliseconds = (frames: number): number => (frames / RATE_HZ) * 1000

/** A repeatable choice, 0..1. */
const choose = (seed: number): number => ((Math.imul(seed, 2_654_435_761) >>> 8) % 9_973) / 9_973

/** Where to go and what to mute, the same for both. */
export function planTurns(turns: number, stems: number, seconds: number): PlannedTurn[] {
  return Array.from({ length: turns }, (_, turn) => ({
    targetSeconds: Math.round((3 + choose(turn + 1) * (seconds - 10)) * 100) / 100,
    active: Array.from({ length: stems }, (__, stem) => stem === 0 || choose(turn * 97 + stem) > 0.3)
  }))
}

/** One seek in the Studio, which is playing. */
export async function takeOurTurn(page: Page, { targetSeconds, active }: PlannedTurn): Promise<Turn> {
  await page.evaluate((wanted) => {
    const buttons = [...document.querySelectorAll<HTMLButtonElement>('.lane .lane-switch--mute')]
    wanted.forEach((on, stem) => { if ((buttons[stem]?.getAttribute('aria-pressed') === 'true') === on) buttons[stem]?.click() })
  }, [...active])
  const from = await seekTo(page, targetSeconds)
  await page.waitForFunction(hasHeard, from + RATE_HZ * OUR_LISTENING_SECONDS)
  const { samples } = await takeTap(page)
  const at = soundedAt(examine(samples, () => clicksOf(active)).runs, from, Math.round(targetSeconds * RATE_HZ))
  if (at === undefined) return { latencyMs: undefined, apartFrames: undefined, isHeard: false }
  const after = examine(samples.subarray(at), () => clicksOf(active))
  // A single sample of a single stem in another place would be counted; how far it was does not matter then.
  return { latencyMs: toMilliseconds(at - from), apartFrames: after.apart === 0 ? 0 : CODE_FRAMES / 2, isHeard: true }
}

/** One seek in theirs, which is playing. */
export async function takeTheirTurn(page: Page, { targetSeconds, active }: PlannedTurn): Promise<Turn> {
  await setMutes(page, active)
  const { from, counter, clicks } = await seekRival(page, targetSeconds, THEIR_LISTENING_SECONDS)
  const { runs } = examine(counter, () => 0)
  // Its clock runs on while its elements seek, and they join where it has come to: wherever it begins anew counts.
  const first = runs.find(({ at }) => at > from)
  if (first === undefined) return { latencyMs: undefined, apartFrames: undefined, isHeard: clicks.some((heard) => heard.some((at) => at > from)) }
  const offsets = clicks.flatMap((heard, stem) => {
    const last = active[stem] === true && stem > 0 ? heard.findLast((at) => at > first.at) : undefined
    const code = last === undefined ? undefined : codeAt(runs, last)
    return code === undefined ? [] : [Math.abs(wrap(code))]
  })
  return { latencyMs: toMilliseconds(first.at - from), apartFrames: offsets.length === 0 ? undefined : Math.max(...offsets), isHeard: true }
}

/** What the first stem counted at a sample. */
function codeAt(runs: readonly Run[], at: number): number | undefined {
  const run = runs.find((one) => at >= one.at && at < one.at + one.samples)
  return run && run.code + at - run.at
}

/** Into -2048..2047: the shorter way round. */
const wrap = (frames: number): number => ((((frames + CODE_FRAMES / 2) % CODE_FRAMES) + CODE_FRAMES) % CODE_FRAMES) - CODE_FRAMES / 2
