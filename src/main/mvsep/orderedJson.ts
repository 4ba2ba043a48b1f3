import { parseTree, type Node, type ParseError } from 'jsonc-parser'

const MAXIMUM_TEXT = 1_000_000

/**
 * Name-value pairs of a JSON object in the order they were written: JSON.parse would move integer-like names to the
 * front, sorted. Takes the JSON text the service sends, or an object already parsed (its order is then what JavaScript
 * left of it). Only text and number values are kept. Null when it is neither.
 */
export function toOrderedPairs(value: unknown): (readonly [name: string, value: string])[] | null {
  if (typeof value === 'string') return pairsOfText(value)
  if (typeof value !== 'object' || value === null) return null
  // PHP writes an empty map as [], and a list's positions are its keys.
  return Object.entries(value).flatMap(([name, item]) => toPair(name, item))
}

function pairsOfText(text: string): (readonly [string, string])[] | null {
  if (text.trim() === '') return []
  if (text.length > MAXIMUM_TEXT || !isFlat(text)) return null
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true })
  if (root === undefined || errors.length > 0) return null
  const pairs = new Map<string, string>()
  if (root.type === 'array') root.children?.forEach((node, index) => put(pairs, String(index), node))
  else for (const property of root.children ?? []) putProperty(pairs, property)
  return [...pairs]
}

// parseTree calls itself for each level; JSON.parse does not, so it looks first.
function isFlat(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && Object.values(value).every((item) => item === null || typeof item !== 'object')
  } catch {
    return false
  }
}

function putProperty(pairs: Map<string, string>, property: Node): void {
  const [name, value] = property.children ?? []
  if (name !== undefined && value !== undefined) put(pairs, String(name.value), value)
}

function put(pairs: Map<string, string>, name: string, node: Node): void {
  for (const [key, text] of toPair(name, node.value)) pairs.set(key, text)
}

function toPair(name: string, value: unknown): [string, string][] {
  if (typeof value === 'string') return [[name, value.trim()]]
  return typeof value === 'number' ? [[name, String(value)]] : []
}
