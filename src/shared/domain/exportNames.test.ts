import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillTemplate, unknownTokens, type NameValues } from './exportNames'

const values: NameValues = { title: 'Song', artist: 'Ann', stem: 'Vocals', algorithm: 'BS Roformer', option: '', bpm: '', key: 'A minor', n: '01' }

describe('names of exported files', () => {
  it.each([
    ['{title} ({stem})', 'Song (Vocals)'],
    ['{N} {Artist} - {title}', '01 Ann - Song'],
    ['{option} - {title}', 'Song'],
    ['{title} - {option}', 'Song'],
    ['{title} - {option} - {stem}', 'Song - Vocals'],
    ['{title} ({option}) [{bpm}]', 'Song'],
    ['{title} ({bpm} {key})', 'Song (A minor)'],
    ['{title} ({key}, {bpm})', 'Song (A minor,)'],
    ['{title}_{bpm}_{stem}', 'Song_Vocals'],
    ['{bpm}', ''],
    ['', ''],
    ['plain', 'plain'],
    ['{titel} {stem}', '{titel} Vocals']
  ])('fills %j: %j', (template, name) => {
    expect(fillTemplate(template, values)).toBe(name)
  })

  it('names the tokens that mean nothing, each once, as they were written', () => {
    expect(unknownTokens('{titel} {stem} {titel} {} {Title}')).toEqual(['titel', ''])
  })

  it('takes values as they are: braces in a title are no tokens', () => {
    expect(fillTemplate('{title} ({stem})', { ...values, title: '{artist} $& {n}' })).toBe('{artist} $& {n} (Vocals)')
  })

  it('can be filled from any texts', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 })
    fc.assert(fc.property(text, text, (template, title) => {
      expect(fillTemplate(template, { ...values, title })).not.toMatch(/\p{Control}/u)
    }))
  })
})
