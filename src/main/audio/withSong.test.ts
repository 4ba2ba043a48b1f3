import { mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unchanged, withSong } from './withSong'

const file = (index: number, path: string) => ({ index, stem: `Stem ${index}`, path })
const song = { path: '/music/song.m4a', sizeBytes: 1, mtimeMs: 1 }

test('notes alone get the song beside them, with an index of its own', () => {
  expect(withSong([file(0, '/a/x.mid'), file(3, '/a/y.MIDI'), file(2, '/a/z.txt')], song).at(-1)).toEqual({ index: 4, stem: 'Original', path: song.path })
})

test('a job with sound of its own, without notes, or without a song stays as it is', () => {
  for (const files of [[file(0, '/a/x.mid'), file(1, '/a/y.wav')], [file(0, '/a/z.txt')], []]) expect(withSong(files, song)).toBe(files)
  const notes = [file(0, '/a/x.mid')]
  expect(withSong(notes, null)).toBe(notes)
})

test('a song that was changed or is gone is not the one that was sent', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unbraid-song-'))
  const path = join(folder, 'song.wav')
  await writeFile(path, 'song')
  const { size, mtimeMs } = await stat(path)
  const source = { path, sizeBytes: size, mtimeMs }
  expect(await unchanged(source)).toBe(source)
  await utimes(path, 1, 1)
  expect(await unchanged(source)).toBeNull()
  await rm(folder, { recursive: true })
  expect(await unchanged(source)).toBeNull()
  expect(await unchanged(null)).toBeNull()
})
