import { z } from 'zod'

export type JsonObject = Readonly<Record<string, unknown>>

/** The value as a JSON object, or null when it is a list, a scalar or nothing. */
export function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
}

// The service swaps neighbouring types and leaves keys out (API notes §13): what cannot be read is null, not an error.

/** Text; numbers become text. */
export const textWire = z.unknown().optional().transform((value): string | null => {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? String(value) : null
})

/** A finite number, also when sent as text. */
export const numberWire = z.unknown().optional().transform((value): number | null => {
  if (typeof value === 'boolean') return value ? 1 : 0
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
})

/** Yes or no, said as true, 1, "1" or "true" and their opposites. */
export const flagWire = z.unknown().optional().transform((value): boolean | null => {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value
  if (word === true || word === 1 || word === '1' || word === 'true') return true
  return word === false || word === 0 || word === '0' || word === 'false' ? false : null
})

/** What JSON text says; null for other text. Never throws. */
export const parsedWire = z.string().transform((text): unknown => {
  try {
    const parsed: unknown = JSON.parse(text)
    return parsed
  } catch {
    return null
  }
})

/** A list; JSON text that holds one is taken too. Anything else is empty. */
export const listWire = z.unknown().optional().transform((value): readonly unknown[] => {
  const parsed = typeof value === 'string' ? parsedWire.parse(value) : value
  return isList(parsed) ? parsed : []
})

export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

/** An object of this shape; anything else counts as one without keys. */
export const objectWire = <Shape extends z.ZodType<unknown, JsonObject>>(shape: Shape) =>
  z.unknown().optional().transform((value): JsonObject => asObject(value) ?? {}).pipe(shape)

/** Every text in a message: a string, a list of them, or Laravel's map of lists. */
export const wordsWire = z.unknown().optional().transform((value): readonly string[] => toWords(value, 0))

function toWords(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value]
  if (typeof value !== 'object' || value === null || depth > 3) return []
  return Object.values(value).slice(0, 50).flatMap((item) => toWords(item, depth + 1))
}
