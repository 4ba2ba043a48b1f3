import { describe, expect, it } from 'vitest'
import { adoptableBase, parseApiBase, pinApiBase } from './apiBase'

describe('an API base', () => {
  it.each([
    ['https://mvsep.com/api', 'https://mvsep.com/api'], [' https://mvsep.com/api/ ', 'https://mvsep.com/api'],
    ['https://de2.mvsep.com/api//?x=1#y', 'https://de2.mvsep.com/api'], ['http://localhost:8080/api', 'http://localhost:8080/api'],
    ['http://[::1]:9/api', 'http://[::1]:9/api'], ['http://127.0.0.1:9', 'http://127.0.0.1:9']
  ])('%s is kept as %s', (text, base) => expect(parseApiBase(text)).toBe(base))

  it.each(['http://mvsep.com/api', 'http://192.168.0.2/api', 'http://127.0.0.2/api', 'ws://localhost/api', 'mvsep.com/api', 'https://a:b@mvsep.com', ''])('%s is refused', (text) =>
    expect(() => parseApiBase(text)).toThrowError(expect.objectContaining({ code: 'invalidInput' }) as Error)
  )
})

describe('the base a new job belongs to', () => {
  const link = (host: string, path = '/api/separation/get'): string => `${host}${path}?hash=x`
  it.each([
    ['MVSEP’s own name', link('https://mvsep.com'), 'https://mvsep.com/api', 'https://mvsep.com/api'],
    ['a node', link('https://de2.mvsep.com'), 'https://mvsep.com/api', 'https://de2.mvsep.com/api'],
    ['another node than the asked one', link('https://sg.mvsep.com'), 'https://de.mvsep.com/api', 'https://sg.mvsep.com/api'],
    ['plain http', link('http://de2.mvsep.com'), 'https://mvsep.com/api', 'https://mvsep.com/api'],
    ['a stranger', link('https://evil.example'), 'https://mvsep.com/api', 'https://mvsep.com/api'],
    ['a stranger that ends alike', link('https://evilmvsep.com'), 'https://mvsep.com/api', 'https://mvsep.com/api'],
    ['a stranger that begins alike', link('https://mvsep.com.evil.example'), 'https://mvsep.com/api', 'https://mvsep.com/api'],
    ['a name before an at sign', link('https://mvsep.com@evil.example'), 'https://mvsep.com/api', 'https://mvsep.com/api'],
    ['another port', link('https://de2.mvsep.com:8443'), 'https://mvsep.com/api', 'https://mvsep.com/api'],
    ['another path', link('https://de2.mvsep.com', '/login'), 'https://mvsep.com/api', 'https://mvsep.com/api'],
    ['MVSEP, said by a custom server', link('https://mvsep.com'), 'http://127.0.0.1:5000/api', 'http://127.0.0.1:5000/api'],
    ['the custom server itself', link('http://127.0.0.1:5000'), 'http://127.0.0.1:5000/api', 'http://127.0.0.1:5000/api'],
    ['another port of this computer', link('http://127.0.0.1:5001'), 'http://127.0.0.1:5000/api', 'http://127.0.0.1:5000/api'],
    ['no address', 'nonsense', 'https://mvsep.com/api', 'https://mvsep.com/api'],
    ['nothing', null, 'https://mvsep.com/api', 'https://mvsep.com/api']
  ])('when the link names %s', (_what, sent, used, pinned) => expect(pinApiBase(sent, used)).toBe(pinned))
})

describe('the base of a job somebody names by its address', () => {
  const OWN = 'https://mvsep.com/api'
  const CUSTOM = 'http://127.0.0.1:5000/api'
  it.each([
    ['none', undefined, OWN, OWN],
    ['none, at a custom server', undefined, CUSTOM, CUSTOM],
    ['MVSEP’s own name', 'https://mvsep.com/result', OWN, OWN],
    ['a node', 'https://de2.mvsep.com/api', OWN, 'https://de2.mvsep.com/api'],
    ['the custom server', 'http://127.0.0.1:5000/any', CUSTOM, CUSTOM]
  ])('%s', (_what, given, own, base) => expect(adoptableBase(given, own)).toBe(base))

  it.each([
    ['https://evil.example/api', OWN], ['http://mvsep.com/api', OWN], ['https://mvsep.com.evil.example/api', OWN], ['https://evilmvsep.com', OWN],
    ['https://de2.mvsep.com:8443/api', OWN], ['http://127.0.0.1:5001/api', CUSTOM], ['https://mvsep.com/api', CUSTOM], ['https://a:b@mvsep.com', OWN], ['nonsense', OWN]
  ])('%s is refused while %s is in use', (given, own) => {
    expect(() => adoptableBase(given, own)).toThrowError(expect.objectContaining({ code: 'invalidInput' }) as Error)
  })
})
