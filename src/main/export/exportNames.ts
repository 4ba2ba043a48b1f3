import { DEFAULT_TEMPLATE, fillTemplate, type NameValues } from '../../shared/domain/exportNames'
import { numbered, safeBase, sameOnDisk } from '../transfers/fileName'

/** What a job's files can be called by, besides the stem and its number. */
export type SongWords = Omit<NameValues, 'stem' | 'n'>

export interface WantedName {
  /** The stem's name, or the word for a mix. */
  readonly stem: string
  /** Without the dot. */
  readonly extension: string
}

/**
 * Leaf names for an export, in its order: every file system takes them, no two of them are one, and each has a word to
 * read even when the template leaves nothing.
 */
export function exportFileNames(template: string, words: SongWords, wanted: readonly WantedName[]): readonly string[] {
  const digits = Math.max(2, String(wanted.length).length)
  const taken = new Set<string>()
  return wanted.map(({ stem, extension }, index) => {
    const values = { ...words, stem, n: String(index + 1).padStart(digits, '0') }
    const base = safeBase(fillTemplate(template, values), safeBase(fillTemplate(DEFAULT_TEMPLATE, values), 'Untitled'))
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? `${base}.${extension}` : numbered(`${base}.${extension}`, number)
      if (taken.has(sameOnDisk(name))) continue
      taken.add(sameOnDisk(name))
      return name
    }
  })
}

/** "Song (Stems).zip". */
export const zipFileName = (title: string): string => `${safeBase(`${title} (Stems)`, 'Stems')}.zip`
