import { expect, it } from 'vitest'
import type { Account } from '../shared/domain/account'
import type { Job, QueueHold } from '../shared/domain/job'
import { createEmitter } from './util/emitter'
import { wakeOnAccount } from './wakeOnAccount'

const ann = { status: 'signedIn', name: 'Ann', email: 'ann@example.com', credits: 5, premiumEnabled: true, longFilenames: false, kept: 'keychain', checkedAtMs: 1 } as const
const signedOut = { status: 'signedOut' } as const
const queued = (hold: QueueHold | null, service: Job['service'] = 'mvsep', accountId: string | null = null): Job => ({
  id: 'a', service, phase: 'queued', hold, input: { name: 'a.wav', sizeBytes: 1, durationSeconds: 1 }, createdAtMs: 1, updatedAtMs: 1, attempt: 1, accountId, position: 1, paused: false,
  plan: { renderId: 1, algorithmName: 'A', options: [], outputFormat: 1 }
})

/** How often jobs are woken while the account goes from the first to the second. */
function wakings(before: Account, now: Account, jobs: readonly Job[] = []): number {
  const changes = createEmitter<Account>()
  let woken = 0
  wakeOnAccount({ jobs: { list: () => jobs, wake: () => { woken += 1 } }, account: { current: () => before, activeId: () => 'ann', onChange: (listener) => changes.on(listener) } })
  changes.emit(now)
  changes.emit(now)
  return woken
}

it.each<[string, Account, Account, readonly Job[], number]>([
  ['somebody signs in', signedOut, ann, [], 1],
  ['somebody else signs in', ann, { ...ann, email: 'bob@example.com' }, [], 1],
  ['premium goes off', ann, { ...ann, premiumEnabled: false }, [], 1],
  ['the last credit is spent', ann, { ...ann, credits: 0 }, [], 1],
  ['nothing but the balance is new', ann, { ...ann, credits: 3, checkedAtMs: 2 }, [queued(null), queued('oneAtATime')], 0],
  ['somebody signs out', ann, signedOut, [queued('signIn')], 0],
  ['the same answer comes and jobs wait for a sign-in', ann, ann, [queued('signIn')], 2],
  ['the same answer comes and jobs wait to be online', ann, ann, [queued('offline')], 2],
  ['the same answer comes and another account’s jobs wait for its sign-in', ann, ann, [queued('signIn', 'mvsep', 'bob')], 0],
  ['the same answer comes and only this computer waits', ann, ann, [queued('offline', 'local')], 0]
])('when %s, jobs are woken as often as that helps', (_what, before, now, jobs, times) => expect(wakings(before, now, jobs)).toBe(times))
