import { describe, expect, it } from 'vitest'
import { Mixer } from './mixer'
import { BLOCK, both, createRandom, createRig, RAMP, RATE, type Sound } from './testing/mixerRig'

const FRAMES = RATE * 600
const STEMS = 12
const PERIOD = 997

const steady: Sound = () => 0.5
/** Every stem clicks at the same frames, each in its own binary digit: the sum tells which stems clicked. */
const clicks: Sound = (stem, frame) => (frame % PERIOD === 0 ? 2 ** -(stem + 1) : 0)

describe('mixing 12 stems', () => {
  it('keeps every stem at the same frame through 100 random seeks, mutes and solos', () => {
    const rig = createRig(STEMS, FRAMES, clicks)
    const random = createRandom(5)
    const all = 1 - 2 ** -STEMS // the sum of all digits
    let heard = 0
    const wrong: string[] = []
    for (let turn = 0; turn < 100; turn += 1) {
      const target = Math.floor(random() * (FRAMES - RATE))
      if (turn % 2 === 0) rig.seek(target)
      else rig.feedBeforeSeek(target, 4_096)
      const active = Array.from({ length: STEMS }, () => random() > 0.4)
      rig.mixer.setGains(active.map((on) => both(on ? 1 : 0)))
      rig.mixer.play()
      rig.feed(8_192)
      const wanted = active.reduce((sum, on, stem) => sum + (on ? 2 ** -(stem + 1) : 0), 0)
      let settled = 0
      for (let block = 0; block < 40; block += 1) {
        const before = rig.mixer.position
        const samples = rig.render()
        if (!rig.mixer.moving) continue
        settled += BLOCK
        samples.forEach((sample, at) => {
          const frame = before + at
          // While the transport opens everything is scaled alike; afterwards it is exactly the stems that are on.
          const isSettled = settled > 2 * RAMP + BLOCK
          if (frame % PERIOD === 0 && isSettled) heard += 1
          const isRight = frame % PERIOD !== 0 ? sample === 0 : isSettled ? sample === wanted : sample <= all
          if (!isRight) wrong.push(`${sample} at ${frame}, turn ${turn}`)
        })
      }
      expect(rig.mixer.position).toBe(target + settled)
    }
    expect(wrong).toEqual([])
    expect(heard).toBeGreaterThan(300)
    expect(rig.mixer.underruns).toBe(0)
  })

  it('adds up exactly: stereo left and right, mono on both, surround folded in', () => {
    const mixer = new Mixer({ channels: [2, 1, 4], frames: 1_000, rampFrames: RAMP }, () => undefined)
    const constant = (...values: number[]) => Float32Array.from({ length: 1_000 * values.length }, (_, at) => values[at % values.length] ?? 0)
    mixer.enqueue({
      generation: 0, startFrame: 0, frames: 1_000, last: true,
      data: [constant(0.5, -0.25), constant(0.125), constant(0.25, 0.0625, 1, 1)]
    })
    mixer.play()
    const left = new Float32Array(BLOCK)
    const right = new Float32Array(BLOCK)
    mixer.render(left, right)
    expect(left[BLOCK - 1]).toBeCloseTo(0.5 + 0.125 + 0.25 + 2 * Math.SQRT1_2, 6)
    expect(right[BLOCK - 1]).toBeCloseTo(-0.25 + 0.125 + 0.0625 + 2 * Math.SQRT1_2, 6)
  })
})

