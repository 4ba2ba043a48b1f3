import { describe, expect, it } from 'vitest'
import { stemFamily } from './stemFamily'

describe('stemFamily', () => {
  it.each([
    ['Vocals', 'vocals'], ['Lead vocals', 'vocals'], ['Instrumental', 'other'], ['No vocals', 'other'], ['Drums', 'drums'],
    ['Bass drum', 'drums'], ['Kick', 'drums'], ['Bass', 'bass'], ['Bassoon', 'wind'], ['Acoustic guitar', 'guitar'],
    ['Bass guitar', 'bass'], ['Piano', 'keys'], ['Violin', 'strings'], ['Saxophone', 'wind'], ['Flute', 'wind'], ['Lute', 'guitar'], ['Reverb', 'effects'],
    ['Percussive', 'drums'], ['Harmonic', 'other'], ['Something new', 'other']
  ])('puts %s with %s', (name, family) => {
    expect(stemFamily(name)).toBe(family)
  })
})
