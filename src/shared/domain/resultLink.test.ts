import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameInHash, readResultLink } from './resultLink'

const HASH = '20240212161927-413c481b80-10-track.mp3'

describe('readResultLink', () => {
  it.each([
    [HASH, null],
    [`  ${HASH}\n`, null],
    [`https://mvsep.com/result/${HASH}`, 'https://mvsep.com/api'],
    [`https://mvsep.com/en/result?hash=${HASH}&mirror=0`, 'https://mvsep.com/api'],
    [`https://de2.mvsep.com/api/separation/get?hash=${HASH}`, 'https://de2.mvsep.com/api'],
    [`http://127.0.0.1:8787/api/separation/get?hash=${HASH}`, 'http://127.0.0.1:8787/api']
  ])('finds the job in %s', (text, apiBase) => {
    expect(readResultLink(text)).toEqual({ hash: HASH, apiBase })
  })

  it.each([
    '', 'Song.mp3', 'https://mvsep.com/', 'https://mvsep.com/result/12', `ftp://mvsep.com/${HASH}`, `https://user:word@mvsep.com/${HASH}`,
    `javascript:${HASH}`, `https://mvsep.com/%E0%A4%A`, `${HASH}/../x`, `look: ${HASH}`, `20240212161927-413c481b80-${'x'.repeat(400)}`
  ])('finds none in %s', (text) => {
    expect(readResultLink(text)).toBeNull()
  })

  it('never throws, and what it finds has the shape of a hash', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl({ withQueryParameters: true })), (text) => {
      const found = readResultLink(text)
      if (found !== null) expect(found.hash).toMatch(/^\d{14}-[0-9a-f]+-/i)
    }))
  })
})

describe('the name in a hash', () => {
  it('is read as a file’s name', () => {
    expect(nameInHash(HASH)).toBe('10 track.mp3')
    expect(nameInHash('kQ9xZ0aa11bb22cc')).toBeNull()
    expect(nameInHash('20240212161927-413c481b80-\u202emp3.exe')).toBe('mp3.exe')
  })
})
