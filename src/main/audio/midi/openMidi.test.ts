import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { formatOf } from '../exportFormat'
import { openSound } from '../openSound'
import { toMidi, type WrittenNote } from '../testing/midiFiles'
import { powerAt } from '../testing/powerAt'
import { toNoteBytes } from './noteBytes'
import { readMidi } from './openMidi'
import { toHz } from './voices'

let folder = ''
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'unbraid-midi-')) })
afterEach(() => rm(folder, { recursive: true, force: true }))

async function play(song: Parameters<typeof toMidi>[0], rateHz = 44_100): Promise<Float32Array> {
  const path = join(folder, 'song.mid')
  await writeFile(path, toMidi(song))
  const reader = await openSound(path, rateHz)
  const samples: number[] = []
  for await (const [channel = new Float32Array()] of reader.blocks()) for (const sample of channel) samples.push(sample)
  expect(samples.length).toBe(reader.frames)
  return Float32Array.from(samples)
}

/** The frames where sound begins after silence. */
function onsets(samples: Float32Array): number[] {
  const found: number[] = []
  let silent = 1_000
  samples.forEach((sample, frame) => {
    if (sample === 0) {
      silent += 1
    } else {
      if (silent >= 1_000) found.push(frame)
      silent = 0
    }
  })
  return found
}

describe('a note', () => {
  test.each([44_100, 48_000, 22_050])('begins within one frame of its time at %i Hz, through changes of tempo', async (rateHz) => {
    const tempos = [[0, 500_000], [1_000, 333_333], [3_001, 612_345]] as const
    const notes = [0, 777, 1_555, 2_900, 4_100, 6_007].map((tick): WrittenNote => ({ tick, lengthTicks: 60, pitch: 60 + (tick % 12) }))
    const toSeconds = (tick: number): number =>
      (Math.min(tick, 1_000) * 500_000 + Math.max(0, Math.min(tick, 3_001) - 1_000) * 333_333 + Math.max(0, tick - 3_001) * 612_345) / 480e6
    const heard = onsets(await play({ tempos, notes }, rateHz))
    expect(heard).toHaveLength(notes.length)
    notes.forEach(({ tick }, at) => {
      expect(Math.abs((heard[at] ?? Number.NaN) - toSeconds(tick) * rateHz)).toBeLessThanOrEqual(1)
    })
  })

  test('has its pitch', async () => {
    const samples = await play({ notes: [{ tick: 0, lengthTicks: 1_920, pitch: 69 }] })
    const middle = samples.subarray(22_050, 44_100)
    expect(toHz(69)).toBe(440)
    expect(powerAt(middle, 440, 44_100)).toBeGreaterThan(20 * powerAt(middle, 415.3, 44_100))
    expect(powerAt(middle, 440, 44_100)).toBeGreaterThan(20 * powerAt(middle, 466.2, 44_100))
  })

  test('of the drum channel is a hit that does not last, however long it is held', async () => {
    const samples = await play({ notes: [{ tick: 0, lengthTicks: 480 * 8, pitch: 42, channel: 9 }] })
    expect(Math.max(...samples.subarray(0, 4_410).map(Math.abs))).toBeGreaterThan(0.02)
    expect(samples.subarray(44_100).every((sample) => sample === 0)).toBe(true)
  })
})

test('a chord of ten at full velocity is no louder than can be played', async () => {
  const samples = await play({ notes: Array.from({ length: 10 }, (_, at) => ({ tick: 0, lengthTicks: 960, pitch: 48 + at * 4, velocity: 100 })) })
  expect(Math.max(...samples.map(Math.abs))).toBeLessThan(1.2)
})

test('a crowd of notes ends in bounded time, finite', async () => {
  const crowd = Array.from({ length: 20_000 }, (_, at): WrittenNote => ({ tick: at % 40, lengthTicks: 9_600, pitch: at % 128, channel: at % 2 === 0 ? 9 : 0 }))
  const samples = await play({ notes: crowd }, 8_000)
  expect(samples.every(Number.isFinite)).toBe(true)
})

test('a file without notes is silence', async () => {
  const samples = await play({})
  expect(samples.length).toBe(22_050)
  expect(samples.every((sample) => sample === 0)).toBe(true)
})

test('notes go to the page by frame', async () => {
  await play({ notes: [{ tick: 480, lengthTicks: 240, pitch: 61, velocity: 7 }, { tick: 960, lengthTicks: 0, pitch: 36, channel: 9 }] })
  const bytes = toNoteBytes(await readMidi(join(folder, 'song.mid')), 48_000)
  const view = new DataView(bytes.buffer)
  expect([view.getUint32(0, true), view.getUint32(4, true), ...bytes.subarray(8, 12)]).toEqual([24_000, 36_000, 61, 7, 0, 0])
  expect([view.getUint32(12, true), view.getUint32(16, true), ...bytes.subarray(20, 24)]).toEqual([48_000, 48_000, 36, 100, 1, 0])
})

test('a MIDI file is in no format an export has, so it is copied as it came or rendered', async () => {
  await play({ notes: [{ tick: 0, lengthTicks: 480, pitch: 60 }] })
  expect(await formatOf(join(folder, 'song.mid'))).toEqual({ format: null, sampleRateHz: 44_100 })
})
