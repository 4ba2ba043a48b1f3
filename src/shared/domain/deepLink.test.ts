import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDeepLink } from './deepLink'

const HASH = '20240212161927-413c481b80-10-track.mp3'

describe('an address that opens the app', () => {
  it('names songs, an algorithm and its options', () => {
    expect(readDeepLink(`unbraid://separate?url=${encodeURIComponent('https://example.org/a b.mp3?x=1&y=2'.replace(' ', '%20'))}&algorithm=28&add_opt1=5`)).toEqual({
      verb: 'separate', urls: ['https://example.org/a%20b.mp3?x=1&y=2'], renderId: 28, options: { add_opt1: '5' }
    })
    expect(readDeepLink('unbraid://separate?url=http://a.example/1.wav&url=https://b.example/2.wav')).toMatchObject({ urls: ['http://a.example/1.wav', 'https://b.example/2.wav'], renderId: null })
    expect(readDeepLink('UNBRAID://SEPARATE/?algorithm=0')).toEqual({ verb: 'separate', urls: [], renderId: 0, options: {} })
    expect(readDeepLink(`unbraid://open?hash=${HASH}`)).toEqual({ verb: 'open', hash: HASH })
  })

  it('passes names over that are not on the list', () => {
    expect(readDeepLink('unbraid://separate?algorithm=1&start=1&send=yes&output=/etc&premium=1&api_token=x')).toEqual({ verb: 'separate', urls: [], renderId: 1, options: {} })
  })

  it.each([
    '', 'unbraid', 'unbraid:', 'unbraid://', 'unbraid:separate?algorithm=1', 'unbraid:/separate?algorithm=1', ' unbraid://separate?algorithm=1',
    'https://separate?algorithm=1', 'unbraid2://separate?algorithm=1', 'javascript:alert(1)//unbraid://separate?algorithm=1', 'unbraid://separate', 'unbraid://separate?',
    'unbraid://enqueue?algorithm=1', 'unbraid://settings?service=mvsep', 'unbraid://open', 'unbraid://open?hash=', 'unbraid://..%2f..%2fetc', 'unbraid://separate/../open?hash=x',
    'unbraid://separate/x?algorithm=1', 'unbraid://user:pw@separate?algorithm=1', 'unbraid://separate:80?algorithm=1',
    'unbraid://separate?url=javascript:alert(1)', 'unbraid://separate?url=file:///etc/passwd', 'unbraid://separate?url=data:audio/wav;base64,AAAA',
    'unbraid://separate?url=unbraid://separate?url=https://a.example/', 'unbraid://separate?url=--gpu-launcher=/bin/sh', 'unbraid://separate?url=https://', 'unbraid://separate?url=/etc/passwd',
    'unbraid://separate?url=https://a.example/%00', 'unbraid://separate?url=https://a.example/%0d%0aHost:%20b', 'unbraid://separate?algorithm=-1', 'unbraid://separate?algorithm=1e3',
    'unbraid://separate?algorithm=28&algorithm=29', 'unbraid://separate?algorithm=28abc', 'unbraid://separate?algorithm=99999999999', 'unbraid://separate?algorithm=1&add_opt1=1&add_opt1=2',
    'unbraid://separate?algorithm=1&add_opt1=a%00b', `unbraid://separate?algorithm=1&add_opt1=${'x'.repeat(501)}`, `unbraid://separate?url=https://a.example/${'x'.repeat(9_000)}`,
    'unbraid://open?hash=../../../etc/passwd', 'unbraid://open?hash=https://evil.example/', `unbraid://open?hash=${HASH}&hash=${HASH}`, `unbraid://open?hash=${HASH}%00`, `unbraid://open?hash=${HASH}%0a`,
    'unbraid://x" --gpu-launcher="/bin/sh', 'unbraid://separate?algorithm=1\0', 'unbraid://separate?algorithm=1\n--inspect', 'unbraid://sepаrate?algorithm=1',
    `unbraid://separate?${Array.from({ length: 21 }, (_, at) => `url=https://a.example/${at}`).join('&')}`, '--unbraid://separate?algorithm=1', 'unbraid://[::1]?algorithm=1', 'unbraid://separate%00?algorithm=1'
  ])('A7-63: %j is none', (text) => expect(readDeepLink(text)).toBeNull())

  it('never throws, and never gives an address that is not of the web, or a control character', () => {
    const part = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constantFrom('separate', 'open', '?', '&', 'url=', 'algorithm=', 'hash=', HASH, 'https://a.example/', 'javascript:', '%00', '%', '#', '//', '@', '\\'))
    fc.assert(fc.property(fc.array(part, { maxLength: 12 }), fc.boolean(), (parts, isPrefixed) => {
      const found = readDeepLink((isPrefixed ? 'unbraid://' : '') + parts.join(''))
      if (found === null) return
      if (found.verb === 'open') expect(found.hash).toMatch(/^\d{14}-[0-9a-f]+-\S+$/i)
      else for (const url of found.urls) expect(new URL(url).protocol).toMatch(/^https?:$/)
      expect(JSON.stringify(found)).not.toMatch(/\\u00|\\[nrtbf]/)
    }), { numRuns: 2_000 })
  })
})
