import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jobReducer } from './jobReducer'
import type { LedgerRow } from './ledger'
import { movesBefore } from './queueOrder'
import { JOBS } from './testing/samples'

const row = (id: string, position: number, phase: 'queued' | 'processing' = 'queued'): LedgerRow =>
  ({ job: { ...JOBS[phase], id, position }, source: null, folder: null, lastBytesAtMs: null, removedAtMs: null })
const queue = (ids: string): LedgerRow[] => Array.from(ids).map((id, index) => row(id, index + 1))

const moved = (rows: readonly LedgerRow[], ids: string, before: string | null): LedgerRow[] => {
  const events = new Map(movesBefore(rows, Array.from(ids), before))
  return rows.map((each) => {
    const event = events.get(each.job.id)
    return event === undefined ? each : { ...each, job: jobReducer(each.job, event, 9).job }
  }).sort((one, other) => one.job.position - other.job.position)
}
const names = (rows: readonly LedgerRow[]): string => rows.map(({ job }) => job.id).join('')

describe('the order of the queue', () => {
  it.each([
    ['to the front', 'abcde', 'd', 'a', 'dabce'],
    ['behind all', 'abcde', 'b', null, 'acdeb'],
    ['between two, keeping their own order', 'abcde', 'ea', 'c', 'baecd'],
    ['before one that moves itself', 'abcde', 'bc', 'b', 'abcde'],
    ['before an unknown one: behind all', 'abc', 'a', 'x', 'bca'],
    ['no one', 'abc', 'x', 'a', 'abc']
  ])('moves %s', (_what, from, ids, before, to) => {
    expect(names(moved(queue(from), ids, before))).toBe(to)
  })

  it('leaves jobs that are under way where they are', () => {
    const rows = [row('a', 1, 'processing'), row('b', 2), row('c', 3)]
    expect(movesBefore(rows, ['a'], null)).toEqual([])
    expect(movesBefore(rows, ['a', 'c'], 'b')).toEqual([['c', { type: 'moved', position: 1.5 }]])
  })

  it('goes on after more moves than there are numbers between two places', () => {
    let rows = queue('abc')
    for (let turn = 0; turn < 200; turn += 1) rows = moved(rows, names(rows).at(-1) ?? '', names(rows).at(1) ?? null)
    expect(new Set(rows.map(({ job }) => job.position)).size).toBe(3)
    expect(names(moved(rows, names(rows).at(2) ?? '', names(rows).at(1) ?? null))).toBe([names(rows)[0], names(rows)[2], names(rows)[1]].join(''))
  })

  it('is what moving elements of a list gives, for any moves', () => {
    const letters = Array.from('abcdefg')
    const move = fc.tuple(fc.subarray(letters, { minLength: 1 }), fc.option(fc.constantFrom(...letters)))
    fc.assert(fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
      let rows = queue(letters.join(''))
      for (const [ids, before] of moves) {
        const present = names(rows)
        const kept = Array.from(present).filter((id) => !ids.includes(id))
        const at = before === null ? kept.length : kept.indexOf(Array.from(present.slice(present.indexOf(before))).find((id) => kept.includes(id)) ?? '')
        const expected = [...kept.slice(0, at < 0 ? kept.length : at), ...Array.from(present).filter((id) => ids.includes(id)), ...(at < 0 ? [] : kept.slice(at))]
        rows = moved(rows, ids.join(''), before)
        expect(names(rows)).toBe(expected.join(''))
      }
    }))
  })
})
