import { describe, expect, it } from 'vitest'
import { type Note, toNotes, toRows } from './notes'

const note = (pitch: number, isHit = false): Note => ({ startFrame: 0, endFrame: 1, pitch, velocity: 100, isHit })

describe('notes', () => {
  it('are read as main writes them', () => {
    const bytes = new Uint8Array([1, 0, 0, 0, 0, 1, 0, 0, 60, 100, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 38, 1, 1, 0])
    expect(toNotes(bytes.buffer)).toEqual([
      { startFrame: 1, endFrame: 256, pitch: 60, velocity: 100, isHit: false },
      { startFrame: 2, endFrame: 3, pitch: 38, velocity: 1, isHit: true }
    ])
  })
})

describe('rows', () => {
  it('put higher notes higher, all of them inside', () => {
    const notes = [note(40), note(60), note(90)]
    const rowOf = toRows(notes)
    const tops = notes.map((one) => rowOf(one).top)
    expect(tops).toEqual(tops.toSorted((one, other) => other - one))
    for (const { top, height } of notes.map(rowOf)) {
      expect(top).toBeGreaterThanOrEqual(0)
      expect(top + height).toBeLessThanOrEqual(1.000001)
    }
  })

  it('leave room around a song on one note', () => {
    const { top, height } = toRows([note(60)])(note(60))
    expect(height).toBeLessThan(0.1)
    expect(top).toBeGreaterThan(0.3)
    expect(top).toBeLessThan(0.7)
  })

  it('give each drum its own, below the tones', () => {
    const notes = [note(60), note(36, true), note(42, true)]
    const rowOf = toRows(notes)
    expect(rowOf(note(36, true)).top).toBeGreaterThan(rowOf(note(42, true)).top)
    expect(rowOf(note(42, true)).top).toBeGreaterThanOrEqual(0.75)
    expect(rowOf(note(60)).top + rowOf(note(60)).height).toBeLessThanOrEqual(0.75)
  })
})
