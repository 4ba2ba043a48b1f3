import type { AlgorithmDescription } from '../../shared/domain/algorithm'
import { toOneLine } from './plainText'
import { toRichText } from './toRichText'
import { asObject } from './tolerant'
import { algorithmWire, descriptionWire, type AlgorithmWire } from './wire'

/** The site's own word for nothing; takes text without markup. */
export const isPlaceholder = (text: string): boolean => /^no data found\.?$/i.test(text.trim())

/** Languages a row has a long description in, lower case, in the service's order. */
export function toDescriptionLanguages(row: AlgorithmWire): readonly string[] {
  return [...new Set(longTexts(row).map(({ language }) => language))]
}

/**
 * The long description of an algorithm: in the asked language (`pt-BR` asks for that, then for `pt`), else in English,
 * else in the first there is; without one the short plain text, which the service writes in English. Null when the rows
 * hold nothing to read about it. Parsed when asked for: all of them together would take as long as the catalogue.
 */
export function toDescription(rows: readonly unknown[], renderId: number, language: string): AlgorithmDescription | null {
  const row = rowOf(rows, renderId)
  if (row === null) return null
  const texts = longTexts(row)
  const wanted = language.toLowerCase().replace('_', '-')
  const wishes = [wanted, wanted.split('-')[0], 'en', texts[0]?.language]
  const found = wishes.flatMap((wish) => texts.find((text) => text.language === wish) ?? [])[0]
  if (found !== undefined) return { language: found.language, text: toRichText(found.html) }
  const plain = row.description ?? ''
  const text = isPlaceholder(toOneLine(plain.slice(0, 1_000))) ? [] : toRichText(plain)
  return text.length === 0 ? null : { language: 'en', text }
}

/** The row that speaks for this number: the first that is not asleep, as in the list. */
function rowOf(rows: readonly unknown[], renderId: number): AlgorithmWire | null {
  for (const row of rows) {
    // Most rows are some other algorithm's: looking at one key is far cheaper than reading it.
    if (Number(asObject(row)?.['render_id']) !== renderId) continue
    const parsed = algorithmWire.safeParse(row)
    if (parsed.success && parsed.data.render_id === renderId && parsed.data.is_active !== false) return parsed.data
  }
  return null
}

function longTexts(row: AlgorithmWire): readonly { readonly language: string; readonly html: string }[] {
  return row.algorithm_descriptions.flatMap((item) => {
    const { lang, long_description: html } = descriptionWire.parse(item)
    return html === null || !hasWords(html) ? [] : [{ language: lang?.trim().toLowerCase().replace('_', '-') || 'en', html }]
  })
}

/** Cheap on purpose: it is asked of every description when a catalogue is read. */
function hasWords(html: string): boolean {
  return html.replace(/<[^<>]*>|&nbsp;/g, '').trim() !== ''
}
