import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import account from './__fixtures__/account.json'
import statuses from './__fixtures__/statuses.json'
import { toHistoryRow, toNewsItem, toRemoteStatus, toSiteQueue, toUnixMs } from './toDomain'

describe('a status', () => {
  it.each([
    ['waiting', statuses.waiting, { status: 'waiting', queueCount: 3, currentOrder: 2 }],
    ['distributing', statuses.distributing, { status: 'distributing', finishedChunks: 1, allChunks: 4 }],
    ['processing', statuses.processing, { status: 'processing', message: 'Your file is being processed' }],
    ['merging', statuses.merging, { status: 'merging', message: null }],
    ['a word we do not know', statuses.converting, { status: 'unknown', word: 'converting', message: null }],
    ['failed, which arrives with success', statuses.failed, { status: 'failed', message: 'The file could not be decoded' }],
    ['not found', statuses.notFound, { status: 'notFound', message: 'File or File Hash not found' }],
    ['done before its files', statuses.doneEmpty, { status: 'done', files: [] }],
    ['done', statuses.done, {
      status: 'done', algorithmName: 'Lantern Roformer',
      files: [
        { stem: 'Vocals', url: 'https://de2.mvsep.com/storage/processed/55/a/track_vocals.flac', sizeBytes: 6123456, suggestedName: 'track_vocals.flac' },
        { stem: 'Other', url: 'https://de2.mvsep.com/storage/processed/55/a/track_other.flac', sizeBytes: 6396314, suggestedName: '../../etc/track_other.flac' },
        { stem: 'Stem 3', url: '', sizeBytes: null, suggestedName: null }
      ]
    }],
    ['no status', { success: true }, null], ['a list', [], null]
  ])('%s', (_what, sent, status) => expect(toRemoteStatus(sent)).toEqual(status))

  it('is read from anything without failing', () => {
    const words = fc.constantFrom('waiting', 'done', 'failed', 'distributing', 'odd')
    const sent = fc.oneof(fc.jsonValue(), fc.record({ status: words, data: fc.oneof(fc.jsonValue(), fc.record({ files: fc.array(fc.jsonValue()), message: fc.jsonValue(), transcription: fc.jsonValue() })) }))
    fc.assert(fc.property(sent, (value) => void toRemoteStatus(value)), { numRuns: 500 })
  })
})

describe('the history', () => {
  it('keeps rows that have a hash', () => {
    expect(account.history.data.flatMap(toHistoryRow)).toEqual([
      { hash: '20260212161927-413c481b80-10-track.mp3', createdAtMs: Date.UTC(2026, 1, 12, 16, 19, 29), renderId: 20, hoursLeft: 41, algorithmName: 'Demucs4 HT', credits: null, isKept: true },
      { hash: '20260201000000-0000000000-old.wav', createdAtMs: null, renderId: null, hoursLeft: -3, algorithmName: null, credits: null, isKept: true }
    ])
  })

  it.each([
    ['2024-02-12 16:19:29', Date.UTC(2024, 1, 12, 16, 19, 29)], ['2024-05-14 12:35', Date.UTC(2024, 4, 14, 12, 35)],
    ['2024-13-40 99:99:99', null], ['', null], [null, null]
  ])('reads %j as UTC', (text, ms) => expect(toUnixMs(text)).toBe(ms))
})

describe('the site', () => {
  it('tells news as text without addresses it does not know', () => {
    const line = (text: string) => [{ kind: 'text', text }]
    expect(account.news.flatMap(toNewsItem)).toEqual([{
      id: 38, title: 'January & updates', publishedAtMs: Date.UTC(2026, 1, 1, 10),
      text: [{ kind: 'paragraph', children: line('New:') }, { kind: 'list', ordered: true, items: [line('One model'), line('Two')] }]
    }])
  })

  it('tells its queues, whether it calls the own one current or plan', () => {
    expect(toSiteQueue(account.queue)).toEqual({
      inProcess: 21, freeSeparations: { left: 49, max: 50 },
      byPlan: [{ plan: 'registered', waiting: 40 }, { plan: 'unregistered', waiting: 43 }, { plan: 'premium', waiting: 3 }]
    })
    expect(toSiteQueue(account.queueByThePage)).toEqual({
      inProcess: 2, freeSeparations: null, byPlan: [{ plan: 'unregistered', waiting: 5 }, { plan: 'registered', waiting: 7 }]
    })
    expect(toSiteQueue({ success: true })).toBeNull()
    expect(toSiteQueue([])).toBeNull()
  })
})
