import { describe, expect, it } from 'vitest'
import { createRandom } from '../sample/stereo'
import { separateWhole } from './quality/wholeSong'
import { separationMethod, separationMethods } from './registry'
import { separate } from './separate'
import { SeparationError, type MethodOptions, type SeparationMethod } from './types'

/** Half noise, half tone, so that every method finds something; each channel another phase. */
function testSong(frames: number, channels: number, sampleRateHz: number): Float32Array[] {
  const random = createRandom(7)
  return Array.from({ length: channels }, (_, channel) =>
    Float32Array.from({ length: frames }, (_, frame) => {
      const tone = Math.sin((2 * Math.PI * 330 * frame) / sampleRateHz + channel)
      return 0.4 * tone + 0.3 * (2 * random() - 1) * Math.exp(-(frame % 4000) / 500)
    })
  )
}

/** The defaults, and each other value of each option alone. */
function optionSets(method: SeparationMethod): MethodOptions[] {
  return [{}, ...method.options.flatMap(({ key, values }) => values.map((value) => ({ [key]: value })))]
}

function takes(method: SeparationMethod, channels: number): boolean {
  return method.id !== 'mid-side' || channels === 2
}

function expectWholeSum(
  method: SeparationMethod,
  options: MethodOptions,
  frames: number,
  channels: number,
  sampleRateHz: number
): void {
  const song = testSong(frames, channels, sampleRateHz)
  const separator = method.create({ sampleRateHz, channels }, options)
  const stems = separateWhole(separator, song, 3001)
  expect(separator.stems).toEqual(method.stems(options))
  expect(stems.map((stem) => stem.map((samples) => samples.length))).toEqual(stems.map(() => song.map(() => frames)))
  let worst = 0
  song.forEach((samples, channel) => {
    samples.forEach((sample, frame) => {
      const sum = stems.reduce((total, stem) => total + (stem[channel]?.[frame] ?? NaN), 0)
      worst = Math.max(worst, Math.abs(sum - sample))
    })
  })
  expect(worst).toBeLessThan(1e-6)
}

describe('every separation method', () => {
  for (const method of separationMethods) {
    it(`${method.id} gives stems that add up to the song, with every option`, () => {
      for (const options of optionSets(method)) expectWholeSum(method, options, 20_000, 2, 44_100)
    })

    it(`${method.id} takes songs of any length, rate and number of channels`, () => {
      for (const frames of [1, 2, 500, 4097]) expectWholeSum(method, {}, frames, 2, 44_100)
      for (const sampleRateHz of [8000, 22_050, 96_000]) expectWholeSum(method, {}, 6000, 2, sampleRateHz)
      for (const channels of [1, 6]) if (takes(method, channels)) expectWholeSum(method, {}, 6000, channels, 48_000)
    })

    it(`${method.id} gives silence for silence`, () => {
      const separator = method.create({ sampleRateHz: 44_100, channels: 2 }, {})
      const stems = separateWhole(separator, [new Float32Array(9000), new Float32Array(9000)], 9000)
      for (const stem of stems) for (const samples of stem) expect(samples.every((sample) => sample === 0)).toBe(true)
    })

    it(`${method.id} refuses options it does not offer`, () => {
      const format = { sampleRateHz: 44_100, channels: 2 }
      expect(() => method.create(format, { colour: 'blue' })).toThrow(SeparationError)
      expect(() => method.stems({ colour: 'blue' })).toThrow(SeparationError)
      for (const { key } of method.options) {
        expect(() => method.create(format, { [key]: 'no such value' })).toThrow(SeparationError)
      }
    })
  }

  it('has defaults among the values of its options', () => {
    for (const { options } of separationMethods) {
      for (const option of options) expect(option.values).toContain(option.defaultValue)
    }
  })
})

describe('separationMethod', () => {
  it('finds methods by id and refuses others', () => {
    expect(separationMethod('four-stems').stems({})).toEqual(['vocals', 'drums', 'bass', 'other'])
    const threeWay = separationMethod('harmonic-percussive').stems({ mask: 'residual' })
    expect(threeWay).toEqual(['harmonic', 'percussive', 'residual'])
    expect(() => separationMethod('magic')).toThrow(SeparationError)
  })
})

describe('the stages', () => {
  it('hold a voice back from a stereo song whose channels share nothing', () => {
    const random = createRandom(8)
    const song = [0, 1].map(() => Float32Array.from({ length: 40_000 }, () => 2 * random() - 1))
    const separator = separationMethod('centre-vocals').create({ sampleRateHz: 44_100, channels: 2 }, {})
    const [vocals] = separateWhole(separator, song, 4096)
    const power = (samples: Float32Array | undefined): number =>
      samples?.reduce((sum, sample) => sum + sample * sample, 0) ?? NaN
    expect(power(vocals?.[0])).toBeLessThan(0.05 * power(song[0]))
  })

  it('treat two equal channels like one, where position says nothing', () => {
    const [channel] = testSong(60_000, 1, 44_100)
    const samples = channel ?? new Float32Array(0)
    const method = separationMethod('four-stems')
    const double = separateWhole(method.create({ sampleRateHz: 44_100, channels: 2 }, {}), [samples, samples], 8192)
    const single = separateWhole(method.create({ sampleRateHz: 44_100, channels: 1 }, {}), [samples], 8192)
    single.forEach((stem, index) => {
      const other = double[index]?.[0]
      const worst = stem[0]?.reduce((most, value, frame) => Math.max(most, Math.abs(value - (other?.[frame] ?? NaN))), 0)
      expect(worst).toBeLessThan(1e-5)
    })
  })

  it('refuse middle and side of a mono song', () => {
    expect(() => separationMethod('mid-side').create({ sampleRateHz: 44_100, channels: 1 }, {})).toThrow(SeparationError)
  })
})

describe('separate', () => {
  it('yields stem blocks in step, none of them empty, up to the length of the song', async () => {
    const song = testSong(30_000, 2, 44_100)
    async function* blocks(): AsyncGenerator<Float32Array[]> {
      for (let start = 0; start < 30_000; start += 1000) {
        yield await Promise.resolve(song.map((samples) => samples.subarray(start, start + 1000)))
      }
    }
    let frames = 0
    const separator = separationMethod('harmonic-percussive').create({ sampleRateHz: 44_100, channels: 2 }, {})
    for await (const stems of separate(separator, blocks())) {
      const lengths = stems.flatMap((stem) => stem.map((samples) => samples.length))
      expect(new Set(lengths).size).toBe(1)
      expect(lengths[0]).toBeGreaterThan(0)
      frames += lengths[0] ?? 0
    }
    expect(frames).toBe(30_000)
  })
})
