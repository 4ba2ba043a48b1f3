import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toLabel, visibleText } from './visibleText'

describe('a label of somebody else’s words', () => {
  it.each([
    ['Right \u202Egnp.exe\u202C to left\u0000\u0007', 'Right gnp.exe to left'],
    ['\u2066a\u2069\u2067b\u2068', 'ab'], ['zero\u200Bwidth\u200D\u200C\uFEFF\u2060', 'zerowidth'], ['a\u061C\u200E\u200Fb', 'ab'],
    ['two\r\nlines\tand\u2028more', 'two lines and more'], ['  many   spaces\u00A0here ', 'many spaces here'],
    ['half \uD83D and \uDE00', 'half and'], ['whole 😀', 'whole 😀'], ['عربي, 日本語, é', 'عربي, 日本語, é'], ['\u202E\u200B', '']
  ])('%j is %j', (sent, shown) => expect(toLabel(sent)).toBe(shown))

  it('is short, ends with an ellipsis, and never with half a character', () => {
    expect(toLabel('name '.repeat(400), 20)).toBe('name name name name…')
    expect(toLabel('😀'.repeat(10), 10)).toBe('😀😀😀😀…')
  })

  it('is always one line of visible, whole characters within its length', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 2, max: 20 }), (text, longest) => {
      const label = toLabel(text, longest)
      expect(label.length).toBeLessThanOrEqual(longest)
      expect(label).not.toMatch(/[\p{Control}\p{Format}\p{Surrogate}\p{Zl}\p{Zp}]/u)
      expect(visibleText(label)).toBe(label)
    }))
  })
})
