import { createBandPass, createHighPass } from './filters'
import { blendFormants, formantGain, formantsOf, type Formant } from './formants'
import { planVoice, type VoiceMoment } from './voicePlan'
import { createRandom, createStereo, SAMPLE_RATE_HZ, type Stereo } from './stereo'
import { addRoom } from './room'
import { SONG_FRAMES } from './score'

/** Pitch, loudness and vowel change every so many frames (1.5 ms); between them everything glides. */
const CONTROL_FRAMES = 64
const HARMONICS = 44
const HIGHEST_HZ = 11_000

/**
 * The lead voice, in the centre: harmonics of a glottal tone weighted by the formants of the sung vowels (source and
 * filter after G. Fant: "Acoustic Theory of Speech Production", 1960), with breath, sibilants, vibrato and glides.
 */
export function renderVoice(): Stereo {
  const voice = new Float32Array(SONG_FRAMES)
  const moments = planVoice(Math.ceil(SONG_FRAMES / CONTROL_FRAMES) + 1, CONTROL_FRAMES)
  addHarmonics(voice, moments)
  addNoises(voice, moments)
  const sound = createStereo(SONG_FRAMES)
  const highPass = createHighPass(110)
  voice.forEach((sample, frame) => {
    const value = Math.tanh(highPass(sample))
    sound.left[frame] = value * Math.SQRT1_2
    sound.right[frame] = value * Math.SQRT1_2
  })
  addRoom(sound, { decaySeconds: 1.2, preDelayMs: 32, wet: 0.085, dampingHz: 4200, seed: 42 })
  return sound
}

function formantsAt(moment: VoiceMoment): readonly Formant[] {
  return blendFormants(formantsOf(moment.fromVowel), formantsOf(moment.vowel), moment.vowelFraction)
}

function addHarmonics(voice: Float32Array, moments: readonly VoiceMoment[]): void {
  const random = createRandom(41)
  // A quadratic row of phases spreads each period out in time, so that the sum has no needle-like peaks.
  const phases = Array.from({ length: HARMONICS }, (_, index) => 0.09 * index * index + 0.3 * random())
  const cosines = phases.map(Math.cos)
  const sines = phases.map(Math.sin)
  let levels: Float64Array = new Float64Array(HARMONICS)
  let cycles = 0
  let previousHz = moments[0]?.hz ?? 0
  moments.forEach((moment, block) => {
    const target = harmonicLevels(moment)
    const isSilent = moment.level === 0 && levels.every((level) => level === 0)
    for (let index = 0; index < CONTROL_FRAMES && !isSilent; index++) {
      const fraction = index / CONTROL_FRAMES
      cycles += (previousHz + (moment.hz - previousHz) * fraction) / SAMPLE_RATE_HZ
      cycles -= Math.floor(cycles)
      // Each harmonic is the one below it turned by the angle of the fundamental: no sine per harmonic.
      const turnCosine = Math.cos(2 * Math.PI * cycles)
      const turnSine = Math.sin(2 * Math.PI * cycles)
      let cosine = 1
      let sine = 0
      let sum = 0
      for (let harmonic = 0; harmonic < HARMONICS; harmonic++) {
        const former = cosine
        cosine = former * turnCosine - sine * turnSine
        sine = sine * turnCosine + former * turnSine
        const from = levels[harmonic] ?? 0
        const level = from + ((target[harmonic] ?? 0) - from) * fraction
        sum += level * (sine * (cosines[harmonic] ?? 0) + cosine * (sines[harmonic] ?? 0))
      }
      const frame = block * CONTROL_FRAMES + index
      if (frame < voice.length) voice[frame] = sum
    }
    levels = target
    previousHz = moment.hz
  })
}

function harmonicLevels(moment: VoiceMoment): Float64Array {
  const levels = new Float64Array(HARMONICS)
  if (moment.level === 0) return levels
  const formants = formantsAt(moment)
  for (let harmonic = 1; harmonic <= HARMONICS; harmonic++) {
    const hz = harmonic * moment.hz
    if (hz > HIGHEST_HZ) break
    // The glottal tone falls 12 dB per octave, the lips give 6 back; loud singing is brighter than soft singing.
    const tilt = harmonic ** -(0.95 - 0.3 * moment.level)
    const darkness = 1 / (1 + (hz / moment.brightnessHz) ** 2)
    levels[harmonic - 1] = 0.5 * moment.level * tilt * darkness * formantGain(formants, hz)
  }
  return levels
}

function addNoises(voice: Float32Array, moments: readonly VoiceMoment[]): void {
  const random = createRandom(43)
  const breathLow = createBandPass(1700, 1400)
  const breathHigh = createBandPass(4300, 3200)
  const hiss = [createBandPass(7200, 3600), createBandPass(6400, 5200)]
  for (let frame = 0; frame < voice.length; frame++) {
    const block = Math.floor(frame / CONTROL_FRAMES)
    const fraction = (frame % CONTROL_FRAMES) / CONTROL_FRAMES
    const now = moments[block]
    const next = moments[block + 1] ?? now
    if (!now || !next) continue
    const noise = 2 * random() - 1
    const breath = now.breath + (next.breath - now.breath) * fraction
    const sibilance = now.sibilance + (next.sibilance - now.sibilance) * fraction
    const air = 0.6 * breathLow(noise) + breathHigh(noise)
    const sharp = hiss.reduce((sample, filter) => filter(sample), noise)
    voice[frame] = (voice[frame] ?? 0) + breath * air + sibilance * sharp
  }
}
