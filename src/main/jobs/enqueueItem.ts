import type { Plan, PlanOption } from '../../shared/domain/plan'
import type { JobSource } from './ledger'

/** What becomes a job: a plan with the file it is for, as it was when it was taken in, or with none. */
export interface EnqueueItem {
  /** Null for algorithms that take no file. */
  readonly source: JobSource | null
  readonly name: string
  readonly sizeBytes: number
  readonly durationSeconds: number | null
  readonly plan: Plan
}

/** A file as inputs keep it. */
export interface FileInput extends JobSource {
  readonly name: string
  readonly durationSeconds: number | null
}

const LONGEST_NAME = 48

/** The item of one input and one plan; without an input it is named after its text. */
export function toEnqueueItem(input: FileInput | null, plan: Plan): EnqueueItem {
  if (input === null) return { source: null, name: textName(plan), sizeBytes: 0, durationSeconds: null, plan }
  const { path, sizeBytes, mtimeMs, name, durationSeconds } = input
  return { source: { path, sizeBytes, mtimeMs }, name, sizeBytes, durationSeconds, plan }
}

/**
 * A name for a job without a file: the first words of its first text, at most 48 characters, else the algorithm's name.
 * A full stop would read as a file's ending, so it becomes a space.
 */
export function textName({ options, algorithmName }: Plan): string {
  const text = options.find(isText)?.key ?? ''
  const words = text.replace(/[\p{Control}\p{Zl}\p{Zp}.…]+/gu, ' ').split(/\s+/u).filter((word) => word !== '')
  let name = ''
  for (const word of words) {
    const longer = name === '' ? beginningOf(word) : `${name} ${word}`
    if (name !== '' && longer.length > LONGEST_NAME) break
    name = longer
  }
  // Commas and the like at the end belong to words that are not there.
  return name.replace(/[\s,;:–—-]+$/u, '') || algorithmName
}

/** At most 48 whole characters of one word: languages without spaces write a text as one. */
const beginningOf = (word: string): string =>
  Array.from(new Intl.Segmenter().segment(word), ({ segment }) => segment).slice(0, LONGEST_NAME).join('')

/** A select's option has a label of its own or is a bare number or word; what a person wrote is its own label. */
const isText = ({ key, label }: PlanOption): boolean => key === label && /\p{Letter}/u.test(key)
