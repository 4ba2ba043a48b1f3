import type { Catalogue, CatalogueEntry } from '../catalogue/catalogue'
import { SERVED_FORMATS_TEXT, servedFormat, type ServedFormat } from '../catalogue/outputFormats'
import { Refusal } from '../refusal'
import type { MethodOptions } from '../separation/types'

const M4A = 3
const TRUE_WORDS = new Set(['1', 'true', 'on', 'yes'])

/** What a client asks to be done with its audio. */
export interface Plan {
  readonly entry: CatalogueEntry
  readonly options: MethodOptions
  /** What a method that makes sound from words is given; empty for every other one. */
  readonly words: string
  readonly format: ServedFormat
  readonly isDemo: boolean
}

/**
 * Reads sep_type, add_opt1…, output_format and is_demo (API page, separation/create). Fields that are left out or
 * empty take their defaults; fields the algorithm does not have are passed over. Throws Refusal 400.
 */
export function readPlan(fields: Readonly<Record<string, string>>, catalogue: Catalogue, premium: boolean): Plan {
  const entry = /^\d+$/.test(fields.sep_type ?? '') ? catalogue.find(Number(fields.sep_type)) : null
  // The words (and their spelling) are the real service's: clients look for them.
  if (!entry) throw new Refusal(400, 'Seperation type is not set')
  return {
    entry,
    options: readOptions(fields, entry),
    words: readWords(fields, entry),
    format: readFormat(fields.output_format ?? '', premium),
    isDemo: TRUE_WORDS.has((fields.is_demo ?? '').toLowerCase())
  }
}

function readOptions(fields: Readonly<Record<string, string>>, { method }: CatalogueEntry): MethodOptions {
  const chosen = method.options.flatMap((option, index): [string, string][] => {
    const name = `add_opt${index + 1}`
    const value = fields[name] ?? ''
    if (value === '' || option.values.length === 0) return []
    if (!option.values.includes(value)) {
      throw new Refusal(400, `${name} cannot be "${value}"; it is one of ${option.values.join(', ')}.`)
    }
    return [[option.key, value]]
  })
  return Object.fromEntries(chosen)
}

function readWords(fields: Readonly<Record<string, string>>, { method }: CatalogueEntry): string {
  const index = method.options.findIndex(({ values }) => values.length === 0)
  return index === -1 ? '' : (fields[`add_opt${index + 1}`] ?? '')
}

function readFormat(text: string, premium: boolean): ServedFormat {
  const id = text === '' ? 0 : Number(text)
  const format = servedFormat(id)
  if (!format) {
    const what = id === M4A ? 'This service does not write m4a.' : `There is no output format "${text}".`
    throw new Refusal(400, `${what} It writes ${SERVED_FORMATS_TEXT}.`)
  }
  if (format.premiumOnly && !premium) {
    throw new Refusal(400, `The output format ${format.label} is unavailable until you enable premium.`)
  }
  return format
}
