/** Text as it is compared: lower case, without accents, words apart by one space; a point inside a number stays. */
export function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, ' ').replace(/\.(?!\p{N})|(?<!\p{N})\./gu, ' ').replace(/\s+/g, ' ').trim()
}

/** The words of a text as people type them. */
export const words = (text: string): readonly string[] => plain(text).split(' ').filter(Boolean)

/** The words of a name: "DrumSep" is found by drumsep, by drum and by sep. */
export function nameWords(name: string): readonly string[] {
  const whole = words(name)
  const parts = words(name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' '))
  return [...new Set([...whole, ...parts])]
}
