const MAXIMUM_DEPTH = 6
const MAXIMUM_ITEMS = 50
const MAXIMUM_TEXT = 8_000

/** Property names whose value is never written, whatever it is. */
const SECRET_NAME = /^(?:api_?token|token|hash|password.*|secret|authorization|cookie)$/i

/** Any value as something JSON can hold: errors with stack and cause, no cycles, cut where it is large. */
export function toLoggable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.length > MAXIMUM_TEXT ? `${value.slice(0, MAXIMUM_TEXT)}…` : value
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) return value
  if (typeof value === 'bigint' || typeof value === 'symbol') return value.toString()
  if (typeof value !== 'object') return '<function>'
  if (depth >= MAXIMUM_DEPTH) return '…'
  if (value instanceof Error) return errorParts(value, depth)
  if (ArrayBuffer.isView(value)) return `<${value.byteLength} bytes>`
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  const list = Array.isArray(value) ? (value as unknown[]) : value instanceof Set || value instanceof Map ? [...value] : null
  if (list !== null) return list.slice(0, MAXIMUM_ITEMS).map((item) => toLoggable(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MAXIMUM_ITEMS)
      .map(([name, item]) => [name, SECRET_NAME.test(name) ? '<secret>' : toLoggable(item, depth + 1)])
  )
}

// Only these parts of an error: libraries hang whole requests, with their tokens, on the others.
function errorParts(error: Error, depth: number): unknown {
  const code: unknown = 'code' in error ? error.code : undefined
  return {
    name: error.name,
    code: typeof code === 'string' || typeof code === 'number' ? code : undefined,
    message: toLoggable(error.message),
    stack: toLoggable(error.stack),
    cause: error.cause === undefined ? undefined : toLoggable(error.cause, depth + 1)
  }
}
