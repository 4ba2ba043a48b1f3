/** The longest name a preset may have, in UTF-16 units; the contract's own limit. */
const LONGEST_NAME = 120

/**
 * `name` where nobody has it, else the same with the lowest free number: `Karaoke`, `Karaoke (2)`, `Karaoke (3)`. A number
 * that is already there is counted on, not added to. At most 120 characters: what is too long is cut before the number.
 */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  const base = name.replace(/ \(\d{1,4}\)$/, '')
  for (let number = 2; ; number += 1) {
    const ending = ` (${number})`
    const candidate = `${cut(base, LONGEST_NAME - ending.length)}${ending}`
    if (!taken.has(candidate)) return candidate
  }
}

/** Cuts between characters, never through a surrogate pair. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text
  const isHalf = /[\uD800-\uDBFF]/.test(text.charAt(length - 1))
  return text.slice(0, isHalf ? length - 1 : length).trimEnd()
}
