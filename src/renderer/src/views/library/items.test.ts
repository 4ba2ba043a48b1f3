import { describe, expect, it } from 'vitest'
import type { ToldJob } from '../../stores/history'
import { job, remote, stemFile } from '../../testing/samples'
import { isIn, libraryItems, matches, type Filter } from './items'

const HOUR_MS = 3_600_000
const NOW_MS = 1_000 * HOUR_MS
const hashOf = (name: string): string => `20240212161927-413c481b80-${name}`
const row = (name: string, change: Partial<ToldJob> = {}): ToldJob => ({
  hash: hashOf(name), createdAtMs: NOW_MS - HOUR_MS, renderId: 1, algorithmName: 'Demucs4', credits: null, hoursLeft: 40, isKept: true, asOfMs: NOW_MS, ...change
})
const at = (name: string) => ({ ...remote, hash: hashOf(name) })
const ready = (name: string, id: string) => job({ phase: 'ready', remote: at(name), files: [stemFile(0)], finishedAtMs: NOW_MS }, { id, service: 'mvsep' })

describe('the library', () => {
  it('holds a job and its row as one', () => {
    const items = libraryItems([ready('a.mp3', '1')], [row('a.mp3', { credits: 3 }), row('b-side.mp3')], NOW_MS)
    expect(items.map(({ name, where, row: told }) => [name, where, told?.credits])).toEqual([['◆ song.wav', 'here', 3], ['b side.mp3', 'there', null]])
  })

  it('holds a long song whose parts were joined once, and not its parts as well', () => {
    const parts = [ready('a.mp3', '1'), ready('b.mp3', '2')]
    const joined = job({ phase: 'ready', remote: null, files: [], finishedAtMs: NOW_MS }, { id: '3', madeHere: { kind: 'joined', fromJobIds: ['1', '2'] } })
    expect(libraryItems(parts, [row('a.mp3'), row('b.mp3')], NOW_MS)).toHaveLength(2)
    expect(libraryItems([...parts, joined], [row('a.mp3'), row('b.mp3')], NOW_MS)).toMatchObject([{ job: { id: '3' } }])
  })

  it('does not take a job of this computer for one of MVSEP’s', () => {
    const local = job({ phase: 'ready', remote: at('a.mp3'), files: [], finishedAtMs: 1 }, { service: 'local' })
    expect(libraryItems([local], [row('a.mp3')], NOW_MS)).toHaveLength(2)
  })

  it.each([
    ['hours are left', {}, 'there'], ['none is', { hoursLeft: 0 }, 'gone'], ['it exists no more', { isKept: false }, 'gone'],
    ['they ran out since', { hoursLeft: 2, asOfMs: NOW_MS - 3 * HOUR_MS }, 'gone'], ['only its date tells', { hoursLeft: null, createdAtMs: NOW_MS - 73 * HOUR_MS }, 'gone'],
    ['nothing tells', { hoursLeft: null, createdAtMs: null }, 'there']
  ] as const)('says where a row is: %s', (_what, change, where) => {
    expect(libraryItems([], [row('a.mp3', change)], NOW_MS)).toMatchObject([{ where }])
  })

  it('shows what was made elsewhere from the moment it is wanted, and a song of its own only once its stems are here', () => {
    const files = { files: [], hold: null, place: null }
    const taken = job({ phase: 'downloading', remote: at('a.mp3'), ...files }, { id: '1', service: 'mvsep', adopted: 'algorithmKnown' })
    const own = job({ phase: 'downloading', remote: at('b.mp3'), ...files }, { id: '2', service: 'mvsep' })
    expect(libraryItems([taken, own], [], NOW_MS)).toMatchObject([{ where: 'coming', job: { id: '1' } }])
    expect(libraryItems([taken, own], [row('b.mp3')], NOW_MS).map(({ where }) => where)).toEqual(['coming', 'coming'])
  })

  it('offers what was stopped here and is still there', () => {
    const stopped = job({ phase: 'cancelled', remote: at('a.mp3') }, { service: 'mvsep' })
    expect(libraryItems([stopped], [row('a.mp3')], NOW_MS)).toMatchObject([{ where: 'there', job: { phase: 'cancelled' } }])
    const unknown = job({ phase: 'failed', error: { code: 'jobNotFound' }, remote: null, files: [] }, { service: 'mvsep', adopted: 'algorithmUnknown' })
    expect(libraryItems([unknown], [], NOW_MS)).toMatchObject([{ where: 'gone' }])
  })

  it('is looked at in four ways', () => {
    const items = libraryItems([ready('a.mp3', '1')], [row('a.mp3', { hoursLeft: 3 }), row('b.mp3', { hoursLeft: 3 }), row('c.mp3'), row('d.mp3', { hoursLeft: -5 })], NOW_MS)
    const count = (filter: Filter): number => items.filter((item) => isIn(filter, item, NOW_MS)).length
    expect([count('all'), count('here'), count('onlyThere'), count('expiring')]).toEqual([4, 1, 2, 1])
  })

  it('is searched by song, algorithm and stem', () => {
    const [item] = libraryItems([ready('a.mp3', '1')], [], NOW_MS)
    if (item === undefined) throw new Error('no item')
    expect(['song', 'four STEMS', 'vocals song'].every((query) => matches(item, query))).toBe(true)
    expect(matches(item, 'vocals drums')).toBe(false)
  })
})
