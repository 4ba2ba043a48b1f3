import { describe, expect, it } from 'vitest'
import type { Account } from '../shared/domain/account'
import type { Job, PhaseName } from '../shared/domain/job'
import { AppError } from '../shared/errors/appError'
import { followBalance } from './followBalance'
import type { JobsChanged } from './jobs/jobStore'
import { silentLog } from './log/log'
import { createEmitter } from './util/emitter'

const job = (id: string, phase: PhaseName, service: Job['service'] = 'mvsep'): Job => ({
  id, service, phase, input: { name: 'a.wav', sizeBytes: 1, durationSeconds: 1 }, createdAtMs: 1, updatedAtMs: 1, attempt: 1, accountId: null,
  plan: { renderId: 1, algorithmName: 'A', options: [], outputFormat: 1 }
}) as unknown as Job

/** The account is asked and answers when told to. */
function start(...known: Job[]) {
  const changes = createEmitter<JobsChanged>()
  const waiting: ((error?: Error) => void)[] = []
  let asked = 0
  const end = followBalance({
    jobs: { list: () => known, onChange: (listener) => changes.on(listener) },
    account: {
      refresh: () => new Promise<Account>((resolve, reject) => {
        asked += 1
        waiting.push((error) => { if (error === undefined) resolve({ status: 'signedOut' }); else reject(error) })
      })
    },
    log: silentLog
  })
  return {
    end,
    asked: () => asked,
    change: (...jobs: Job[]) => { changes.emit({ jobs, removedIds: [] }) },
    async answer(error?: Error) {
      waiting.shift()?.(error)
      await new Promise((resolve) => { setImmediate(resolve) })
    }
  }
}

describe('the balance', () => {
  it('is asked for when MVSEP has taken a job in, and when it is done with it', async () => {
    const { asked, answer, change } = start()
    for (const [phase, times] of [['queued', 0], ['uploading', 0], ['waiting', 1], ['processing', 1], ['merging', 1], ['downloading', 2], ['ready', 2]] as const) {
      change(job('a', phase))
      expect(asked(), phase).toBe(times)
      await answer()
    }
  })

  it('is asked for again when a job of an earlier run ends', () => {
    const { asked, change } = start(job('a', 'processing'), job('b', 'ready'))
    change(job('b', 'ready'))
    expect(asked()).toBe(0)
    change(job('a', 'failed'))
    expect(asked()).toBe(1)
  })

  it('is no matter of jobs on this computer', () => {
    const { asked, change } = start()
    change(job('a', 'waiting', 'local'))
    expect(asked()).toBe(0)
  })

  it('is asked for once at a time, and once more for all that happened meanwhile', async () => {
    const { asked, answer, change } = start()
    for (const id of ['a', 'b', 'c', 'd']) change(job(id, 'waiting'))
    expect(asked()).toBe(1)
    await answer()
    expect(asked()).toBe(2)
    await answer()
    expect(asked()).toBe(2)
  })

  it('is asked for the next time although it could not be told this time, until it is over', async () => {
    const { asked, answer, change, end } = start()
    change(job('a', 'waiting'))
    await answer(new AppError('offline'))
    change(job('a', 'ready'))
    expect(asked()).toBe(2)
    await answer()
    end()
    change(job('b', 'waiting'))
    expect(asked()).toBe(2)
  })
})
