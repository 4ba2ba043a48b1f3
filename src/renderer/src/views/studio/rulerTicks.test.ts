import { describe, expect, it } from 'vitest'
import { fineClock, parseClock } from '../../text/fineClock'
import { rulerTicks } from './rulerTicks'

describe('the ruler\'s ticks', () => {
  it('stand on times people count in, far enough apart to read', () => {
    for (const seconds of [0.001, 0.01, 0.3, 2, 45, 222, 3_600, 20_000]) {
      const { labels, minor } = rulerTicks(0, seconds, 1_000)
      expect(labels.length).toBeGreaterThan(1)
      expect(labels.length).toBeLessThanOrEqual(1_000 / 76 + 1)
      expect(minor.length).toBeLessThan(100)
    }
    expect(rulerTicks(0, 222, 1_000).labels).toEqual([0, 30, 60, 90, 120, 150, 180, 210])
  })

  it('go down to milliseconds with labels that differ', () => {
    const { labels, digits } = rulerTicks(61.5, 61.51, 1_000)
    expect(digits).toBe(3)
    const words = labels.map((label) => fineClock(label, digits))
    expect(words).toContain('1:01.503')
    expect(new Set(words).size).toBe(words.length)
  })
})

describe('a time in words', () => {
  it.each([[0, 0, '0:00'], [61.5, 3, '1:01.500'], [3_725.0625, 2, '1:02:05.06'], [59.9999, 0, '1:00'], [119.9996, 3, '2:00.000']] as const)(
    '%d with %d digits is %s',
    (seconds, digits, words) => { expect(fineClock(seconds, digits)).toBe(words) }
  )

  it('is read back as people write it', () => {
    expect(parseClock('1:01.5')).toBe(61.5)
    expect(parseClock(' 12,25 ')).toBe(12.25)
    expect(parseClock('1:02:05')).toBe(3_725)
    expect(['', 'a', '1:', '1:75', '-3', '1:2:3:4'].map(parseClock)).toEqual([null, null, null, null, null, null])
  })
})
