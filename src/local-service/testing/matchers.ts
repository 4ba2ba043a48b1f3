import { expect } from 'vitest'

// vitest types its asymmetric matchers as `any`; here they are what they stand for: values nobody looks into.

export const anyText: unknown = expect.any(String)
export const anyNumber: unknown = expect.any(Number)

export function textWith(part: string): unknown {
  return expect.stringContaining(part)
}

export function textLike(pattern: RegExp): unknown {
  return expect.stringMatching(pattern)
}

export function holding(part: object): unknown {
  return expect.objectContaining(part)
}
