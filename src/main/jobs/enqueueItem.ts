import type { JobInput } from '../../shared/domain/job'
import type { Link } from '../../shared/domain/link'
import type { Plan, PlanOption } from '../../shared/domain/plan'
import type { Prepared } from '../../shared/domain/prepared'
import type { FileSource, JobSource } from './jobSource'

/** What becomes a job: a plan with what it is for, as it was when it was taken in, or with nothing. */
export interface EnqueueItem extends JobInput {
  /** The job's id, where whoever makes it must know it beforehand: made twice, it is made once. */
  readonly id?: string
  /** Null for algorithms that take words alone. */
  readonly source: JobSource | null
  readonly plan: Plan
}

/** A file as inputs keep it. */
export interface FileInput extends FileSource {
  readonly name: string
  readonly durationSeconds: number | null
  /** The folders it was found in, from the one that was added on. */
  readonly below?: readonly string[]
  readonly prepared?: Prepared
  /** The song behind a prepared file. */
  readonly original?: FileSource
}

/** A link as inputs keep it. */
export interface LinkInput {
  readonly name: string
  readonly link: Link
}

const LONGEST_NAME = 48

/** The item of one input, the file it is matched to where there is one, and one plan; without an input it is named after its text. */
export function toEnqueueItem(input: FileInput | LinkInput | null, plan: Plan, reference: FileInput | null = null): EnqueueItem {
  if (input === null) return { source: null, name: textName(plan), sizeBytes: 0, durationSeconds: null, plan }
  if ('link' in input) return { source: input.link, name: input.name, sizeBytes: 0, durationSeconds: null, isLink: true, plan }
  const { name, durationSeconds, original, below } = input
  const source = {
    ...toSource(input), ...(below === undefined ? {} : { below }), ...(original === undefined ? {} : { original: toSource(original) })
  }
  const prepared = input.prepared === undefined ? {} : { prepared: input.prepared }
  if (reference === null) return { source, name, sizeBytes: input.sizeBytes, durationSeconds, ...prepared, plan }
  return {
    source: { ...source, reference: toSource(reference) },
    name, sizeBytes: input.sizeBytes + reference.sizeBytes, durationSeconds, ...prepared, referenceName: reference.name, plan
  }
}

const toSource = ({ path, sizeBytes, mtimeMs }: FileSource): FileSource => ({ path, sizeBytes, mtimeMs })

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
