import { describe, expect, it } from 'vitest'
import { PLAIN_CONTROLS, toGain, toHeardGains, withSolo } from './stemGains'

const plain = PLAIN_CONTROLS

describe('what is heard of each stem', () => {
  it('is its gain, nothing when muted, and only the soloed ones when any is soloed', () => {
    expect(toHeardGains([plain, { ...plain, gain: 0.5 }, { ...plain, muted: true }])).toEqual([1, 0.5, 0])
    expect(toHeardGains([plain, { ...plain, soloed: true, gain: 2 }, { ...plain, soloed: true, muted: true }])).toEqual([0, 2, 0])
  })

  it('an exclusive solo takes the others away, a plain one joins them', () => {
    const one = withSolo([plain, plain, plain], 0, true, false)
    expect(withSolo(one, 2, true, false).map(({ soloed }) => soloed)).toEqual([true, false, true])
    expect(withSolo(one, 2, true, true).map(({ soloed }) => soloed)).toEqual([false, false, true])
  })

  it('stays inside 0..2', () => {
    expect([-1, 0, 1.5, 9, Number.NaN].map(toGain)).toEqual([0, 0, 1.5, 2, 1])
  })
})
