import { expect, it } from 'vitest'
import { deepLinksIn, pathsIn, readHandedOver } from './pathsIn'

it.each<[string, string[], string[]]>([
  ['files, absolute and relative', ['/music/a.wav', 'b.mp3', '../c.flac'], ['/music/a.wav', '/home/ann/b.mp3', '/home/c.flac']],
  ['addresses of files', ['file:///music/a%20b.wav'], ['/music/a b.wav']],
  ['files after the end of the switches', ['--', '-odd name.wav'], ['/home/ann/-odd name.wav']],
  ['nothing', [], []]
])('A7-10: a start is asked to open %s', (_what, argv, paths) => expect(pathsIn(argv, '/home/ann')).toEqual(paths))

it.each([
  'mvsep://separate?file=/etc/passwd', 'mvsep://x" --gpu-launcher="/bin/sh', '--gpu-launcher=/bin/sh', '--no-sandbox', '-r', '--inspect=0.0.0.0:9229',
  'https://mvsep.com/x.wav', 'file://elsewhere.example/x.wav', 'javascript:alert(1)', 'data:audio/wav;base64,AAAA', '', 'a\0b', 'x'.repeat(40_000)
])('A7-63: %j in the arguments is not a file of this computer, and nothing comes of it', (word) => {
  expect(pathsIn([word, 'song.wav'], '/home/ann')).toEqual(['/home/ann/song.wav'])
})

it('A7-10: what another process hands over is believed only in our shape and size', () => {
  expect(readHandedOver({ paths: ['/a.wav'], deepLinks: ['unbraid://separate?algorithm=1', 'unbraid://enqueue?algorithm=1'] })).toEqual({
    paths: ['/a.wav'], deepLinks: [{ verb: 'separate', urls: [], renderId: 1, options: {} }]
  })
  const odd = [{ paths: ['/a'] }, { paths: [], deepLinks: Array(5).fill('unbraid://separate?algorithm=1') }, null, undefined, 'x', {}, { paths: '/a' }, { paths: [1] }, { paths: [''] }, { paths: Array(5_001).fill('/a') }, { paths: ['x'.repeat(40_000)] }]
  for (const data of odd) expect(readHandedOver(data)).toEqual({ paths: [], deepLinks: [] })
  expect(pathsIn(Array<string>(6_000).fill('a.wav'), '/')).toHaveLength(5_000)
})

it('A7-63: addresses of our scheme are no files, and what is none of them is no address', () => {
  const wish = 'unbraid://separate?algorithm=28'
  const words = [wish, '--gpu-launcher=/bin/sh', 'unbraid://enqueue?algorithm=28', 'unbraid://x" --gpu-launcher="/bin/sh', 'song.wav', '--', `--${wish}`]
  expect(pathsIn(words.slice(0, 5), '/home/ann')).toEqual(['/home/ann/song.wav'])
  expect(deepLinksIn(words)).toEqual([wish])
  expect(deepLinksIn(Array<string>(9).fill(wish))).toHaveLength(4)
})