describe('fades', () => {
  const biggestStep = (samples: readonly number[]): number =>
    samples.reduce((most, sample, at) => (at === 0 ? most : Math.max(most, Math.abs(sample - (samples[at - 1] ?? 0)))), 0)

  it('mute and gain in a straight line of 5 ms', () => {
    const rig = createRig(1, FRAMES, steady)
    rig.feed(RATE)
    rig.mixer.play()
    rig.blocks(4)
    rig.mixer.setGains([both(0)])
    const muted = rig.blocks(3)
    const firstSilent = muted.findIndex((sample) => sample === 0)
    expect(firstSilent).toBe(RAMP)
    expect(muted[0]).toBeCloseTo(0.5, 6)
    expect(muted[110]).toBeCloseTo(0.5 * (1 - 110 / RAMP), 5)
    expect(biggestStep(muted)).toBeLessThan(0.5 / RAMP + 1e-6)
    rig.mixer.setGains([both(2)])
    const louder = rig.blocks(3)
    expect(biggestStep(louder)).toBeLessThan(1 / RAMP + 1e-6)
    expect(louder.at(-1)).toBe(1)
  })

  it('never step by more than the ramp, whatever is pressed when', () => {
    const rig = createRig(2, FRAMES, steady)
    const random = createRandom(11)
    rig.seek(1)
    rig.mixer.play()
    const heard: number[] = []
    for (let turn = 0; turn < 300; turn += 1) {
      const dice = random()
      if (dice < 0.2) rig.seek(1 + Math.floor(random() * RATE * 500))
      else if (dice < 0.4) rig.mixer.pause()
      else if (dice < 0.7) rig.mixer.play()
      else rig.mixer.setGains([both(random() * 2), both(random() > 0.5 ? 0 : 1)])
      if (random() > 0.3) rig.feed(700) // else the data is late
      heard.push(...rig.blocks(1 + Math.floor(random() * 6)))
    }
    // Two stems with up to 2 and 1 of gain moving at once, while the transport moves as well.
    expect(biggestStep(heard)).toBeLessThan((2 * (2 + 1) * 0.5) / RAMP + 1e-5)
    expect(heard.some((sample) => sample > 0.4)).toBe(true)
    expect(rig.mixer.underruns).toBeGreaterThan(0)
  })

  it('leave the very beginning of a recording as it is', () => {
    const rig = createRig(1, FRAMES, steady)
    rig.feed(RATE)
    rig.mixer.play()
    expect(rig.render()[0]).toBe(0.5)
  })
})

describe('late data', () => {
  it('is silence, counted, and playing goes on at the very next frame', () => {
    const rig = createRig(1, FRAMES, (_stem, frame) => frame / 1e6)
    rig.seek(1_000)
    rig.feed(1_000)
    rig.mixer.play()
    let blocks = 0
    while (rig.mixer.underruns === 0 && blocks < 20) {
      rig.render()
      blocks += 1
    }
    rig.blocks(9)
    expect(rig.mixer.underruns).toBe(1)
    expect(rig.mixer.moving).toBe(false)
    const resumeAt = rig.mixer.position
    const late = rig.mixer.underruns
    rig.feed(RATE)
    const heard = rig.blocks(8)
    expect(rig.mixer.underruns).toBe(late)
    expect(heard[500]).toBeCloseTo((resumeAt + 500) / 1e6, 6)
  })

  it('after a seek is waited for, and is no underrun', () => {
    const rig = createRig(1, FRAMES, steady)
    rig.feed(RATE)
    rig.mixer.play()
    rig.blocks(10)
    rig.seek(200_000)
    rig.blocks(50)
    expect(rig.mixer.position).toBe(200_000)
    expect(rig.mixer.underruns).toBe(0)
    rig.feed(4_096)
    rig.blocks(5)
    expect(rig.mixer.position).toBe(200_000 + 5 * BLOCK)
  })
})

describe('windows', () => {
  it('of older seeks are given back unheard, and each window exactly once', () => {
    const rig = createRig(1, FRAMES, steady)
    rig.feed(500)
    rig.feed(500)
    rig.seek(50_000)
    expect(rig.released.map(({ startFrame }) => startFrame)).toEqual([0, 500])
    rig.mixer.enqueue({ generation: 0, startFrame: 1_000, frames: 500, last: false, data: [new Float32Array(500)] })
    expect(rig.released).toHaveLength(3)
    rig.feed(1_000)
    rig.feed(1_000)
    rig.mixer.play()
    rig.blocks(10)
    expect(rig.released.map(({ startFrame }) => startFrame)).toEqual([0, 500, 1_000, 50_000])
  })

  it('end with the session: the last frame sounds, playing stops, no underrun', () => {
    const rig = createRig(1, 1_000, steady)
    rig.feed(600)
    rig.feed(600)
    rig.mixer.play()
    const heard = rig.blocks(10)
    expect(heard.filter((sample) => sample !== 0)).toHaveLength(1_000)
    expect(rig.mixer).toMatchObject({ playing: false, moving: false, position: 1_000, underruns: 0 })
    rig.seek(0)
    rig.feed(1_000)
    rig.mixer.play()
    expect(rig.render()[5]).toBe(0.5)
  })

  it('end with the session also when that falls on a block\'s edge', () => {
    const rig = createRig(1, 5 * BLOCK, steady)
    rig.feed(5 * BLOCK)
    rig.mixer.play()
    rig.blocks(7)
    expect(rig.mixer).toMatchObject({ playing: false, position: 5 * BLOCK, underruns: 0 })
  })
})
