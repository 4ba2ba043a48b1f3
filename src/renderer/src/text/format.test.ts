import { describe, expect, it } from 'vitest'
import { ago, bytes, clock, decimals, level } from './format'
import { startTexts } from './i18n'

describe('format', () => {
  it.each([[0, '0:00'], [59.99, '0:59'], [61, '1:01'], [3_725, '1:02:05'], [-3, '0:00']])('shows %d seconds as %s', (seconds, shown) => {
    expect(clock(seconds)).toBe(shown)
  })

  it.each([[900, '1 kB'], [41_200_000, '41.2 MB'], [2_340_000_000, '2.34 GB']])('shows %d bytes as %s', (size, shown) => {
    expect(bytes(size, startTexts('en').t, 'en')).toBe(shown)
  })

  it.each([[0, '0.0'], [-0.04, '0.0'], [-6, '-6.0'], [3.52, '+3.5']])('shows a level of %d dB as %s', (decibels, shown) => {
    expect(level(decibels, 'en')).toBe(shown)
  })

  it.each([
    [0, 'now'], [59_999, 'now'], [-5_000, 'now'], [60_000, '1 minute ago'], [3 * 3_600_000 + 1, '3 hours ago'], [86_400_000, 'yesterday'], [9 * 86_400_000, '9 days ago']
  ])('tells an age of %d ms as %s', (ageMs, shown) => {
    expect(ago(1_000_000_000_000 - ageMs, 1_000_000_000_000, 'en')).toBe(shown)
  })

  it('tells an age in the reader’s language', () => {
    expect(ago(0, 3 * 3_600_000, 'de')).toBe('vor 3 Stunden')
    expect(decimals(12.3, 'de')).toBe('12,30')
  })
})
