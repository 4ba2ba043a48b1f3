import { expect, test } from 'vitest'
import { createHashFor, createOutputFolder, createRemoteHash, toExtension, toResultName, toSlug } from './names'
import { toSizeText } from './statusAnswer'

test.each([
  ['My Song (Live).wav', 'my-song-live'],
  ['Ünder_the  Sky.flac', 'under-the-sky'],
  ['07 - Café.tar.mp3', '07-cafe-tar'],
  ['夜曲.mp3', 'audio'],
  ['../../etc/passwd', 'etc-passwd'],
  ['.wav', 'wav'],
  ['', 'audio']
])('the slug of %s is %s', (name, slug) => {
  expect(toSlug(name)).toBe(slug)
})

test('an ending is kept only when it is a plain one', () => {
  expect(['a.MP3', 'a', 'a.b c', 'a.wav?x', 'a.'].map(toExtension)).toEqual(['.mp3', '', '', '', ''])
})

test('hashes are shaped like the real ones and never the same', () => {
  const atMs = Date.UTC(2026, 10, 2, 3, 4, 5)
  expect(createHashFor('A Song.mp3', atMs)).toMatch(/^20261102030405-[0-9a-f]{10}-a-song\.mp3$/)
  expect(createHashFor('A Song.mp3', atMs)).not.toBe(createHashFor('A Song.mp3', atMs))
  expect(createRemoteHash()).toMatch(/^[A-Za-z0-9]{16}$/)
  expect(createOutputFolder()).toMatch(/^processed\/([0-9a-f]{2})\/\1[0-9a-f]{30}$/)
})

test('a result is named by song, method, options and stem, the stem behind the last underscore', () => {
  const song = { inputName: 'A Song.mp3', extension: 'flac' }
  const name = { ...song, method: 'four-stems', optionValues: ['200', 'wide'], stem: 'lead_vocals' }
  expect(toResultName({ ...name, long: false })).toBe('a-song_four-stems_mt_200_lead-vocals.flac')
  expect(toResultName({ ...name, long: true })).toBe('a-song_four-stems_mt_200_wide_lead-vocals.flac')
  expect(toResultName({ ...name, optionValues: [], long: true })).toBe('a-song_four-stems_lead-vocals.flac')
})

test.each([[0, '0 B'], [1023, '1023 B'], [163_072, '159.25 KB'], [6_123_456, '5.84 MB'], [3 * 2 ** 30, '3.00 GB']])(
  '%d bytes are written as %s', (bytes, text) => {
    expect(toSizeText(bytes)).toBe(text)
  })
