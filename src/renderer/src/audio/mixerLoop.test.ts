import { describe, expect, it } from 'vitest'
import { Mixer } from './mixer'
import { BLOCK, both, createRig, RAMP, RATE, type Sound } from './testing/mixerRig'

const FRAMES = RATE * 10
/** Every frame tells its own number. */
const numbered: Sound = (_stem, frame) => frame / 2 ** 20
const toFrames = (samples: readonly number[]): number[] => samples.map((sample) => sample * 2 ** 20)

describe('a loop', () => {
  it('goes round from its last frame to its first one without a frame lost, doubled or faded', () => {
    const rig = createRig(1, FRAMES, numbered)
    const [start, end] = [5_000, 7_003]
    rig.seek(start)
    rig.mixer.play()
    for (let round = 0; round < 9; round += 1) {
      rig.goBack(start)
      rig.feed(1_000)
      rig.feed(end - start - 1_000)
    }
    const heard = toFrames(rig.blocks(100))
    const wrong = heard.filter((frame, at) => at > RAMP && frame !== start + (at % (end - start)))
    expect(wrong).toEqual([])
    expect(rig.mixer.underruns).toBe(0)
  })

  it('at the very end of the session goes on instead of ending', () => {
    const rig = createRig(1, 1_000, () => 0.5)
    const { mixer } = rig
    const window = (startFrame: number, frames: number) =>
      mixer.enqueue({ generation: 0, startFrame, frames, last: false, data: [new Float32Array(frames).fill(0.5)] })
    window(0, 1_000)
    mixer.play()
    rig.blocks(5)
    window(500, 500)
    window(500, 500)
    rig.blocks(3)
    expect(mixer.playing).toBe(true)
    expect(mixer.underruns).toBe(0)
    expect(rig.mixer.position).toBe(500 + 8 * BLOCK - 1_000)
  })
})

describe('a change of what follows', () => {
  it('joins at the very frame it is at: nothing is heard of it', () => {
    const rig = createRig(2, FRAMES, numbered)
    rig.seek(10_000)
    rig.feed(50_000)
    rig.mixer.play()
    const before = rig.blocks(20)
    rig.splice(rig.mixer.position - 300)
    const waiting = rig.blocks(4)
    rig.feed(200) // behind the position by now
    rig.feed(4_096)
    rig.feed(4_096)
    const after = rig.blocks(25)
    const frames = toFrames([...before, ...waiting, ...after]).map((sum) => sum / 2)
    expect(frames.filter((frame, at) => at > RAMP && frame !== 10_000 + at)).toEqual([])
    expect(rig.released.map(({ generation }) => generation)).toEqual([1, 2])
    expect(rig.mixer).toMatchObject({ underruns: 0, currentGeneration: 2 })
  })

  it('is jumped to when an older loop has led back before it', () => {
    const rig = createRig(1, FRAMES, () => 0.5)
    rig.seek(20_000)
    rig.feed(1_000)
    rig.goBack(5_000)
    rig.feed(20_000)
    rig.mixer.play()
    rig.blocks(7)
    rig.splice(20_900)
    rig.blocks(3) // round the old loop meanwhile
    expect(rig.mixer.position).toBeLessThan(10_000)
    rig.feed(4_096)
    const heard = rig.blocks(12)
    expect(rig.mixer.position).toBeGreaterThan(20_900)
    const steps = heard.map((sample, at) => Math.abs(sample - (heard[at - 1] ?? sample)))
    expect(Math.max(...steps)).toBeLessThan(0.5 / RAMP + 1e-6)
  })

  it('is jumped to when a loop now ends where the mixer has just been', () => {
    const rig = createRig(1, FRAMES, () => 0.5)
    rig.feed(50_000)
    rig.mixer.play()
    rig.blocks(20)
    const end = rig.mixer.position - 100
    rig.splice(end - 50)
    rig.feed(50)
    rig.goBack(1_000)
    rig.feed(end - 1_000)
    rig.blocks(6)
    expect(rig.mixer.position).toBeLessThan(end)
    expect(rig.mixer.position).toBeGreaterThan(1_000)
  })

  it('brings gains that were waiting for it', () => {
    const rig = createRig(2, FRAMES, () => 0.25)
    rig.feed(20_000)
    rig.mixer.play()
    rig.blocks(4)
    rig.splice(0)
    rig.mixer.setGains([both(0), both(1)], 1)
    expect(rig.blocks(4).at(-1)).toBe(0.5)
    rig.feed(20_000)
    expect(rig.blocks(4).at(-1)).toBe(0.25)
  })
})

describe('sides, master and meters', () => {
  it('turns down the far side alone, and tells what each stem and the sum reach', () => {
    const mixer = new Mixer({ channels: [2, 1], frames: FRAMES, rampFrames: RAMP }, () => undefined)
    const data = [new Float32Array(4_000).fill(0.5), new Float32Array(2_000).fill(-0.25)]
    mixer.enqueue({ generation: 0, startFrame: 0, frames: 2_000, last: false, data })
    mixer.setGains([[1, 0.5], [0, 1]])
    mixer.setMaster(2)
    mixer.play()
    const [left, right] = [new Float32Array(BLOCK), new Float32Array(BLOCK)]
    mixer.render(left, right)
    expect([left[50], right[50]]).toEqual([1, 0])
    expect(mixer.takeLevels()).toEqual({ sources: [0.5, 0.25], master: [1, 0] })
    expect(mixer.takeLevels()).toEqual({ sources: [0, 0], master: [0, 0] })
  })

  it('leaves every sample as it is when nothing is set', () => {
    const rig = createRig(1, FRAMES, (_stem, frame) => Math.sin(frame) / 3)
    rig.feed(4_000)
    rig.mixer.play()
    expect(rig.blocks(20)).toEqual(Array.from({ length: 20 * BLOCK }, (_, frame) => Math.fround(Math.sin(frame) / 3)))
  })

  it('plays on when the original is asked for and not there yet', () => {
    const mixer = new Mixer({ channels: [1, 1], frames: FRAMES, rampFrames: RAMP }, () => undefined)
    mixer.enqueue({ generation: 0, startFrame: 0, frames: 2_000, last: false, data: [new Float32Array(2_000).fill(0.5)] })
    mixer.play()
    const [left, right] = [new Float32Array(BLOCK), new Float32Array(BLOCK)]
    mixer.render(left, right)
    expect(left[50]).toBe(0.5)
  })
})
