import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isInAnswer, toAnswerTexts } from './toAnswerTexts'
import { toRemoteStatus } from './toDomain'

const SRT = '1\n00:00:01,500 --> 00:00:03,000\nHello\n\n2\n00:00:03,250 --> 00:00:04,000\nWorld\n'
const SEGMENTS = [{ id: 0, start: 1.5, end: 3, text: ' Hello' }, { id: 1, start: '3.25', end: 4, text: 'World', tokens: [1, 2] }]
const brief = (sent: unknown): readonly string[][] => toAnswerTexts(sent).map(({ stem, suggestedName, text }) => [stem, suggestedName ?? '', text ?? ''])

describe('the transcription of a done job', () => {
  it.each([
    ['nothing', null], ['no list', undefined], ['an empty list', []], ['blanks', ['', ' \n']], ['empty objects', [{}, null, { text: '' }, { segments: [] }]], ['a number', 7]
  ])('of %s is no result', (_what, sent) => expect(toAnswerTexts(sent)).toEqual([]))

  it.each([
    ['segments', SEGMENTS], ['segments in an object', { language: 'en', text: 'Hello World', segments: SEGMENTS }],
    ['a list of such objects', [{ text: 'Hello World', segments: SEGMENTS }]], ['JSON text', JSON.stringify(SEGMENTS)], ['JSON text in a list', [JSON.stringify({ segments: SEGMENTS })]],
    ['chunks with timestamps', { chunks: [{ timestamp: [1.5, 3], text: ' Hello' }, { timestamp: [3.25, 4], text: ' World' }] }], ['SubRip', [SRT.replaceAll('\n', '\r\n')]]
  ])('as %s is subtitles', (_what, sent) => expect(brief(sent)).toEqual([['Transcription', 'text.srt', SRT]]))

  it.each([
    ['text', 'Hello\nWorld'], ['lines', ['Hello', 'World']], ['text in an object', { text: 'Hello\nWorld' }], ['text deep down', [{ data: { transcript: 'Hello\nWorld' } }]],
    ['segments without any time', [{ start: -1, text: 'Hello' }, { start: 1e99, text: 'World' }]]
  ])('as %s is words', (_what, sent) => expect(brief(sent)).toEqual([['Transcription', 'text.txt', 'Hello\nWorld\n']]))

  it('of several is several results, each by its own name and address', () => {
    const found = toAnswerTexts([{ type: 'Lead\u202E\nvocal', text: 'one\ntwo' }, 'WEBVTT\n\n00:01.000 --> 00:02.000\nHi'])
    expect(found.map(({ stem, url, sizeBytes, suggestedName }) => [stem, url, sizeBytes, suggestedName])).toEqual([
      ['Lead vocal', 'answer:0', 8, 'text.txt'], ['Transcription', 'answer:1', 35, 'text.vtt']
    ])
    expect(found.every(({ url }) => isInAnswer(url))).toBe(true)
  })

  it('stands behind the files of its answer', () => {
    const status = toRemoteStatus({ success: true, status: 'done', data: { files: [{ type: 'Vocals', url: 'https://mvsep.com/storage/v.wav' }], transcription: ['la la'] } })
    expect(status?.status === 'done' && status.files.map(({ stem, text }) => [stem, text])).toEqual([['Vocals', undefined], ['Transcription', 'la la\n']])
  })

  it('of anything at all is few results of words, in time', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 7 }), (sent) => {
      const found = toAnswerTexts(sent)
      expect(found.length).toBeLessThanOrEqual(20)
      for (const { text, sizeBytes } of found) expect([text?.trim() !== '', sizeBytes]).toEqual([true, Buffer.byteLength(text ?? '')])
    }), { numRuns: 1_000 })
    const segment = fc.record({ start: fc.jsonValue(), end: fc.jsonValue(), text: fc.jsonValue() }, { requiredKeys: [] })
    fc.assert(fc.property(fc.array(fc.oneof(segment, fc.record({ segments: fc.array(segment) }), fc.string())), (sent) => void toAnswerTexts(sent)), { numRuns: 1_000 })
    const startedMs = performance.now()
    toAnswerTexts('['.repeat(200_000))
    toAnswerTexts(Array.from({ length: 40_000 }, (_, at) => ({ start: at, end: at + 1, text: 'x' })))
    expect(performance.now() - startedMs).toBeLessThan(2_000)
  })
})
