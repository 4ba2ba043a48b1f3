import { parseTree, type Node, type ParseError } from 'jsonc-parser'

const MAXIMUM_TEXT = 1_000_000
const MAXIMUM_DEPTH = 8

/** JSON whose objects keep the order they were written in; of a name written twice the last value stays, at the first place. */
export type OrderedJson = string | number | boolean | null | readonly OrderedJson[] | ReadonlyMap<string, OrderedJson>

/** Reads JSON text, or a value already parsed, up to eight levels deep; null when it is deeper or no JSON. Never throws. */
export function toOrderedJson(value: unknown): OrderedJson {
  if (typeof value !== 'string') return fromParsed(value, 0)
  if (value.trim() === '' || value.length > MAXIMUM_TEXT || depthOf(value) > MAXIMUM_DEPTH) return null
  const errors: ParseError[] = []
  const root = parseTree(value, errors, { disallowComments: true })
  return root === undefined || errors.length > 0 ? null : fromNode(root)
}

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

function fromNode(node: Node): OrderedJson {
  if (node.type === 'array') return (node.children ?? []).map(fromNode)
  if (node.type !== 'object') return fromParsed(node.value, 0)
  const pairs = new Map<string, OrderedJson>()
  for (const { children: [name, value] = [] } of node.children ?? []) {
    if (name !== undefined && value !== undefined) pairs.set(String(name.value), fromNode(value))
  }
  return pairs
}

function fromParsed(value: unknown, depth: number): OrderedJson {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value !== 'object' || value === null || depth >= MAXIMUM_DEPTH) return null
  if (Array.isArray(value)) return value.map((item) => fromParsed(item, depth + 1))
  return new Map(Object.entries(value).map(([name, item]) => [name, fromParsed(item, depth + 1)]))
}

/** Levels of brackets outside of texts: parseTree calls itself for each, so it is asked only for few. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (const [mark] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (mark === '[' || mark === '{') deepest = Math.max(deepest, (depth += 1))
    else if (mark === ']' || mark === '}') depth -= 1
  }
  return deepest
}
