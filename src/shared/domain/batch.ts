import type { Algorithm } from './algorithm'
import { creditsFor } from './cost'
import type { Input } from './input'
import { brokenLimits, leftOf, paysCredits, type BrokenLimit, type Choice, type Left, type Sender } from './limits'

/** One job of a batch before it is made. `input` is null for algorithms that take no file. */
export interface BatchItem extends Choice {
  readonly input: Input | null
  readonly algorithm: Algorithm
}

export interface BatchItemFacts {
  /** 0 where nothing is charged, null where it is charged and the length is not known. */
  readonly credits: number | null
  readonly broken: readonly BrokenLimit[]
}

/** What a whole batch means, before anything is sent. */
export interface BatchFacts {
  readonly jobs: number
  /** Sound to be worked through, as far as lengths are known; an input counts once for each of its jobs. */
  readonly seconds: number
  /** Jobs whose length, and with it whose price, cannot be told beforehand: such files, and jobs without a file. */
  readonly unknownDurations: number
  /** The sum of the known prices: the whole price only while `unknownDurations` is 0. */
  readonly credits: number
  readonly perItem: readonly BatchItemFacts[]
  /** False when the account has less than the known prices and one credit (the least) for each unknown one. */
  readonly enoughCredits: boolean
  /** Of today's free jobs, were all of these sent; 0 where credits are spent, and on this computer. */
  readonly freeRunsUsed: number
}

/**
 * Sums a batch up. Credits are spent only where premium is switched on; without it every job takes one of today's free
 * ones (API notes §7, §8, §11). Jobs count in their order: a job that a limit stops spends nothing, and the first job
 * that nothing is left for says so. `freeLeft` is null while it is not known.
 */
export function describeBatch(items: readonly BatchItem[], sender: Sender, freeLeft: number | null): BatchFacts {
  const pays = paysCredits(sender)
  const isFree = sender !== 'local' && !pays
  const start = leftOf(sender, freeLeft)
  let left: Left = start
  const perItem = items.map((item): BatchItemFacts => {
    const { input, algorithm, values } = item
    const credits = pays ? creditsFor(algorithm, values, input?.durationSeconds ?? null) : 0
    const broken = brokenLimits(input, algorithm, item, sender, left)
    if (broken.length === 0) left = after(left, pays ? Math.max(1, credits ?? 1) : 0, isFree)
    return { credits, broken }
  })
  const durations = items.map(({ input }) => input?.durationSeconds ?? null)
  const unknownDurations = durations.filter((seconds) => seconds === null).length
  const credits = perItem.reduce((sum, item) => sum + (item.credits ?? 0), 0)
  return {
    jobs: items.length,
    seconds: durations.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0),
    unknownDurations,
    credits,
    perItem,
    enoughCredits: !pays || credits + unknownDurations <= (start.credits ?? 0),
    freeRunsUsed: isFree ? items.length : 0
  }
}

const after = ({ credits, freeJobs }: Left, spent: number, isFree: boolean): Left => ({
  credits: credits === null ? null : credits - spent,
  freeJobs: freeJobs === null ? null : freeJobs - (isFree ? 1 : 0)
})
