import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Placed, toMidi } from '../testing/midiFiles'
import { powerAt } from '../testing/powerAt'
import { openMidi } from './openMidi'
import { parseMidi } from './parseMidi'

const RATE_HZ = 22_050
/** A second has 960 ticks at the tempo files begin with. */
const SECOND = 960

let folder = ''
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'unbraid-bends-')) })
afterEach(() => rm(folder, { recursive: true, force: true }))

async function play(song: Parameters<typeof toMidi>[0]): Promise<Float32Array> {
  const path = join(folder, 'song.mid')
  await writeFile(path, toMidi(song))
  const reader = await openMidi(path, RATE_HZ)
  const blocks: Float32Array[] = []
  for await (const [channel = new Float32Array()] of reader.blocks()) blocks.push(channel)
  return Float32Array.from(blocks.flatMap((block) => [...block]))
}

const bend = (tick: number, value: number, channel = 0): Placed => [tick, { deltaTime: 0, type: 'pitchBend', channel, value }]
const control = (tick: number, controllerType: number, value: number, channel = 0): Placed => [tick, { deltaTime: 0, type: 'controller', channel, controllerType, value }]
const program = (programNumber: number): Placed => [0, { deltaTime: 0, type: 'programChange', channel: 0, programNumber }]
const rangeOf = (semitones: number, cents = 0): readonly Placed[] => [control(0, 101, 0), control(0, 100, 0), control(0, 6, semitones), control(0, 38, cents)]
const A4 = { tick: 0, lengthTicks: 3 * SECOND, pitch: 69 }

/** The semitone from A4 on, -14..14 by quarters, that sounds most in this half of a second. */
function heardSemitones(samples: Float32Array, second: number): number {
  const part = samples.subarray(Math.round((second + 0.2) * RATE_HZ), Math.round((second + 0.7) * RATE_HZ))
  const steps = Array.from({ length: 113 }, (_, at) => at / 4 - 14)
  const powers = steps.map((semitones) => powerAt(part, 440 * 2 ** (semitones / 12), RATE_HZ))
  return steps[powers.indexOf(Math.max(...powers))] ?? Number.NaN
}

describe('a bent note', () => {
  test.each([
    ['two semitones where nothing is said', [], 8_191, 2],
    ['down as well', [], -8_192, -2],
    ['by half', [], 4_096, 1],
    ['as far as the channel says', rangeOf(12), 4_096, 6],
    ['by a range with cents', rangeOf(1, 50), 8_191, 1.5],
    ['by the usual range when another parameter was set', [control(0, 101, 0), control(0, 100, 1), control(0, 6, 12)], 8_191, 2],
    ['by the usual range when a parameter of the maker was set', [control(0, 101, 0), control(0, 100, 0), control(0, 99, 1), control(0, 6, 12)], 8_191, 2]
  ] as const)('sounds %s', async (_what, setup, value, semitones) => {
    const samples = await play({ notes: [A4], others: [...setup, bend(SECOND, value)] })
    expect(heardSemitones(samples, 0)).toBe(0)
    expect(heardSemitones(samples, 1)).toBe(semitones)
  })

  test('goes back with the wheel, and with a reset', async () => {
    const samples = await play({ notes: [A4], others: [bend(0, 8_191), bend(SECOND, 0), bend(SECOND * 1.9, 8_191), control(SECOND * 2, 121, 0)] })
    expect([0, 1, 2].map((second) => heardSemitones(samples, second))).toEqual([2, 0, 0])
  })

  test('is bent on its own channel alone, also when it begins later', async () => {
    const samples = await play({ notes: [A4, { tick: SECOND, lengthTicks: SECOND, pitch: 57, channel: 1 }], others: [bend(0, -8_192, 1)] })
    expect(heardSemitones(samples, 0)).toBe(0)
    const second = samples.subarray(RATE_HZ, 2 * RATE_HZ)
    expect(powerAt(second, 220 * 2 ** (-2 / 12), RATE_HZ)).toBeGreaterThan(10 * powerAt(second, 220, RATE_HZ))
  })

  test('glides without a click', async () => {
    const glide = Array.from({ length: 100 }, (_, at) => bend(SECOND + at * 4, at * 80))
    const samples = await play({ notes: [A4], others: [program(73), ...glide] })
    const steepest = (from: number, to: number): number => {
      let most = 0
      for (let frame = from + 1; frame < to; frame += 1) most = Math.max(most, Math.abs((samples[frame] ?? 0) - (samples[frame - 1] ?? 0)))
      return most
    }
    expect(steepest(RATE_HZ, 2 * RATE_HZ)).toBeLessThan(1.2 * steepest(RATE_HZ / 2, RATE_HZ))
  })
})

describe('an instrument', () => {
  /** How loud the third second is against the first. */
  const lasting = async (programNumber: number): Promise<number> => {
    const samples = await play({ notes: [A4], others: [program(programNumber)] })
    const loud = (second: number): number => samples.subarray(second * RATE_HZ, (second + 1) * RATE_HZ).reduce((sum, sample) => sum + sample ** 2, 0)
    return loud(2) / loud(0)
  }

  test.each([['a piano', 0], ['a guitar', 25], ['a bass', 33], ['a vibraphone', 11]])('that is struck or plucked (%s) dies away', async (_name, number) => {
    expect(await lasting(number)).toBeLessThan(0.6)
  })

  test.each([['an organ', 19], ['a violin', 40], ['a choir', 52], ['a trumpet', 56], ['a clarinet', 71], ['a flute', 73], ['a lead', 81], ['a pad', 89]])('that is held (%s) sounds on', async (_name, number) => {
    expect(await lasting(number)).toBeGreaterThan(0.95)
  })

  test.each(Array.from({ length: 16 }, (_, family) => family * 8))('of every class (%i) has the pitch that is written', async (number) => {
    const samples = await play({ notes: [A4], others: [program(number)] })
    expect(heardSemitones(samples, 0)).toBe(0)
    expect(Math.max(...samples.map(Math.abs))).toBeLessThan(0.6)
  })

  test('plays from its own place on, and is none for drums', () => {
    const { notes } = parseMidi(toMidi({
      notes: [A4, { ...A4, tick: SECOND }, { ...A4, channel: 9 }], others: [[480, { deltaTime: 0, type: 'programChange', channel: 0, programNumber: 40 }]]
    }))
    expect(notes.map(({ program: number, isDrum }) => [number, isDrum])).toEqual([[0, false], [0, true], [40, false]])
  })
})
