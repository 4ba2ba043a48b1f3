import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toFormErrors } from './formErrors'
import { toRunning } from './toRunning'

const hash = '20260801101500-413c481b80-song.mp3'

describe('running jobs', () => {
  it.each<[string, unknown]>([
    ['a list', [{ hash, status: 'waiting' }]], ['a map', { 7: { hash, status: 'waiting' } }], ['the same twice', [{ hash, status: 'processing' }, { hash, status: 'waiting' }]]
  ])('are read from %s', (_what, queue) => {
    expect(toRunning(queue, 'http://x/api')).toEqual([{ hash, apiBase: 'http://x/api', status: 'waiting', algorithmName: null, createdAtMs: null }])
  })

  it('are read from bare hashes, and none from anything else', () => {
    expect(toRunning([hash], 'http://x/api')).toMatchObject([{ hash, status: null }])
    for (const queue of [null, 3, 'no', [], [null, 4, {}, { hash: 7 }]]) expect(toRunning(queue, 'http://x/api')).toEqual([])
  })

  it('never throw, whatever is sent', () => {
    fc.assert(fc.property(fc.jsonValue(), (queue) => {
      for (const job of toRunning(queue, 'http://x/api')) expect(job.hash).not.toBe('')
    }))
  })
})

it('a refused form never throws, whatever is sent, and never tells the password', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.constantFrom('message', 'errors'), (value, key) => {
    const words = Object.values(toFormErrors({ [key]: { email: [value], password: `my-pass-word and ${JSON.stringify(value)}` } }, 'my-pass-word'))
    expect(words.join(' ')).not.toContain('my-pass-word')
  }))
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    toFormErrors(value, 'word')
  }))
})
