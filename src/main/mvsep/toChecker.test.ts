import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../shared/errors/appError'
import captured from './__fixtures__/qualityChecker.json'
import { readDemos, readNews, readQueue, readQueueWait } from './site'
import { readCheckerEntry, readCheckerQueue, readLeaderboard, stemOfScore, toSubmissionAnswer } from './toChecker'
import { toOwnPlan } from './toDomain'

const answer = (body: unknown, statusCode = 400) => ({ statusCode, headers: {}, body: JSON.stringify(body) })
const secrets = ['t0ken', 'open sesame']

describe('the quality checker', () => {
  it('reads a leaderboard: figures as numbers whatever they were sent as, text without markup', () => {
    const board = readLeaderboard(captured.leaderboard, 20)
    expect(board).toMatchObject({
      hasMore: false, sort: 'sdr_vocals', sortables: [{ key: 'sdr_vocals', stem: 'vocals' }, { key: 'sdr_instrum', stem: 'instrum' }],
      entries: [{
        id: 7675, datasetType: 1, datasetName: 'Multisong dataset', algorithmName: 'MVSep Ensemble', status: 'processed', message: '', isEnsemble: true,
        addedAtMs: Date.UTC(2025, 0, 20, 11), metrics: ['Metric sdr for vocals: 11.93', 'Metric sdr for instrum: 18.2'],
        scores: [{ key: 'sdr_vocals', stem: 'vocals', decibels: 11.93 }, { key: 'sdr_instrum', stem: 'instrum', decibels: 18.2 }]
      }]
    })
    expect(JSON.stringify(board.entries[0]?.text)).not.toContain('alert')
    expect(readLeaderboard({ ...captured.leaderboard, sort: 'sdr_kazoo' }, 20).sort).toBeNull()
  })

  it('reads the queue: what waits, what failed and why; an entry without a number is left out, a full page may go on', () => {
    expect(readCheckerQueue(captured.queue, 20)).toMatchObject({
      hasMore: false, items: [{ id: 7720, status: 'waiting', metrics: [], scores: [] }, { id: 7719, algorithmName: '#7719', status: 'failed', message: 'Wrong number of files' }]
    })
    expect(readCheckerQueue(captured.queue, 3).hasMore).toBe(true)
  })

  it.each([
    [{ proc: 0, msg: 'OK', sdr_vocals: 1 }, 'waiting'], [{ proc: 1, msg: 'OK' }, 'processed'], [{ proc: 2, msg: '' }, 'waiting'], [{ proc: 2, msg: '', sdr_vocals: 1 }, 'processed'],
    [{ proc: 1, msg: 'Bad zip' }, 'failed'], [{ proc: '-1', msg: 'Bad zip' }, 'failed'], [{ msg: '' }, 'waiting'], [{ msg: '', metrics: 'SDR 1' }, 'processed']
  ])('never says done of %j without a word or a figure of it', (entry, status) => {
    expect(readCheckerEntry({ id: 1, ...entry })).toMatchObject({ status })
  })

  it('reads one entry, in its envelope or alone', () => {
    const [entry] = captured.leaderboard.data
    expect(readCheckerEntry({ success: true, data: entry })).toEqual(readCheckerEntry(entry))
    expect(() => readCheckerEntry({ success: true, data: {} })).toThrow(AppError)
    expect(stemOfScore('sdr_lead_vocals')).toBe('lead vocals')
  })

  it('tells what became of a submission, with sentences at the fields and no secret in them', () => {
    expect(toSubmissionAnswer(answer({ success: true, data: { id: 7720, link: 'https://mvsep.com/x' } }, 200), secrets)).toEqual({ outcome: 'added', entryId: 7720 })
    const fields = { zipfile: ['The zipfile field is required.'], password: 'open sesame is too short.', other: ['x'] }
    for (const body of [{ success: false, message: fields }, { success: false, errors: fields }, { success: false, data: { message: fields } }]) {
      expect(toSubmissionAnswer(answer(body), secrets)).toMatchObject({ outcome: 'refused', fields: { zipfile: 'The zipfile field is required.', password: '… is too short.' } })
    }
    expect(toSubmissionAnswer(answer({ success: false, errors: ['Come back later'] }), secrets)).toEqual({ outcome: 'refused', message: 'Come back later', fields: {} })
    expect(() => toSubmissionAnswer(answer({ message: 'Unauthenticated.' }, 401), secrets)).toThrow(/tokenInvalid/)
    expect(() => toSubmissionAnswer({ statusCode: 502, headers: {}, body: '<h1>Bad</h1>' }, secrets)).toThrow(/serverError/)
  })
})

it('reads demos: the name out of the hash, the algorithm by its render_id', () => {
  expect(readDemos(captured.demo, 10).items).toEqual([{
    hash: '20240514123536-15f8f16001-track.mp3', name: 'track.mp3', algorithmName: 'DrumSep (kick, snare, cymbals, toms)', renderId: 37,
    publishedAtMs: Date.UTC(2024, 4, 14, 12, 35), sizeText: ''
  }])
})

it('reads the place in the queue, and passes over absurd ones', () => {
  expect(readQueueWait(captured.queueSummary)).toEqual({ ahead: 4, waitSeconds: 95 })
  expect(readQueueWait({ data: { ahead: -1, estimated_wait_seconds: 1e9 } })).toEqual({ ahead: null, waitSeconds: null })
  expect(readQueueWait(null)).toEqual({ ahead: null, waitSeconds: null })
})

describe('damaged answers', () => {
  const swap = (value: unknown): fc.Arbitrary<unknown> => fc.oneof({ weight: 4, arbitrary: fc.constant(value) }, fc.jsonValue())
  const damaged = (whole: object): fc.Arbitrary<unknown> => fc.record(Object.fromEntries(Object.entries(whole).map(([key, value]) => [key, swap(value)])), { requiredKeys: [] })
  const [entry = {}] = captured.leaderboard.data
  const rows = fc.oneof(fc.array(damaged(entry), { maxLength: 5 }), fc.jsonValue())
  const READERS: readonly ((sent: unknown) => unknown)[] = [
    (sent) => readCheckerQueue(sent, 20), (sent) => readLeaderboard(sent, 20), readCheckerEntry, (sent) => readDemos(sent, 20), (sent) => readNews(sent, 20),
    readQueue, readQueueWait, toOwnPlan
  ]

  it('end in a value that can cross to the window, or in an AppError', () => {
    fc.assert(fc.property(fc.oneof(rows, fc.record({ data: rows, sortables: fc.jsonValue(), sort: fc.jsonValue() }), damaged(captured.demo[0] ?? {})), (sent) => {
      for (const read of READERS) {
        try {
          structuredClone(read(sent))
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
        }
      }
    }), { numRuns: 300 })
  })

  it('never tell a secret of a submission', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.integer({ min: 200, max: 599 }), (body, statusCode) => {
      let told: unknown
      try {
        told = toSubmissionAnswer(answer({ success: false, message: body, errors: { password: `open sesame ${JSON.stringify(body)}` } }, statusCode), secrets)
      } catch (error) {
        expect(error).toBeInstanceOf(AppError)
        told = error instanceof AppError ? error.message : ''
      }
      expect(JSON.stringify(told)).not.toContain('open sesame')
    }), { numRuns: 200 })
  })
})
