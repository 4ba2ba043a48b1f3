import { expect, it } from 'vitest'
import { pathsIn, readHandedOver } from './pathsIn'

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
  expect(readHandedOver({ paths: ['/a.wav'] })).toEqual(['/a.wav'])
  const odd = [null, undefined, 'x', {}, { paths: '/a' }, { paths: [1] }, { paths: [''] }, { paths: Array(5_001).fill('/a') }, { paths: ['x'.repeat(40_000)] }]
  for (const data of odd) expect(readHandedOver(data)).toEqual([])
  expect(pathsIn(Array<string>(6_000).fill('a.wav'), '/')).toHaveLength(5_000)
})
