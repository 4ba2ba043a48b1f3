import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freeName } from './presetName'

describe('a free name', () => {
  it.each<[string, string[], string]>([
    ['A', [], 'A'], ['A', ['a'], 'A'], ['A', ['A'], 'A (2)'], ['A', ['A', 'A (2)'], 'A (3)'], ['A (2)', ['A (2)'], 'A (3)'],
    ['A (2)', ['A (2)', 'A (3)', 'A'], 'A (4)'], ['x'.repeat(120), ['x'.repeat(120)], `${'x'.repeat(116)} (2)`]
  ])('%s beside %j is %s', (name, taken, free) => expect(freeName(name, new Set(taken))).toBe(free))

  it('is free, at most 120 characters, and never half a character', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((text) => text.slice(0, 120)), fc.nat(30), (name, rounds) => {
      const taken = new Set<string>([name])
      for (let round = 0; round < rounds; round += 1) {
        const free = freeName(name, taken)
        expect(taken.has(free)).toBe(false)
        expect(free.length).toBeLessThanOrEqual(120)
        taken.add(free)
      }
    }))
    const name = `${'x'.repeat(115)}😀yyy`
    expect(freeName(name, new Set([name]))).toBe(`${'x'.repeat(115)} (2)`)
  })
})
