// @vitest-environment happy-dom
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { useAccount } from '../../stores/account'
import { useSite } from '../../stores/site'
import { box, ensemble, isOff, limits, member, piano, reason, region, setUpBatchPage, song, start, voices } from './testing/batchPage'

setUpBatchPage()

describe('limits', () => {
  it('of size and length warn for each song, once under all plans, and leave the choice', () => {
    useAccount.setState({ account: member(0, false) })
    start('mvsep', [voices, piano], [song('Long', 700), song('Large', 60, 120e6), song('Good', 60)])
    expect(limits()).toEqual([
      '“Long.wav” is 11:40 long; at most 10:00 may be sent. Cut it into shorter pieces first.Split into parts…',
      '“Large.wav” has 120.0 MB; at most 100.0 MB may be sent. Save it as FLAC or MP3 first, which makes it smaller.Split into parts…'
    ])
    expect([isOff(), reason()]).toEqual([false, 'You can send it all the same: see the 2 warnings above.'])
    expect(region().getByText('Limits as known in August 2026; the service has the last word.')).toBeTruthy()
  })

  it('of the gate stop the batch with the reason, until the plan is left out', async () => {
    useAccount.setState({ account: member(20, false) })
    start('mvsep', [voices, ensemble], [song('One', 60)])
    expect(limits()).toEqual(['“Ensemble” is for premium accounts. Switch premium on at MVSEP: your credits allow it.'])
    expect([isOff(), reason()]).toEqual([true, 'The service would refuse this: “Ensemble” is for premium accounts.'])
    await userEvent.click(box('One.wav with plan 2'))
    expect([limits(), isOff(), reason()]).toEqual([[], false, ''])
  })

  it('of credits and free runs count the jobs nothing is left for', () => {
    useAccount.setState({ account: member(4, true) })
    start('mvsep', [voices], [song('One', 180), song('Two', 120), song('Three', 60)])
    expect(limits()).toEqual(['The credits left do not pay for one of the jobs. Credits and premium at MVSEP allow it.'])
    expect(isOff()).toBe(false)
  })

  it('say premium’s state and the free runs left, and how many this takes', () => {
    useAccount.setState({ account: member(0, false) })
    useSite.setState({ queue: { status: 'ready', value: { inProcess: null, byPlan: [], freeSeparations: { left: 1, max: 50 } } } })
    start('mvsep', [voices], [song('One', 60), song('Two', 60)])
    for (const words of ['Off', '1 of 50 left', 'this takes 2', 'Nothing: premium is off']) expect(region().getByText(words)).toBeTruthy()
    expect(limits()).toEqual(['Today’s free runs do not reach for one of the jobs. Send them tomorrow, or get credits at MVSEP.'])
  })

  it('do not pretend to know the free runs when the service does not answer', () => {
    useSite.setState({ queue: { status: 'failed', error: { code: 'offline' } } })
    start('mvsep', [voices], [song('One', 60)])
    expect(region().getByText('not known')).toBeTruthy()
  })

  it('of this computer are sure', () => {
    start('local', [voices], [song('Opera', 6_100)])
    expect([limits(), isOff()]).toEqual([['“Opera.wav” is 1:41:40 long; at most 1:40:00 may be sent. Cut it into shorter pieces first.Split into parts…'], true])
  })

  it('need an account first of all', () => {
    useAccount.setState({ account: { status: 'signedOut' } })
    start('mvsep', [voices], [song('One', 60)])
    expect([limits(), isOff(), reason()]).toEqual([[], true, 'Sign in to MVSEP first.'])
  })
})
