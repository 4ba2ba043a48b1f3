import { describe, expect, it } from 'vitest'
import type { ExportChoices } from '../../../../../shared/domain/exports'
import { exportContentSchema } from '../../../../../shared/domain/exports'
import type { StudioSession } from '../../../../../shared/domain/studio'
import { firstForm, formatOf, formatsFor, isComplete, toContent, withToken } from './exportForm'

const choices: ExportChoices = { kind: 'stems', format: 'same', place: 'folder', collision: 'number', template: '{title} ({stem})', zip: false, tags: true }
const session: StudioSession = {
  jobId: 'job', title: 'Song', algorithmName: 'A', sampleRateHz: 44_100, frames: 1_000, original: null, windowUrl: '', unplayable: [], damaged: [],
  stems: [3, 5].map((index) => ({ index, name: `stem ${index}`, channels: 2, pcmUrl: '', peaksUrl: '' }))
}
const controls = [{ muted: true, soloed: false, gain: 1, pan: 0 }, { muted: false, soloed: false, gain: 0.5, pan: -1 }]
const state: Parameters<typeof toContent>[2] = {
  status: 'ready', playing: false, controls, underruns: 0, masterGain: 0.5, loop: { startFrame: 10.4, endFrame: 99.6 }, monitor: 'stems',
  originalGainDecibels: null, rate: 1, semitones: 0
}
const places = { folder: null, source: '~/Music', job: '~/Unbraid/Song' }
const form = firstForm({ choices, places }, session)
const facts = { beatsPerMinute: 120, key: { tonic: 9, mode: 'minor' } } as const

describe('what the export dialog says', () => {
  it('begins with every stem and what was chosen last', () => {
    expect(form).toMatchObject({ ...choices, stemIndexes: [3, 5], without: 3, loopOnly: false })
    expect(isComplete(form)).toBe(true)
    expect(isComplete({ ...form, stemIndexes: [] })).toBe(false)
    expect(isComplete({ ...form, kind: 'mix', stemIndexes: [] })).toBe(true)
  })

  it('begins with everything but one stem where that was asked for', () => {
    expect(firstForm({ choices, places }, session, { without: 5 })).toMatchObject({ kind: 'minusOne', without: 5, stemIndexes: [3, 5] })
    expect(firstForm({ choices, places }, session, {}).kind).toBe('stems')
  })

  it('goes next to the song only where there is one', () => {
    const wanted = { ...choices, place: 'source' } as const
    expect(firstForm({ choices: wanted, places }, session).place).toBe('source')
    expect(firstForm({ choices: wanted, places: { ...places, source: null } }, session).place).toBe('folder')
  })

  it('tells what was heard in the song to names that say it, and to no others', () => {
    const estimates = (template: string) => toContent({ ...form, template }, session, state, facts).estimates
    expect(estimates('{title} {BPM} { key }')).toEqual({ bpm: 120, key: 'Am' })
    expect(estimates('{title} ({stem})')).toEqual({ bpm: null, key: null })
  })

  it('offers what was delivered only for whole stems, and keeps the choice for when they come back', () => {
    expect(formatsFor('stems', false)).toContain('same')
    expect(formatsFor('stems', true)).not.toContain('same')
    expect(formatOf({ ...form, kind: 'mix' })).toBe('wav24')
    expect(formatOf({ ...form, kind: 'mix', format: 'mp3' })).toBe('mp3')
  })

  it('is understood by main: stems in the session’s order, the mixer by stem, the loop in whole frames', () => {
    const contents = [
      toContent({ ...form, stemIndexes: [5, 3] }, session, state, undefined),
      toContent({ ...form, kind: 'mix', loopOnly: true }, session, state, undefined),
      toContent({ ...form, kind: 'minusOne', without: 5 }, session, state, undefined)
    ]
    for (const content of contents) expect(exportContentSchema.parse(content)).toEqual(content)
    expect(contents.map(({ what }) => what)).toEqual([
      { kind: 'stems', stemIndexes: [3, 5] },
      { kind: 'mix', masterGain: 0.5, mixer: [{ stemIndex: 3, ...controls[0] }, { stemIndex: 5, ...controls[1] }] },
      { kind: 'minusOne', stemIndex: 5 }
    ])
    expect(contents[1]?.range).toEqual({ startFrame: 10, endFrame: 100 })
  })

  it('puts tokens into a name with the gap they need', () => {
    expect(withToken('', 'title')).toBe('{title}')
    expect(withToken('{title}', 'stem')).toBe('{title} {stem}')
    expect(withToken('{title} (', 'stem')).toBe('{title} ({stem}')
  })
})
