import { describe, expect, it } from 'vitest'
import { proxyCredentials } from './proxyCredentials'
import { routesKey, toRoutes } from './proxyRoutes'

describe('A7-38: the answer of a proxy resolver', () => {
  it.each([
    ['DIRECT', 'direct'],
    ['PROXY proxy.example:8080', 'http://proxy.example:8080'],
    ['PROXY proxy.example:80', 'http://proxy.example:80'],
    ['PROXY proxy.example', 'http://proxy.example:80'],
    ['HTTPS proxy.example', 'https://proxy.example:443'],
    ['HTTPS proxy.example:80', 'https://proxy.example:80'],
    ['SOCKS a:1; SOCKS4 b; SOCKS5 [::1]:9050;DIRECT', 'socks4://a:1 socks4://b:1080 socks5://::1:9050 direct'],
    [' proxy  proxy.example:8080 ;; direct', 'http://proxy.example:8080 direct'],
    ['QUIC a:1; PROXY b:2', 'http://b:2'],
    ['PROXY user:word@a:1', 'direct'],
    ['PROXY', 'direct'],
    ['', 'direct'],
    ['nonsense', 'direct']
  ])('%j means %j', (answer, ways) => {
    expect(routesKey(toRoutes(answer))).toBe(ways)
  })
})

describe('name and password of a proxy', () => {
  const proxy = { kind: 'http', host: 'proxy.example', port: 8080 } as const
  it.each([
    [{ HTTPS_PROXY: 'http://ann:p%40ss@proxy.example:8080' }, { name: 'ann', password: 'p@ss' }],
    [{ all_proxy: 'http://ann@proxy.example:8080/' }, { name: 'ann', password: '' }],
    [{ HTTPS_PROXY: 'http://ann:100%@proxy.example:8080' }, { name: 'ann', password: '100%' }],
    [{ HTTPS_PROXY: 'http://ann:x@other.example:8080' }, null],
    [{ HTTPS_PROXY: 'http://ann:x@proxy.example:3128' }, null],
    [{ HTTPS_PROXY: 'http://proxy.example:8080' }, null],
    [{ HTTPS_PROXY: 'nonsense' }, null],
    [{}, null]
  ])('in %j are %j', (environment, expected) => {
    expect(proxyCredentials(proxy, environment)).toEqual(expected)
  })
})
