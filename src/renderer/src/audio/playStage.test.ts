import { beforeEach, describe, expect, it } from 'vitest'
import { Mixer } from './mixer'
import { PlayStage } from './playStage'
import { Stretcher } from './stretcher'
import { BLOCK, RAMP, RATE } from './testing/mixerRig'

// The scope the library expects; an audio worklet has it by itself.
Object.assign(globalThis, { sampleRate: RATE, currentTime: 0 })
const { loadStretch } = await import('./stretchLibrary')

const FRAMES = RATE * 4
const tone = (frame: number) => 0.5 * Math.sin((2 * Math.PI * 440 * frame) / RATE)
let mixer: Mixer
let stage: PlayStage
let generation = 0

beforeEach(async () => {
  generation = 0
  mixer = new Mixer({ channels: [1], frames: FRAMES, rampFrames: RAMP }, () => undefined)
  stage = new PlayStage(mixer, RAMP)
  stage.useStretcher(new Stretcher(await loadStretch(), RATE))
})

function feed(startFrame: number, frames = FRAMES - startFrame): void {
  const data = [Float32Array.from({ length: frames }, (_, at) => tone(startFrame + at))]
  mixer.enqueue({ generation, startFrame, frames, last: startFrame + frames === FRAMES, data })
}
function seek(frame: number): void {
  generation += 1
  stage.seek(generation, frame)
  feed(frame)
}
function blocks(count: number): number[] {
  const [left, right] = [new Float32Array(BLOCK), new Float32Array(BLOCK)]
  return Array.from({ length: count }, () => {
    stage.render(left, right)
    return [...left]
  }).flat()
}
const seen = () => ({ playing: stage.playing, moving: stage.moving, position: stage.position })
const biggestStep = (samples: readonly number[]): number =>
  samples.reduce((most, sample, at) => (at === 0 ? most : Math.max(most, Math.abs(sample - (samples[at - 1] ?? 0)))), 0)

describe('the stage', () => {
  it('changes no sample at normal speed and pitch, also after others', () => {
    feed(0)
    stage.play()
    const plain = blocks(100)
    expect(plain).toEqual(Array.from({ length: 100 * BLOCK }, (_, frame) => Math.fround(tone(frame))))
    stage.setTempo({ rate: 0.5, semitones: 3 })
    seek(1_000)
    blocks(100)
    stage.setTempo({ rate: 1, semitones: 0 })
    seek(0)
    const heard = blocks(100)
    const from = heard.findIndex((sample, at) => at >= RAMP && sample === 0 && heard[at + 1] !== 0)
    expect(from).toBeGreaterThan(0)
    expect(heard.slice(from, from + 5_000)).toEqual(plain.slice(0, 5_000))
  })

  it.each([0.5, 0.7, 1.5, 2])('at speed %d moves as fast, from the very frame it starts at', (rate) => {
    stage.setTempo({ rate, semitones: 0 })
    seek(10_000)
    stage.play()
    blocks(1)
    expect(stage.position).toBe(10_000)
    blocks(200)
    expect(Math.abs(stage.position - (10_000 + 200 * BLOCK * rate))).toBeLessThanOrEqual(1)
    expect(stage.rate).toBe(rate)
    expect(mixer.underruns).toBe(0)
  })

  it('stops and jumps within a fade, though it has heard ahead', () => {
    stage.setTempo({ rate: 0.8, semitones: 0 })
    seek(10_000)
    stage.play()
    blocks(60)
    stage.pause()
    const stopping = blocks(4)
    expect(biggestStep(stopping)).toBeLessThan(0.05)
    expect(stopping.slice(RAMP + BLOCK).every((sample) => sample === 0)).toBe(true)
    stage.play()
    seek(60_000)
    const jumped = blocks(30)
    expect(biggestStep(jumped)).toBeLessThan(0.05)
    expect(stage.position).toBeGreaterThan(60_000)
    expect(stage.position).toBeLessThan(60_000 + 31 * BLOCK)
  })

  it('plays what it has heard ahead to the end before it ends', () => {
    stage.setTempo({ rate: 2, semitones: 0 })
    seek(FRAMES - RATE)
    stage.play()
    let heard = 0
    for (let block = 0; block < 1_000 && (block < 5 || stage.playing); block += 1) heard += blocks(1).length
    expect(Math.abs(heard - RATE / 2)).toBeLessThan(3 * BLOCK)
    blocks(1)
    expect(seen()).toEqual({ playing: false, moving: false, position: FRAMES })
  })

  it('goes on when it is sent back while the end is still sounding', () => {
    stage.setTempo({ rate: 1.5, semitones: 0 })
    seek(FRAMES - RATE)
    stage.play()
    while (mixer.playing) blocks(1)
    seek(5_000)
    blocks(50)
    expect(stage.playing).toBe(true)
    expect(stage.position).toBeLessThan(RATE)
  })

  it('waits for late data without losing its place', () => {
    stage.setTempo({ rate: 0.5, semitones: 0 })
    generation += 1
    stage.seek(generation, 20_000)
    stage.play()
    blocks(20)
    expect(seen()).toEqual({ playing: true, moving: false, position: 20_000 })
    feed(20_000)
    blocks(1)
    expect(seen()).toEqual({ playing: true, moving: true, position: 20_000 })
  })
})
