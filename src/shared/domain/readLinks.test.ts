import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isInnerHost } from './innerNetworks'
import { isWebLink, linkTrouble, nameOfLink, remoteTypeOf } from './link'
import { MOST_LINKS, readLinks } from './readLinks'

const urls = (text: string): readonly string[] => readLinks(text, true).links.map(({ url }) => url)

describe('the links in a text', () => {
  it.each<readonly [string, readonly string[]]>([
    ['https://example.com/a.mp3', ['https://example.com/a.mp3']],
    ['one https://example.com/a.mp3\r\nhttps://example.com/b.mp3 two', ['https://example.com/a.mp3', 'https://example.com/b.mp3']],
    ['Listen (https://example.com/a_(live).mp3), then https://example.com/b.mp3!', ['https://example.com/a_(live).mp3', 'https://example.com/b.mp3']],
    ['[my song](https://example.com/a.mp3) <HTTPS://EXAMPLE.com/b.mp3>', ['https://example.com/a.mp3', 'https://example.com/b.mp3']],
    ['https://example.com/a.mp3,https://example.com/b.mp3;https://example.com/c,d.mp3', ['https://example.com/a.mp3', 'https://example.com/b.mp3', 'https://example.com/c,d.mp3']],
    ['“https://example.com/a.mp3” and https://example.com/a.mp3', ['https://example.com/a.mp3']],
    ['https://mega.nz/file/AbCdE#k3y_-', ['https://mega.nz/file/AbCdE#k3y_-']],
    ['https://get.example/?from=https://example.com/a.mp3', ['https://get.example/?from=https://example.com/a.mp3']],
    ['nothing here: just words, example.com and 12:30', []],
    ['http:// https:// https://[broken', []]
  ])('%j', (text, expected) => {
    expect(urls(text)).toEqual(expected)
    expect(readLinks(text, true).refused).toEqual([])
  })

  it.each([
    ['javascript:alert(1)//https://example.com/a.mp3', 'notWeb'],
    ['file:///etc/passwd', 'notWeb'],
    ['ftp://example.com/a.mp3', 'notWeb'],
    ['unbraid://separate?url=https://example.com/a.mp3', 'notWeb'],
    ['https://ann:secret@example.com/a.mp3', 'credentials'],
    ['https://ann@example.com/a.mp3', 'credentials'],
    [`https://example.com/${'a'.repeat(5_000)}.mp3`, 'tooLong'],
    ['http://192.168.1.10/a.mp3', 'innerHost'],
    ['https://mvsep.com/result/20240212161927-413c481b80-10-track.mp3', 'result']
  ])('%j is refused with a reason', (text, why) => {
    const { links, refused } = readLinks(text, false)
    expect(links).toEqual([])
    expect(refused).toMatchObject([{ why }])
    expect(refused[0]?.shown).not.toContain('secret')
    expect(refused[0]?.shown.length).toBeLessThanOrEqual(80)
  })

  it('are a hundred at most; how many more there were is told', () => {
    const { links, left } = readLinks(Array.from({ length: 130 }, (_each, index) => `https://example.com/${index}.mp3`).join('\n'), false)
    expect([links.length, left]).toEqual([MOST_LINKS, 30])
  })

  it('never throws and never gives anything but web addresses without credentials', () => {
    const hostile = fc.constantFrom('https://', 'http://a:b@c.de', 'javascript:', 'file:///', 'data:text/html,', ')', '](', ',', '\u202e', '\0', 'HTTPS://é.com', '#!', '%', '\ud800', '[::1]')
    fc.assert(fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), hostile)).map((parts) => parts.join('')), (text) => {
      const { links, refused } = readLinks(text, false)
      for (const { url } of links) expect(isWebLink(url)).toBe(true)
      for (const { shown } of refused) expect(shown.length).toBeLessThanOrEqual(80)
    }))
  })

  it('keep their order, each once', () => {
    // Ends that belong to a sentence are taken off, and what a result's address is has another way.
    const address = fc.webUrl({ withQueryParameters: true, withFragments: true }).map((url) => `${url.replace(/["'`|,;()[\]]/g, '')}/end`).filter((url) => URL.canParse(url))
    fc.assert(fc.property(fc.array(address, { maxLength: 40 }), fc.constantFrom('\n', ' ', ' and ', '\t'), (all, between) => {
      expect(urls(all.join(between))).toEqual([...new Set(all.map((url) => new URL(url).href))])
    }))
  })

  it('are read in a blink, however long and hostile the text', () => {
    const startedMs = performance.now()
    for (const part of ['https://a.de/)', ')', 'https://', '(', 'a'.repeat(99) + ' ', ',', 'x:']) readLinks(`https://example.com/${part.repeat(1_000_000 / part.length)}`, true)
    expect(performance.now() - startedMs).toBeLessThan(4_000)
  })
})

