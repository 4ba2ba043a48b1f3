import { describe, expect, it } from 'vitest'
import { isErrorPage } from './sniff'

const FIXTURES: Readonly<Record<string, Buffer>> = {
  wav: Buffer.from('RIFF$\0\0\0WAVEfmt '),
  flac: Buffer.from('fLaC\0\0\0"'),
  mp3: Buffer.from([0xff, 0xfb, 0xe0, 0x64]),
  'mp3 with tags': Buffer.from('ID3\x04\0\0'),
  m4a: Buffer.from('\0\0\0 ftypM4A '),
  ogg: Buffer.from('OggS\0\x02'),
  midi: Buffer.from('MThd\0\0\0\x06')
}
const PAGES: Readonly<Record<string, string>> = {
  'an HTML page': '<!DOCTYPE html><title>502</title>',
  'HTML behind a mark and blank lines': '\uFEFF\n\n<HTML>',
  'a JSON message': '{"success":false,"data":{"message":"gone"}}',
  'a JSON list': '[]',
  XML: '<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>',
  'plain words': 'Service Temporarily Unavailable\n',
  'words of another language': 'Сервис недоступен'
}

describe('what a server sent instead of a stem (A7 row 36)', () => {
  it.each(Object.entries(FIXTURES))('is not %s', (_what, head) => {
    for (const extension of ['wav', 'flac', 'mp3', 'm4a', 'ogg', 'mid']) expect(isErrorPage(head, extension)).toBe(false)
  })

  it.each(Object.entries(PAGES))('is %s', (_what, text) => {
    for (const extension of ['wav', 'flac', 'mp3', 'm4a', 'ogg', 'mid', 'zip']) expect(isErrorPage(Buffer.from(text), extension)).toBe(true)
  })

  it('is a page or a refusal where the stem itself is text, and no other text', () => {
    expect(isErrorPage(Buffer.from('<html>'), 'txt')).toBe(true)
    expect(isErrorPage(Buffer.from('{ "success": "false" }'), 'json')).toBe(true)
    expect(isErrorPage(Buffer.from('{"words":[]}'), 'json')).toBe(false)
    expect(isErrorPage(Buffer.from('1\n00:00:01,000 --> 00:00:02,000\nla la'), 'srt')).toBe(false)
  })
})
