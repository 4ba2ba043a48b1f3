import type { BatchFacts } from '../../../../shared/domain/batch'
import type { BrokenLimit, Sender } from '../../../../shared/domain/limits'
import type { JobCell } from './jobTable'

/** One limit with everything that breaks it alike: a song under all its plans, a plan with all its songs, or a number of jobs. */
export interface LimitGroup {
  readonly key: string
  readonly broken: BrokenLimit
  readonly cell: JobCell
  readonly jobs: number
  /** True when the service is sure to say no, so that sending would only waste the upload. */
  readonly isSure: boolean
}

/** What a limit is about: the size of a song is the same under every plan, a gate the same for every song. */
function subjectOf({ limit, ofReference }: BrokenLimit, { input, reference, seen }: JobCell): string {
  switch (limit) {
    case 'link':
    case 'size':
    case 'length': return `${limit} ${(ofReference === true ? reference : input)?.id ?? ''}`
    case 'gate':
    case 'format': return `${limit} ${seen.slotId}`
    case 'credits':
    case 'freeJobs': return limit
  }
}

/**
 * Gates are the catalogue's own word, and so is what it writes; this computer's numbers are ours. MVSEP's sizes, lengths and
 * counts are known from elsewhere and change: they warn, and the service decides.
 */
function isSure(broken: BrokenLimit, { seen }: JobCell, sender: Sender): boolean {
  switch (broken.limit) {
    case 'link':
    case 'gate': return true
    case 'format': return seen.algorithm.outputFormats?.includes(broken.actual) === false
    case 'size':
    case 'length': return sender === 'local'
    case 'credits':
    case 'freeJobs': return false
  }
}

/** Every limit that the batch breaks, each said once, in the order of the jobs. A missing sign-in is said elsewhere. */
export function limitGroups(cells: readonly JobCell[], facts: BatchFacts, sender: Sender): readonly LimitGroup[] {
  const groups = new Map<string, LimitGroup>()
  facts.perItem.forEach(({ broken: all }, index) => {
    const cell = cells[index]
    if (cell === undefined) return
    for (const broken of all) {
      if (broken.wayOut === 'signIn') continue
      const key = subjectOf(broken, cell)
      const before = groups.get(key)
      groups.set(key, before === undefined
        ? { key, broken, cell, jobs: 1, isSure: isSure(broken, cell, sender) }
        : { ...before, jobs: before.jobs + 1 })
    }
  })
  return [...groups.values()]
}