describe('the kind of a link', () => {
  it.each([
    ['mega.nz', 'mega'], ['mega.co.nz', 'mega'], ['mega.io', 'mega'],
    ['drive.google.com', 'drive'], ['docs.google.com', 'drive'], ['drive.usercontent.google.com', 'drive'],
    ['dropbox.com', 'dropbox'], ['dl.dropboxusercontent.com', 'dropbox'], ['uc1234.dl.dropboxusercontent.com', 'direct'],
    ['mega.nz.example.com', 'direct'], ['notmega.nz', 'direct'], ['google.com', 'direct'], ['example.com', 'direct']
  ] as const)('%s: %s, whatever the case, "www.", path and query', (host, kind) => {
    const mixed = fc.mixedCase(fc.constant(host))
    fc.assert(fc.property(mixed, fc.boolean(), fc.constantFrom('', '.'), fc.constantFrom('', '/', '/file/abc', '/s/x/a.mp3/'), fc.constantFrom('', '?dl=0', '?u=https://dropbox.com/'),
      (name, www, dot, path, query) => {
        const { links } = readLinks(`https://${www ? 'WWW.' : ''}${name}${dot}${path}${query}`, true)
        expect(links.map(({ remoteType }) => remoteType)).toEqual([kind])
      }))
    expect(remoteTypeOf(host)).toBe(kind)
  })
})

describe('what a service can reach', () => {
  it.each([
    'localhost', 'foo.localhost', '127.0.0.1', '127.1', '0x7f.1', '2130706433', '0.0.0.0', '10.1.2.3', '172.31.255.255', '192.168.1.10', '169.254.169.254', '100.64.0.1', '224.0.0.1',
    '[::1]', '[::]', '[::ffff:192.168.1.1]', '[fe80::1]', '[fd00::1]', '[64:ff9b::a00:1]', 'nas', 'nas.local', 'router.lan', 'metadata.google.internal', 'LOCALHOST.'
  ])('%s is inside', (host) => {
    expect(isInnerHost(new URL(`http://${host}/`).hostname)).toBe(true)
  })

  it.each(['example.com', '8.8.8.8', '172.32.0.1', '192.169.0.1', '198.18.0.1', '[2606:4700::1111]', 'local.example.com', 'lan.de'])('%s is not', (host) => {
    expect(isInnerHost(new URL(`http://${host}/`).hostname)).toBe(false)
  })

  it('the service on this computer reaches its own network, and takes direct links alone', () => {
    const inner = { url: 'http://192.168.1.10/a.mp3', remoteType: 'direct' } as const
    const shared = { url: 'https://mega.nz/file/a#b', remoteType: 'mega' } as const
    expect([linkTrouble(inner, true), linkTrouble(inner, false), linkTrouble(shared, true), linkTrouble(shared, false)]).toEqual([null, 'innerHost', 'directOnly', null])
  })
})

it('a link is called after the file it names, else after its host', () => {
  expect(['https://www.dropbox.com/scl/fi/x/My%20Song.mp3?rlkey=1', 'https://mega.nz/file/x#y', 'https://x.example/%ff'].map(nameOfLink))
    .toEqual(['My Song.mp3', 'mega.nz', 'x.example'])
})
