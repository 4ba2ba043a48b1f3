import { describe, expect, it } from 'vitest'
import { MOST_RATE, Stretcher, type Tempo } from './stretcher'

const RATE = 44_100
const BLOCK = 128
// The scope the library expects; an audio worklet has it by itself.
Object.assign(globalThis, { sampleRate: RATE, currentTime: 0 })
const { loadStretch } = await import('./stretchLibrary')

/** Stretches a sound of `frames` input frames, which begins at frame 0 of what comes out. */
async function stretch(sound: (frame: number) => number, frames: number, tempo: Tempo): Promise<Float32Array> {
  const stretcher = new Stretcher(await loadStretch(), RATE)
  stretcher.setTempo(tempo)
  let next = 0
  const take = (count: number) => Float32Array.from({ length: count }, () => sound(next++))
  const first = take(stretcher.lagFrames)
  stretcher.prime(first, first)
  const out: Float32Array[] = []
  for (let done = 0; done * tempo.rate < frames; done += BLOCK) {
    const input = take(stretcher.need(BLOCK))
    const [left, right] = [new Float32Array(BLOCK), new Float32Array(BLOCK)]
    stretcher.process([input, input], left, right)
    out.push(left)
  }
  return Float32Array.from(out.flatMap((block) => [...block]))
}

/** Hertz, by counting where the wave rises through zero. */
function pitchOf(samples: Float32Array): number {
  let rises = 0
  for (let at = 1; at < samples.length; at += 1) if ((samples[at - 1] ?? 0) < 0 && (samples[at] ?? 0) >= 0) rises += 1
  return (rises * RATE) / samples.length
}

const tone = (frame: number) => 0.5 * Math.sin((2 * Math.PI * 440 * frame) / RATE)

describe('stretching', () => {
  it.each([
    [{ rate: 0.5, semitones: 0 }, 440],
    [{ rate: 0.75, semitones: 0 }, 440],
    [{ rate: 1, semitones: 12 }, 880],
    [{ rate: 1, semitones: -5 }, 329.6],
    [{ rate: 1.37, semitones: 3 }, 523.3],
    [{ rate: MOST_RATE, semitones: 0 }, 440],
    [{ rate: MOST_RATE, semitones: -12 }, 220]
  ])('at %o plays 440 Hz as %d Hz', async (tempo, wantedHz) => {
    const heard = await stretch(tone, 3 * RATE, tempo)
    const steady = heard.subarray(RATE / 2, heard.length - RATE / 4)
    expect(pitchOf(steady)).toBeGreaterThan(wantedHz * 0.99)
    expect(pitchOf(steady)).toBeLessThan(wantedHz * 1.01)
    const level = Math.sqrt(steady.reduce((sum, sample) => sum + sample * sample, 0) / steady.length)
    expect(level).toBeGreaterThan(0.3)
    expect(level).toBeLessThan(0.4)
  })

  it.each([0.5, 0.8, 1.25, 2])('at speed %d a tone that begins at a second begins where it should, within 25 ms', async (rate) => {
    const heard = await stretch((frame) => (frame < RATE ? 0 : tone(frame)), 2 * RATE, { rate, semitones: 0 })
    const onset = heard.findIndex((sample) => Math.abs(sample) > 0.25)
    expect(Math.abs(onset - RATE / rate)).toBeLessThan(0.025 * RATE)
  })
})
