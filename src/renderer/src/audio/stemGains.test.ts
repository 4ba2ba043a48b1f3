import { describe, expect, it } from 'vitest'
import type { StemControls } from './player.types'
import { PLAIN_CONTROLS, toGain, toPan, toSourceGains, withSolo } from './stemGains'

const plain = PLAIN_CONTROLS

describe('what is heard of each stem', () => {
  it('is its gain, nothing when muted, and only the soloed ones when any is soloed', () => {
    const heard = (...controls: StemControls[]) => toSourceGains(controls, 'stems', 1).map(([left]) => left)
    expect(heard(plain, { ...plain, gain: 0.5 }, { ...plain, muted: true })).toEqual([1, 0.5, 0, 0])
    expect(heard(plain, { ...plain, soloed: true, gain: 2 }, { ...plain, soloed: true, muted: true })).toEqual([0, 2, 0, 0])
  })

  it('is balanced without touching the near side, or either side in the middle', () => {
    const panned = [-1, -0.25, 0, 0.5, 1].map((pan) => ({ ...plain, pan, gain: 2 }))
    expect(toSourceGains(panned, 'stems', 1).slice(0, -1)).toEqual([[2, 0], [2, 1.5], [2, 2], [1, 2], [0, 2]])
  })

  it('is the original alone, as loud as asked, or what it has more than all stems as delivered', () => {
    const controls = [{ ...plain, muted: true }, { ...plain, pan: 1 }]
    expect(toSourceGains(controls, 'original', 0.5)).toEqual([[0, 0], [0, 0], [0.5, 0.5]])
    expect(toSourceGains(controls, 'difference', 0.5)).toEqual([[-1, -1], [-1, -1], [1, 1]])
  })

  it('an exclusive solo takes the others away, a plain one joins them', () => {
    const one = withSolo([plain, plain, plain], 0, true, false)
    expect(withSolo(one, 2, true, false).map(({ soloed }) => soloed)).toEqual([true, false, true])
    expect(withSolo(one, 2, true, true).map(({ soloed }) => soloed)).toEqual([false, false, true])
  })

  it('stays inside 0..2, and -1..1 from side to side', () => {
    expect([-3, -1, 0.5, 9, Number.NaN].map(toPan)).toEqual([-1, -1, 0.5, 1, 0])
    expect([-1, 0, 1.5, 9, Number.NaN].map(toGain)).toEqual([0, 0, 1.5, 2, 1])
  })
})
