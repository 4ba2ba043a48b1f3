import { describe, expect, it } from 'vitest'
import { createTimeView, LEAST_VISIBLE_FRAMES, toFraction } from './timeView'

describe('the part of the timeline in view', () => {
  it('zooms around a frame, which stays where it is', () => {
    const view = createTimeView(1_000_000)
    const before = toFraction(view.get(), 300_000)
    for (let step = 0; step < 8; step += 1) view.zoom(1.6, 300_000)
    expect(toFraction(view.get(), 300_000)).toBeCloseTo(before, 9)
    expect(view.get().endFrame - view.get().startFrame).toBeCloseTo(1_000_000 / 1.6 ** 8, 6)
  })

  it('goes down to single samples and back to the whole, never beyond the session', () => {
    const view = createTimeView(480_000)
    for (let step = 0; step < 100; step += 1) view.zoom(2, 479_990)
    expect(view.get().endFrame - view.get().startFrame).toBe(LEAST_VISIBLE_FRAMES)
    expect(view.get().endFrame).toBeLessThanOrEqual(480_000)
    const closest = view.get()
    view.zoom(2, 479_950)
    expect(view.get().startFrame).toBeCloseTo(closest.startFrame, 6)
    for (let step = 0; step < 100; step += 1) view.zoom(0.5, 479_990)
    expect(view.get()).toEqual({ startFrame: 0, endFrame: 480_000 })
  })

  it('scrolls up to the ends', () => {
    const view = createTimeView(1_000)
    view.show({ startFrame: 100, endFrame: 300 })
    view.scroll(-500)
    expect(view.get()).toEqual({ startFrame: 0, endFrame: 200 })
    view.scroll(5_000)
    expect(view.get()).toEqual({ startFrame: 800, endFrame: 1_000 })
  })

  it('turns the page only when a frame is out of sight', () => {
    const view = createTimeView(10_000)
    view.show({ startFrame: 0, endFrame: 1_000 })
    let changes = 0
    view.subscribe(() => { changes += 1 })
    view.reveal(900)
    expect(changes).toBe(0)
    view.reveal(1_001)
    expect(view.get()).toEqual({ startFrame: 941, endFrame: 1_941 })
    expect(changes).toBe(1)
  })

  it('shows all of a session shorter than the closest look', () => {
    const view = createTimeView(10)
    view.zoom(4, 5)
    expect(view.get()).toEqual({ startFrame: 0, endFrame: 10 })
  })
})
