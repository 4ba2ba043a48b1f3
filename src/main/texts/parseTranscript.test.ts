import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toPlain, toSrt } from '../../shared/domain/transcript'
import { parseTranscript } from './parseTranscript'

const SRT = '1\r\n00:00:01,500 --> 00:00:03,000\r\nHello\r\nthere\r\n\r\n2\r\n01:02:03,004 --> 01:02:05,000\r\n<i>World</i>\r\n'

describe('a transcript', () => {
  it('of SubRip is read and written back', () => {
    const lines = parseTranscript(SRT)
    expect(lines).toEqual([
      { startSeconds: 1.5, endSeconds: 3, text: 'Hello\nthere' },
      { startSeconds: 3_723.004, endSeconds: 3_725, text: 'World' }
    ])
    expect(parseTranscript(toSrt(lines))).toEqual(lines)
    expect(toPlain(lines)).toBe('Hello\nthere\nWorld\n')
  })

  it('of WebVTT, Whisper’s lines and Whisper’s JSON says the same', () => {
    const lines = [{ startSeconds: 61.5, endSeconds: 63, text: 'Hello' }, { startSeconds: 64, endSeconds: 65, text: 'World' }]
    expect(parseTranscript('WEBVTT\n\n01:01.500 --> 01:03.000 align:start\nHello\n\n01:04.000 --> 01:05.000\nWorld').map((line) => line.startSeconds)).toEqual([61.5, 64])
    expect(parseTranscript('[00:01:01.500 --> 00:01:03.000]  Hello\n[00:01:04.000 --> 00:01:05.000]  World\n')).toEqual(lines)
    expect(parseTranscript(JSON.stringify({ text: 'x', segments: [{ id: 1, start: 61.5, end: 63, text: ' Hello' }, { start: '64', end: 65, text: 'World' }] }))).toEqual(lines)
  })

  it('without times is lines of text', () => {
    expect(parseTranscript('\uFEFFone\n\n two \n[01:02] three')).toEqual([
      { startSeconds: null, endSeconds: null, text: 'one' },
      { startSeconds: null, endSeconds: null, text: 'two' },
      { startSeconds: 62, endSeconds: null, text: 'three' }
    ])
    expect(toSrt(parseTranscript('one'))).toBe('')
    expect(parseTranscript('{"text":"a\\nb"}').map(({ text }) => text)).toEqual(['a', 'b'])
    expect(parseTranscript('[Verse 1]\nla la').map(({ text }) => text)).toEqual(['[Verse 1]', 'la la'])
  })

  it('that is hostile stays plain text without what hides or reorders letters', () => {
    expect(parseTranscript('<img src=x onerror=alert(1)>\n\u202Egnp.exe')).toEqual([
      { startSeconds: null, endSeconds: null, text: '<img src=x onerror=alert(1)>' },
      { startSeconds: null, endSeconds: null, text: expect.not.stringContaining('\u202E') as string }
    ])
    expect(parseTranscript('[{"start":-5,"end":1e99,"text":"a"},{"start":{},"text":"b"}]').map(({ startSeconds }) => startSeconds)).toEqual([null, null])
  })

  it('of anything is read in time and never throws', () => {
    fc.assert(fc.property(fc.string({ maxLength: 2_000 }), (text) => { parseTranscript(text) }))
    const startedAtMs = performance.now()
    parseTranscript(`${'['.repeat(200_000)}\n${'0:00 --> '.repeat(50_000)}`)
    parseTranscript(' '.repeat(500_000))
    expect(performance.now() - startedAtMs).toBeLessThan(2_000)
  })
})
