import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOST_CHARACTERS, readTune, WordsError } from './notation'

function refusalOf(words: string): string {
  try {
    readTune(words)
  } catch (error) {
    if (error instanceof WordsError) return error.message
    throw error
  }
  return ''
}

describe('reading notes', () => {
  it('knows names, accidentals, chords, rests and lengths; what is left out is that of the note before', () => {
    const { steps, beats } = readTune('C4:1 E:1/2, f#5:1.5\nr Bb3+D4+Cb:2 | B♭2:3/4')
    expect(steps).toEqual([
      { beat: 0, beats: 1, pitches: [60] },
      { beat: 1, beats: 0.5, pitches: [64] },
      { beat: 1.5, beats: 1.5, pitches: [78] },
      { beat: 3, beats: 1.5, pitches: [] },
      { beat: 4.5, beats: 2, pitches: [58, 62, 59] },
      { beat: 6.5, beats: 0.75, pitches: [46] }
    ])
    expect(beats).toBe(7.25)
  })

  it('takes bars from the lines, and without any every four beats', () => {
    expect(readTune('C4:1 D E | F:3 |G:2|').bars).toEqual([0, 3, 6])
    expect(readTune('C4:3 D:3 E:3').bars).toEqual([0, 4, 8])
    expect(readTune('| C4:3 D:3').bars).toEqual([0, 4])
  })

  it.each([
    ['C4 D4 E4\nF4 H9 G4', 'Note 5, “H9” in line 2, is no note: '],
    ['C4:0', 'Note 1, “C4:0” in line 1, has no length that can be played: '],
    ['C4:1/0', 'Note 1, “C4:1/0” in line 1, has no length'],
    ['C4:65', 'from 1/16 to 64'],
    ['C4:', 'Note 1, “C4:” in line 1, has no length'],
    ['r r:2 C4:1:2', 'Note 3, “C4:1:2” in line 1, has more than one colon'],
    ['D8', 'Note 1, “D8” in line 1, is out of range: notes go from A0 to C8.'],
    ['C4+D+E+F+G+A+B', 'has 7 notes at once; at most 6'],
    ['C4+', 'Note 1, “C4+” in line 1, is no note'],
    ['La la la, sing with me now', 'Note 1, “La” in line 1, is no note'],
    ['', 'There are no notes'],
    [' \n | | ', 'There are no notes'],
    ['r:4 r', 'There are only rests'],
    ['C4 '.repeat(MOST_CHARACTERS / 3 + 1), `at most ${MOST_CHARACTERS}`],
    ['x'.repeat(60), `“${'x'.repeat(20)}…” in line 1`]
  ])('says where %j cannot be played, and what to write', (words, sentence) => {
    expect(refusalOf(words)).toContain(sentence)
  })

  it('reads or refuses whatever it is given, and nothing else happens', () => {
    const written = fc.stringMatching(/^[A-Ha-hr0-9#b♯♭:/.+|, \n-]{0,80}$/u)
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), written), (words) => {
      try {
        const { steps, beats, bars } = readTune(words)
        expect(steps.reduce((sum, step) => sum + step.beats, 0)).toBeCloseTo(beats, 6)
        expect(bars[0]).toBe(0)
        expect(bars.every((bar, index) => bar < beats && bar > (bars[index - 1] ?? -1))).toBe(true)
        expect(steps.flatMap(({ pitches }) => pitches).every((pitch) => pitch >= 21 && pitch <= 108)).toBe(true)
      } catch (error) {
        if (!(error instanceof WordsError)) throw error
        expect(error.message).toMatch(/^(Note \d+, “.{0,21}” in line \d+, |There are |The notes have )/u)
      }
    }), { numRuns: 1_000 })
  })

  it('names the place of the one wrong note among good ones', () => {
    const note = fc.tuple(fc.constantFrom('C', 'F#', 'Bb'), fc.integer({ min: 1, max: 7 }), fc.constantFrom('1', '1/2', '0.75')).map(([name, octave, beats]) => `${name}${octave}:${beats}`)
    const around = fc.array(fc.tuple(note, fc.constantFrom(' ', '\n', ', ', ' | ')), { maxLength: 20 })
    fc.assert(fc.property(around, around, (before, after) => {
      const start = before.map((pair) => pair.join('')).join('')
      const place = `Note ${before.length + 1}, “H9” in line ${start.split('\n').length}, is no note`
      expect(refusalOf(`${start}H9 ${after.map((pair) => pair.join('')).join('')}`)).toContain(place)
    }))
  })
})
