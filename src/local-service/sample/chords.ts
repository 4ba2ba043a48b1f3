import { createHighPass, createSweptLowPass } from './filters'
import { addRoom } from './room'
import { addAt, addMono, createRandom, createStereo, noteHz, SAMPLE_RATE_HZ, type Stereo } from './stereo'
import { BARS, beatFrame, BEATS_PER_BAR, CHORDS, INTENSITY, SONG_FRAMES } from './score'

/** Plucked eighth notes of a bar: index into the chord and octaves above it. */
const PICKING: readonly (readonly [chordNote: number, octaves: number])[] = [
  [0, 0], [2, 0], [1, 1], [3, 0], [2, 1], [3, 0], [1, 1], [2, 0]
]
const DETUNE_CENTS: readonly number[] = [-9, -3.5, 4, 8.5]

/** The chords: a wide warm pad and a plucked string that walks from side to side. */
export function renderChords(): Stereo {
  const chords = renderPad()
  const plucks = createStereo(SONG_FRAMES)
  const random = createRandom(31)
  for (let bar = 0; bar < BARS; bar++) {
    PICKING.forEach(([chordNote, octaves], eighth) => {
      const note = CHORDS[bar]?.notes[chordNote]
      if (note === undefined || (bar === BARS - 1 && eighth > 4)) return
      const level = 0.3 * (INTENSITY[bar] ?? 1) * (eighth % 2 === 0 ? 1 : 0.72) * (0.85 + 0.3 * random())
      const position = eighth % 2 === 0 ? -0.72 : 0.72
      const start = beatFrame(bar * BEATS_PER_BAR + eighth / 2) + Math.round(random() * 0.006 * SAMPLE_RATE_HZ)
      addMono(plucks, renderPluck(noteHz(note + 12 * octaves), random), start, level, position)
    })
  }
  addRoom(plucks, { decaySeconds: 1.6, preDelayMs: 18, wet: 0.2, dampingHz: 4500, seed: 32 })
  for (let frame = 0; frame < SONG_FRAMES; frame++) {
    chords.left[frame] = (chords.left[frame] ?? 0) + (plucks.left[frame] ?? 0)
    chords.right[frame] = (chords.right[frame] ?? 0) + (plucks.right[frame] ?? 0)
  }
  return chords
}

/** Detuned saws, other ones on each side, under a low-pass that opens and closes slowly. */
function renderPad(): Stereo {
  const pad = createStereo(SONG_FRAMES)
  const random = createRandom(21)
  for (let bar = 0; bar < BARS; bar++) {
    const start = beatFrame(bar * BEATS_PER_BAR)
    const end = beatFrame((bar + 1) * BEATS_PER_BAR)
    const level = 0.042 * (INTENSITY[bar] ?? 1)
    for (const note of CHORDS[bar]?.notes ?? []) {
      for (const samples of [pad.left, pad.right]) {
        for (const cents of DETUNE_CENTS) {
          addSaw(samples, start, end, noteHz(note + (cents + 3 * (random() - 0.5)) / 100), level, random())
        }
      }
    }
  }
  sweep(pad.left, 0)
  sweep(pad.right, 1.3)
  addRoom(pad, { decaySeconds: 2.2, preDelayMs: 25, wet: 0.22, dampingHz: 3800, seed: 22 })
  return pad
}

/** Adds a saw without aliasing corners (second-order polynomial step), with soft ends that overlap the next chord. */
function addSaw(samples: Float32Array, start: number, end: number, hz: number, level: number, firstPhase: number): void {
  const step = hz / SAMPLE_RATE_HZ
  const attack = 0.12 * SAMPLE_RATE_HZ
  const release = 0.3 * SAMPLE_RATE_HZ
  let phase = firstPhase
  for (let frame = start; frame < end + release; frame++) {
    const rise = Math.min(1, (frame - start) / attack)
    const fall = frame < end ? 1 : 1 - (frame - end) / release
    addAt(samples, frame, level * Math.sin((rise * Math.PI) / 2) * fall * (2 * phase - 1 - cornerCorrection(phase, step)))
    phase += step
    if (phase >= 1) phase -= 1
  }
}

function cornerCorrection(phase: number, step: number): number {
  if (phase < step) {
    const near = phase / step
    return near + near - near * near - 1
  }
  if (phase > 1 - step) {
    const near = (phase - 1) / step
    return near * near + near + near + 1
  }
  return 0
}

function sweep(samples: Float32Array, offset: number): void {
  const lowPass = createSweptLowPass(1.3)
  const highPass = createHighPass(160)
  for (let frame = 0; frame < samples.length; frame++) {
    const slow = Math.sin((2 * Math.PI * frame) / SAMPLE_RATE_HZ / 9.6 + offset)
    samples[frame] = highPass(lowPass(samples[frame] ?? 0, 2100 + 900 * slow))
  }
}

/** A plucked string (Karplus, Strong: "Digital synthesis of plucked-string and drum timbres", CMJ 7(2), 1983). */
function renderPluck(hz: number, random: () => number): Float32Array {
  const period = SAMPLE_RATE_HZ / hz - 0.5
  const whole = Math.floor(period)
  // A first-order all-pass carries the fraction of a sample, so that high notes stay in tune.
  const tuning = (1 - (period - whole)) / (1 + (period - whole))
  const soften = createSweptLowPass(1.2)
  const string = Float64Array.from({ length: whole }, () => soften(2 * random() - 1, 5600))
  const frames = Math.round(1.1 * SAMPLE_RATE_HZ)
  const decay = 0.996
  let previous = 0
  let lastInput = 0
  let lastOutput = 0
  return Float32Array.from({ length: frames }, (_, frame) => {
    const current = string[frame % whole] ?? 0
    const averaged = decay * 0.5 * (current + previous)
    previous = current
    lastOutput = tuning * (averaged - lastOutput) + lastInput
    lastInput = averaged
    string[frame % whole] = lastOutput
    return current * Math.min(1, (frames - frame) / 3000)
  })
}
