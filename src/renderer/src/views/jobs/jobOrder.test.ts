// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from 'vitest'
import type { i18n } from 'i18next'
import type { Job, JobPhase } from '../../../../shared/domain/job'
import { useJobs } from '../../stores/jobs'
import { job, remote, stemFile } from '../../testing/samples'
import { startTexts } from '../../text/i18n'
import { inCardOrder, placeAfter, stepTarget } from './jobOrder'
import { phaseText } from './phaseText'

let texts: i18n
beforeAll(() => { texts = startTexts('en') })

const queue = (ids: string): Job[] => Array.from(ids).map((id, index) => job({ phase: 'queued', hold: null }, { id, position: index }))
const set = (ids: string): ReadonlySet<string> => new Set(Array.from(ids))

describe('the card', () => {
  it('leaves old jobs at rest to the library, never one under way', () => {
    const rest = Array.from({ length: 40 }, (_, index) => job({ phase: 'cancelled', remote: null }, { id: `rest ${index}` }))
    const { jobs, hiddenCount } = inCardOrder([...rest, ...queue('ab')])
    expect([jobs.length, jobs[0]?.id, hiddenCount]).toEqual([32, 'a', 10])
  })
})

describe('a job that comes back', () => {
  it('stands where it stood, also among those of the same moment', () => {
    const [a, b, c] = Array.from('abc').map((id, position) => job({ phase: 'cancelled', remote: null }, { id, position }))
    if (a === undefined || b === undefined || c === undefined) throw new Error('three jobs')
    const { replaceAll, apply } = useJobs.getState()
    replaceAll([a, b, c])
    apply({ jobs: [], removedIds: ['b'] })
    apply({ jobs: [b], removedIds: [] })
    expect(useJobs.getState().jobs.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })
})

describe('a step in the queue', () => {
  it.each([
    ['up', 'abcd', 'c', -1, { beforeId: 'b' }],
    ['up, several together', 'abcd', 'bd', -1, { beforeId: 'a' }],
    ['not above the first', 'abcd', 'a', -1, null],
    ['down', 'abcd', 'b', 1, { beforeId: 'd' }],
    ['down to the end', 'abcd', 'c', 1, { beforeId: null }],
    ['not below the last', 'abcd', 'd', 1, null],
    ['to the top', 'abcd', 'bd', 'top', { beforeId: 'a' }],
    ['to the top, past those that go along', 'abcd', 'ac', 'top', { beforeId: 'b' }],
    ['of nobody', 'abcd', 'x', 'top', null]
  ] as const)('goes %s', (_what, ids, moved, step, target) => {
    expect(stepTarget(queue(ids), set(moved), step)).toEqual(target)
  })

  it('tells the place it leads to', () => {
    expect(placeAfter(queue('abcd'), set('c'), 'b')).toEqual({ place: 2, all: 4 })
    expect(placeAfter(queue('abcd'), set('ab'), null)).toEqual({ place: 3, all: 4 })
  })
})

describe('a paused job', () => {
  const table: readonly (readonly [string, JobPhase, number])[] = [
    ['Paused: not sent yet', { phase: 'queued', hold: 'paused' }, 0],
    ['Paused: sending starts over when you resume', { phase: 'queued', hold: 'paused' }, 1],
    ['Separating · paused here: it goes on at the service, its stems wait there', { phase: 'processing', remote, message: null }, 1],
    ['Sending · paused here: it goes on at the service, its stems wait there', { phase: 'uploading' }, 1],
    ['Paused: what is here is kept', { phase: 'downloading', remote, files: [stemFile(0)], hold: null, place: null }, 1]
  ]
  it.each(table)('says “%s”', (words, phase, attempt) => {
    expect(phaseText(job(phase, { paused: true, attempt }), null, texts.t, 'en')).toBe(words)
  })

  it('is told from one that is only followed no longer', () => {
    expect(phaseText(job({ phase: 'cancelled', remote }), null, texts.t, 'en')).toMatch(/^Cancelled here\. .*Retry takes it up again/)
    expect(phaseText(job({ phase: 'cancelled', remote: null }), null, texts.t, 'en')).toBe('Cancelled')
  })
})
