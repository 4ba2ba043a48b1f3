// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Levels, Player } from '../../audio/player.types'
import { createLevelHub, type MeterReading } from './levelHub'

/** Only what the hub asks a player for. */
function smallPlayer(levels: () => Levels): { player: Player; play(isPlaying: boolean): void } {
  let listener: () => void = () => undefined
  let playing = false
  const part = {
    session: { stems: [{}, {}] },
    getState: () => ({ playing }),
    subscribe: (next: () => void) => {
      listener = next
      return () => undefined
    },
    levels,
    resetClip: vi.fn()
  }
  return { player: part as unknown as Player, play: (isPlaying) => { playing = isPlaying; listener() } }
}

const levels = (peak: number, clipped = false): Levels => ({ stems: Float32Array.of(peak, 0), master: [peak, peak / 10], clipped })

describe('the meters', () => {
  beforeEach(() => { vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'performance'] }) })
  afterEach(() => { vi.useRealTimers() })

  it('rise at once, fall slowly, and rest once nothing sounds', () => {
    let now = levels(1)
    let reads = 0
    const { player, play } = smallPlayer(() => { reads += 1; return now })
    const hub = createLevelHub(player, () => false)
    const stop = hub.start()
    let seen: MeterReading = { stems: [], left: 0, right: 0 }
    hub.subscribe((reading) => { seen = reading })
    expect(seen.left).toBe(-60)
    play(true)
    vi.advanceTimersToNextFrame()
    expect(seen.stems[0]).toBe(0)
    expect(seen.right).toBeCloseTo(-20, 5)
    now = levels(0)
    for (let frame = 0; frame < 30; frame += 1) vi.advanceTimersToNextFrame()
    expect(seen.left).toBeLessThan(-4)
    expect(seen.left).toBeGreaterThan(-8)
    play(false)
    for (let frame = 0; frame < 400; frame += 1) vi.advanceTimersToNextFrame()
    expect(seen.left).toBe(-60)
    const restingAt = reads
    for (let frame = 0; frame < 10; frame += 1) vi.advanceTimersToNextFrame()
    expect(reads).toBe(restingAt)
    stop()
  })

  it('step seldom when less motion is wanted', () => {
    let reads = 0
    const { player, play } = smallPlayer(() => { reads += 1; return levels(0.5) })
    const hub = createLevelHub(player, () => true)
    const stop = hub.start()
    play(true)
    for (let frame = 0; frame < 60; frame += 1) vi.advanceTimersToNextFrame()
    expect(reads).toBeLessThanOrEqual(3)
    stop()
  })

  it('keep the clip light on until it is put out', () => {
    const { player, play } = smallPlayer(() => levels(1.5, true))
    const hub = createLevelHub(player, () => false)
    const stop = hub.start()
    let told = 0
    hub.onClipped(() => { told += 1 })
    play(true)
    vi.advanceTimersToNextFrame()
    expect(hub.clipped()).toBe(true)
    hub.resetClip()
    expect(hub.clipped()).toBe(false)
    expect(told).toBe(2)
    stop()
  })
})
