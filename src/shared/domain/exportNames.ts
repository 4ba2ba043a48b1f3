/** What a name of an exported file can be made of; the values are filled in by main. */
export const NAME_TOKENS = ['title', 'artist', 'stem', 'algorithm', 'option', 'bpm', 'key', 'n'] as const
export type NameToken = (typeof NAME_TOKENS)[number]
export type NameValues = Readonly<Record<NameToken, string>>

export const DEFAULT_TEMPLATE = '{title} ({stem})'
export const LONGEST_TEMPLATE = 300

const TOKEN = /\{([^{}]*)\}/g

const isToken = (word: string): word is NameToken => NAME_TOKENS.some((token) => token === word)
const toToken = (word: string): NameToken | null => {
  const lower = word.trim().toLowerCase()
  return isToken(lower) ? lower : null
}

/** The words in braces that mean nothing, as they were written, each once. */
export function unknownTokens(template: string): readonly string[] {
  const words = [...template.matchAll(TOKEN)].flatMap(([, word = '']) => (toToken(word) === null ? [word] : []))
  return [...new Set(words)]
}

/**
 * The template with its tokens filled in; unknown ones stay as they are written. What stood around a value that is not
 * there (brackets, a dash) goes with it: "{artist} - {title}" without an artist is the title alone. Not yet a file name:
 * who writes the file cleans it.
 */
export function fillTemplate(template: string, values: NameValues): string {
  const filled = spaced(template).replace(TOKEN, (whole, word: string) => {
    const token = toToken(word)
    if (token === null) return whole
    return spaced(values[token]).trim() || NOTHING
  })
  return filled.replace(EMPTY_BRACKETS, NOTHING).split(NOTHING).reduce(join).replace(/\s+/g, ' ').trim()
}

// A mark for "nothing here": a character that `spaced` leaves in no text.
const NOTHING = '\u0000'
const EMPTY_BRACKETS = new RegExp(`[([{]\\s*${NOTHING}\\s*[)\\]}]`, 'g')
const spaced = (text: string): string => text.replace(/\p{Control}/gu, ' ')

/** What stands before and behind a missing value, with one of the two separators around it or none. */
function join(before: string, after: string): string {
  const rest = after.replace(/^[\s_–—-]+/u, '')
  return rest === '' || /^[)\]}]/.test(rest) ? before.replace(/[\s_–—-]+$/u, '') + rest : before + rest
}
