import { methodOf } from '../methods'
import type { Method, MethodOptions } from '../separation/types'
import { METHOD_TEXTS } from './methodTexts'
import type { MethodText } from './methodText'
import { SERVED_FORMATS, type ServedFormat } from './outputFormats'

export const PRICE_COEFFICIENT = 1

/** One row of the catalogue: a method and what is said of it. `id` is the row's own number, not what clients send. */
export interface CatalogueEntry {
  readonly id: number
  readonly method: Method
  readonly text: MethodText
}

export interface Catalogue {
  readonly entries: readonly CatalogueEntry[]
  /** Throws for a number that is not in the catalogue. */
  entry(renderId: number): CatalogueEntry
  find(renderId: number): CatalogueEntry | null
  /** Throws for a format that is not written here. */
  format(id: number): ServedFormat
}

/** The catalogue of all methods, groups with the higher number first (as the real service orders them). */
export function createCatalogue(): Catalogue {
  const entries = METHOD_TEXTS
    .map((text, index): CatalogueEntry => ({ id: index + 1, method: methodOf(text.methodId), text }))
    .sort((one, other) => other.text.group.id - one.text.group.id)
  const find = (renderId: number): CatalogueEntry | null => entries.find(({ text }) => text.renderId === renderId) ?? null

  return {
    entries,
    find,
    entry(renderId) {
      const entry = find(renderId)
      if (!entry) throw new Error(`No algorithm has the number ${renderId}.`)
      return entry
    },
    format(id) {
      const format = SERVED_FORMATS.find((candidate) => candidate.id === id)
      if (!format) throw new Error(`No output format has the number ${id}.`)
      return format
    }
  }
}

/** A stem's key as people read it: `no-reverb` becomes "No reverb". */
export function toStemLabel(stem: string): string {
  const words = stem.replace(/[-_]+/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Stem labels by key, as `outputs` of a catalogue row holds them. */
export function toOutputs(method: Method, options: MethodOptions): Readonly<Record<string, string>> {
  return Object.fromEntries(method.stems(options).map((stem) => [stem, toStemLabel(stem)]))
}
