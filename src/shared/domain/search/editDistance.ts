export interface Nearness {
  /** Edits from the typed word to the whole candidate. */
  readonly whole: number
  /** Edits to the best beginning of the candidate: what is being typed is rarely complete. */
  readonly beginning: number
}

/**
 * Insertions, deletions, substitutions and swaps of neighbours between two words (optimal string alignment, Boytsov 2011).
 * Answers null as soon as both distances must exceed `most`.
 */
export function editDistance(typed: string, candidate: string, most: number): Nearness | null {
  if (typed.length - candidate.length > most) return null
  const columns = candidate.length
  let beforeLast: number[] = []
  let last = Array.from({ length: columns + 1 }, (_, column) => column)
  for (let row = 1; row <= typed.length; row += 1) {
    const current = [row]
    let least = row
    for (let column = 1; column <= columns; column += 1) {
      const same = typed[row - 1] === candidate[column - 1]
      let edits = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1))
      const swapped = row > 1 && column > 1 && typed[row - 1] === candidate[column - 2] && typed[row - 2] === candidate[column - 1]
      if (swapped) edits = Math.min(edits, at(beforeLast, column - 2) + 1)
      current.push(edits)
      least = Math.min(least, edits)
    }
    if (least > most) return null
    beforeLast = last
    last = current
  }
  return { whole: at(last, columns), beginning: Math.min(...last) }
}

const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY

/** Edits a typed word may be wrong by: none below 4 letters, 1 below 8, else 2. */
export const editsAllowed = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2)

/** One bit for each letter that occurs: words whose bits differ too much cannot be near each other. */
export function letterBits(word: string): number {
  let bits = 0
  for (const letter of word) {
    const code = letter.codePointAt(0) ?? 0
    bits |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6))
  }
  return bits
}

/** How many bits are set; 32-bit, by the usual parallel sum. */
export function bitCount(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
