import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CodecError } from '../../../codecs/types'
import { toMidi } from '../testing/midiFiles'
import { MOST_MIDI_BYTES, parseMidi } from './parseMidi'

const song = toMidi({
  tempos: [[0, 500_000], [960, 250_000]],
  notes: [
    { tick: 0, lengthTicks: 480, pitch: 60 },
    { tick: 480, lengthTicks: 960, pitch: 64, velocity: 80 },
    { tick: 1_440, lengthTicks: 10, pitch: 36, channel: 9 }
  ]
})

/** What a reading may end in: notes that make sense, or one of our own errors. */
function readOrRefuse(bytes: Uint8Array): string {
  try {
    for (const { startSeconds, endSeconds, pitch, velocity } of parseMidi(bytes).notes) {
      if (!(startSeconds >= 0 && endSeconds >= startSeconds && endSeconds <= 7_200)) return `time ${startSeconds}..${endSeconds}`
      if (!(pitch >= 0 && pitch <= 127 && velocity >= 1 && velocity <= 127)) return `note ${pitch} ${velocity}`
    }
    return 'notes'
  } catch (error) {
    return error instanceof CodecError ? 'refused' : `threw ${String(error)}`
  }
}

describe('notes', () => {
  test('have times that follow changes of tempo', () => {
    const { notes } = parseMidi(song)
    expect(notes).toEqual([
      { startSeconds: 0, endSeconds: 0.5, pitch: 60, velocity: 100, isDrum: false, channel: 0, program: 0 },
      // Half at 120 beats a minute, half at 240.
      { startSeconds: 0.5, endSeconds: 1.25, pitch: 64, velocity: 80, isDrum: false, channel: 0, program: 0 },
      { startSeconds: 1.25, endSeconds: 1.25 + (10 / 480) * 0.25, pitch: 36, velocity: 100, isDrum: true, channel: 9, program: 0 }
    ])
  })

  test('do not drift over thousands of changes of tempo', () => {
    const tempos = Array.from({ length: 2_000 }, (_, beat) => [beat * 480, 300_001 + (beat % 7) * 1_003] as const)
    const wantedMicroseconds = tempos.reduce((sum, [, microseconds]) => sum + microseconds, 0)
    const [note] = parseMidi(toMidi({ tempos, notes: [{ tick: 2_000 * 480, lengthTicks: 480, pitch: 60 }] })).notes
    expect(note?.startSeconds).toBeCloseTo(wantedMicroseconds / 1e6, 6)
  })

  test('last as long as the sustain pedal, or until they are struck again', () => {
    const { notes } = parseMidi(toMidi({
      pedal: [[0, true], [1_920, false]],
      notes: [{ tick: 0, lengthTicks: 240, pitch: 60 }, { tick: 960, lengthTicks: 240, pitch: 60 }, { tick: 960, lengthTicks: 2_400, pitch: 67 }]
    }))
    expect(notes.map(({ endSeconds }) => endSeconds)).toEqual([1, 2, 3.5])
  })

  test('of an SMPTE file are told by its own clock', () => {
    const bytes = song.slice()
    bytes.set([0x100 - 25, 40], 12) // 1000 ticks a second
    expect(parseMidi(bytes).notes.map(({ startSeconds }) => startSeconds)).toEqual([0, 0.48, 1.44])
  })

  test('are read past chunks that nobody knows', () => {
    const alien = [0x58, 0x59, 0x5a, 0x5a, 0, 0, 0, 2, 1, 2]
    const bytes = Uint8Array.from([...song.slice(0, 14), ...alien, ...song.slice(14)])
    expect(parseMidi(bytes)).toEqual(parseMidi(song))
  })

  test('need not be there', () => {
    expect(parseMidi(toMidi({})).notes).toEqual([])
  })
})

describe('a hostile file', () => {
  test('cut anywhere is refused or read, never more', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: song.length }), (length) => {
      expect(readOrRefuse(song.slice(0, length))).toMatch(length === song.length ? /^notes$/ : /^refused$/)
    }))
  })

  test('with any bytes changed is refused or read, never more', () => {
    const change = fc.tuple(fc.integer({ min: 0, max: song.length - 1 }), fc.integer({ min: 0, max: 255 }))
    fc.assert(fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
      const bytes = song.slice()
      for (const [at, value] of changes) bytes[at] = value
      expect(readOrRefuse(bytes)).toMatch(/^(notes|refused)$/)
    }), { numRuns: 2_000 })
  })

  test('of any tracks is refused or read, never more', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (track) => {
      const head = [...song.slice(0, 10), 0, 1, 1, 0xe0, 0x4d, 0x54, 0x72, 0x6b, 0, 0, 0, track.length]
      expect(readOrRefuse(Uint8Array.from([...head, ...track]))).toMatch(/^(notes|refused)$/)
    }), { numRuns: 2_000 })
  })

  test.each([
    ['more bytes than a song', () => new Uint8Array(MOST_MIDI_BYTES + 1), 'unsupported'],
    ['more notes than a song', () => toManyNotes(200_001), 'unsupported'],
    ['more tempi than a song', () => toMidi({ tempos: Array.from({ length: 20_001 }, (_, tick) => [tick, 400_000] as const) }), 'unsupported'],
    ['more than two hours', () => toMidi({ notes: [{ tick: 480 * 2 * 7_201, lengthTicks: 480, pitch: 60 }] }), 'unsupported'],
    ['no time between ticks', () => toMidi({ ticksPerBeat: 480 }).map((byte, at) => (at === 12 || at === 13 ? 0 : byte)), 'damaged'],
    ['several songs', () => song.map((byte, at) => (at === 9 ? 2 : byte)), 'unsupported'],
    ['another kind', () => new TextEncoder().encode('<!doctype html>'), 'notAudio']
  ])('of %s is refused', (_, make, code) => {
    expect(() => parseMidi(make())).toThrow(expect.objectContaining({ code }))
  })
})

/** Running status: three bytes a note. */
function toManyNotes(count: number): Uint8Array {
  const track = new Uint8Array(4 + count * 3)
  track.set([0, 0x90, 60, 1])
  for (let at = 4; at < track.length; at += 3) track.set([0, 60, 1], at)
  const size = track.length
  return Uint8Array.from([...song.slice(0, 10), 0, 1, 1, 0xe0, 0x4d, 0x54, 0x72, 0x6b, size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255, ...track])
}
