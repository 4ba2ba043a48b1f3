import { createBandPass, createHighPass } from './filters'
import { addMono, createRandom, createStereo, SAMPLE_RATE_HZ, type Stereo } from './stereo'
import { addRoom } from './room'
import { BARS, beatFrame, BEATS_PER_BAR, INTENSITY, SONG_FRAMES } from './score'

type Hit = readonly [beatInBar: number, level: number]

const KICK: readonly Hit[] = [[0, 1], [1.75, 0.62], [2.5, 0.92]]
const SNARE: readonly Hit[] = [[1, 1], [3, 1], [3.75, 0.18]]
const HATS: readonly Hit[] = [[0, 0.8], [0.5, 0.45], [1, 0.75], [1.5, 0.5], [2, 0.8], [2.5, 0.45], [3, 0.75], [3.25, 0.3]]
const OPEN_HAT: readonly Hit[] = [[3.5, 0.6]]
const FILL: readonly (readonly [beatInBar: number, level: number, tomHz: number, position: number])[] = [
  [3, 0.8, 180, -0.4],
  [3.25, 0.65, 180, -0.4],
  [3.5, 0.85, 132, 0.05],
  [3.75, 0.95, 98, 0.45]
]
/** Bars (from 0) that end with the toms, and those that begin with a crash. */
const FILL_BARS = [1, 5, 9]
const CRASH_BARS = [2, 6, 10]

/** The drums: kick in the centre, snare a little left, hats right, toms across, crash wide. */
export function renderDrums(): Stereo {
  const drums = createStereo(SONG_FRAMES)
  const random = createRandom(11)
  const kick = renderKick()
  const snares = [renderSnare(random), renderSnare(random), renderSnare(random)]
  const hats = [renderHat(random, 0.045), renderHat(random, 0.05), renderHat(random, 0.04)]
  const openHat = renderHat(random, 0.22)
  const play = (sound: Float32Array | undefined, beat: number, gain: number, position: number): void => {
    const latenessFrames = Math.round((random() - 0.3) * 0.004 * SAMPLE_RATE_HZ)
    if (sound) addMono(drums, sound, beatFrame(beat) + latenessFrames, gain, position)
  }
  for (let bar = 0; bar < BARS; bar++) {
    const beat = bar * BEATS_PER_BAR
    const force = INTENSITY[bar] ?? 1
    const hasFill = FILL_BARS.includes(bar)
    const isGroove = bar >= 2 && bar < BARS - 1
    if (bar >= 1) {
      for (const [at, level] of HATS) {
        const pick = hats[Math.floor(random() * hats.length)]
        if (!(hasFill && at >= 3)) play(pick, beat + at, 0.62 * force * level * (0.85 + 0.3 * random()), 0.38)
      }
    }
    if (isGroove) {
      for (const [at, level] of KICK) play(kick, beat + at, 0.85 * force * level, 0)
      for (const [at, level] of SNARE) {
        if (!(hasFill && at >= 3)) play(snares[Math.floor(random() * snares.length)], beat + at, 1.15 * force * level, -0.14)
      }
      for (const [at, level] of OPEN_HAT) if (!hasFill) play(openHat, beat + at, 0.55 * force * level, 0.38)
    }
    if (hasFill) for (const [at, level, hz, position] of FILL) play(renderTom(hz), beat + at, 0.6 * force * level, position)
    if (CRASH_BARS.includes(bar)) {
      play(renderHat(random, 0.9), beat, 0.3 * force, -0.65)
      play(renderHat(random, 0.9), beat, 0.3 * force, 0.55)
    }
  }
  play(kick, (BARS - 1) * BEATS_PER_BAR, 0.7, 0)
  addRoom(drums, { decaySeconds: 0.55, preDelayMs: 6, wet: 0.16, dampingHz: 6500, seed: 12 })
  for (const samples of [drums.left, drums.right]) {
    samples.forEach((sample, index) => {
      samples[index] = Math.tanh(1.15 * sample)
    })
  }
  return drums
}

function renderKick(): Float32Array {
  return renderDecay(0.42, (seconds) => {
    const phase = 2 * Math.PI * (47 * seconds + (115 / 38) * (1 - Math.exp(-38 * seconds)))
    const click = 0.35 * Math.sin(2 * Math.PI * 2100 * seconds) * Math.exp(-seconds / 0.0035)
    return Math.sin(phase) * Math.exp(-seconds / 0.13) + click
  })
}

function renderTom(hz: number): Float32Array {
  return renderDecay(0.4, (seconds) => {
    const phase = 2 * Math.PI * (hz * seconds + ((0.35 * hz) / 25) * (1 - Math.exp(-25 * seconds)))
    return (Math.sin(phase) + 0.25 * Math.sin(1.59 * phase)) * Math.exp(-seconds / 0.12)
  })
}

function renderSnare(random: () => number): Float32Array {
  const bright = createHighPass(1400)
  const body = createBandPass(950, 1400)
  return renderDecay(0.32, (seconds) => {
    const noise = 2 * random() - 1
    const wires = (0.75 * bright(noise) + 0.8 * body(noise)) * Math.exp(-seconds / 0.075)
    const shell = Math.sin(2 * Math.PI * 186 * seconds + 0.4) + 0.6 * Math.sin(2 * Math.PI * 331 * seconds)
    return wires + 0.5 * shell * Math.exp(-seconds / 0.045)
  })
}

/** A cymbal: noise with a few square waves that share no common pitch, all above 5 kHz or so. */
function renderHat(random: () => number, decaySeconds: number): Float32Array {
  const highPasses = [createHighPass(6200), createHighPass(6200)]
  const ratesHz = [3217, 4591, 5417, 6133, 7309]
  return renderDecay(decaySeconds * 5, (seconds) => {
    const metal = ratesHz.reduce((sum, hz) => sum + Math.sign(Math.sin(2 * Math.PI * hz * seconds)), 0)
    const raw = 1.3 * (2 * random() - 1) + 0.16 * metal
    return highPasses.reduce((sample, filter) => filter(sample), raw) * Math.exp(-seconds / decaySeconds)
  })
}

function renderDecay(seconds: number, sampleAt: (seconds: number) => number): Float32Array {
  const frames = Math.round(seconds * SAMPLE_RATE_HZ)
  return Float32Array.from({ length: frames }, (_, frame) => {
    const attack = Math.min(1, frame / 20)
    const release = Math.min(1, (frames - frame) / 400)
    return attack * release * sampleAt(frame / SAMPLE_RATE_HZ)
  })
}
