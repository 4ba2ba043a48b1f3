import { describe, expect, it } from 'vitest'
import { toByteRange } from './byteRange'

const part = (from: number, to: number) => ({ kind: 'part', from, to })
const whole = { kind: 'whole' }
const unsatisfiable = { kind: 'unsatisfiable' }

describe('a Range header', () => {
  it.each([
    ['bytes=0-0', part(0, 0)],
    ['bytes=0-', part(0, 99)],
    ['bytes=7-13', part(7, 13)],
    ['bytes=99-', part(99, 99)],
    ['bytes=90-100', part(90, 99)],
    ['bytes=90-99999999999999', part(90, 99)],
    ['bytes=-1', part(99, 99)],
    ['bytes=-100', part(0, 99)],
    ['bytes=-500', part(0, 99)],
    ['Bytes = 3 - 4', part(3, 4)],
    ['bytes=100-', unsatisfiable],
    ['bytes=100-200', unsatisfiable],
    ['bytes=-0', unsatisfiable],
    ['bytes=5-4', whole],
    ['bytes=-', whole],
    ['bytes=a-b', whole],
    ['bytes=0-1,3-4', whole],
    ['bytes=0x10-', whole],
    ['items=0-1', whole],
    ['', whole],
    [null, whole]
  ])('%s of 100 bytes', (header, expected) => {
    expect(toByteRange(header, 100)).toEqual(expected)
  })

  it('never fits an empty body', () => {
    expect(toByteRange('bytes=0-', 0)).toEqual(unsatisfiable)
    expect(toByteRange('bytes=-5', 0)).toEqual(unsatisfiable)
    expect(toByteRange(null, 0)).toEqual(whole)
  })
})
