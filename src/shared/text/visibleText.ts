// Direction marks and isolates, zero-width characters (a joiner between emoji too), halves of a surrogate pair: with
// them a text could read other than it is.
const INVISIBLE = /[\p{Format}\p{Surrogate}\p{Private_Use}\uFFFD]/gu
const PARTING = /[\p{Control}\p{Zl}\p{Zp}]/gu

/** The text with only what can be seen in it; line breaks and other control characters are spaces. For labels and file names alike. */
export const visibleText = (text: string): string => text.replace(PARTING, ' ').replace(INVISIBLE, '')

/**
 * Somebody else's words as a label: visible characters on one line, at most `longest` UTF-16 units of whole characters,
 * the rest as an ellipsis. '' when nothing can be seen of it.
 */
export function toLabel(text: string, longest = 240): string {
  const line = visibleText(text).replace(/\s+/g, ' ').trim()
  if (line.length <= longest) return line
  const end = /[\uD800-\uDBFF]/.test(line.charAt(longest - 2)) ? longest - 2 : longest - 1
  return `${line.slice(0, end).trimEnd()}…`
}
