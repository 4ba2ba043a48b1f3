import { describe, expect, it } from 'vitest'
import { PITCH_CLASSES, type MusicalKey } from '../../../shared/domain/songFacts'
import { estimateKey } from './key'
import { estimateTempo } from './tempo'
import { beatTrack, chordTrack, RATE_HZ, together } from './testing/music'

const isSame = (one: MusicalKey | null, other: MusicalKey): boolean => one?.tonic === other.tonic && one.mode === other.mode
const KEYS = (['major', 'minor'] as const).flatMap((mode) => PITCH_CLASSES.map((_, tonic): MusicalKey => ({ tonic, mode })))

describe('the tempo', () => {
  it.each([60, 97.5, 128, 174])('of a metronome at %d is found to a tenth', (beatsPerMinute) => {
    expect(estimateTempo(beatTrack(beatsPerMinute, 15, 'click'), RATE_HZ)).toBeCloseTo(beatsPerMinute, 0)
  })

  it.each([60, 97.5, 128, 174])('of drums at %d is not mistaken for that of the hi-hats', (beatsPerMinute) => {
    const found = estimateTempo(beatTrack(beatsPerMinute, 15, 'drums'), RATE_HZ) ?? 0
    expect(Math.abs(found - beatsPerMinute)).toBeLessThan(0.5)
  })

  it('is found at another rate of samples', () => {
    // The same samples at 48 kHz are heard faster by that much.
    const found = estimateTempo(beatTrack(120, 15, 'drums'), 48_000) ?? 0
    expect(Math.abs(found - (120 * 48_000) / RATE_HZ)).toBeLessThan(0.5)
  })

  it('of silence, of a tone and of one beat is none', () => {
    const tone = Float32Array.from({ length: 20 * RATE_HZ }, (_, frame) => 0.5 * Math.sin(frame * 0.06))
    expect(estimateTempo(new Float32Array(20 * RATE_HZ), RATE_HZ)).toBeNull()
    expect(estimateTempo(tone, RATE_HZ)).toBeNull()
    expect(estimateTempo(beatTrack(1, 20, 'click'), RATE_HZ)).toBeNull()
    expect(estimateTempo(new Float32Array(0), RATE_HZ)).toBeNull()
  })
})

describe('the key', () => {
  it('of a cadence is found in every major and minor key', () => {
    expect(KEYS.filter((key) => !isSame(estimateKey(chordTrack(key, 'cadence', 4), RATE_HZ), key))).toEqual([])
  })

  it('of four pop chords is found in every major key; in minor they are as well the chords of the relative major', () => {
    const missed = KEYS.filter((key) => {
      const found = estimateKey(chordTrack(key, 'pop', 4), RATE_HZ)
      const relative: MusicalKey = { tonic: (key.tonic + 3) % 12, mode: 'major' }
      return !isSame(found, key) && !(key.mode === 'minor' && isSame(found, relative))
    })
    expect(missed).toEqual([])
  })

  it('is found under drums', () => {
    const key = { tonic: 9, mode: 'minor' } as const
    expect(estimateKey(together(chordTrack(key, 'cadence', 8), beatTrack(110, 8, 'drums')), RATE_HZ)).toEqual(key)
  })

  it('of silence and of drums alone is none', () => {
    expect(estimateKey(new Float32Array(4 * RATE_HZ), RATE_HZ)).toBeNull()
    expect(estimateKey(new Float32Array(0), RATE_HZ)).toBeNull()
    expect(estimateKey(beatTrack(110, 8, 'drums'), RATE_HZ)).toBeNull()
  })
})
