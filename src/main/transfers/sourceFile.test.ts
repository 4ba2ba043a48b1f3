import { mkdtemp, open, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openSource } from './sourceFile'

let folder = ''
let path = ''
const SIZE = 50_000
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-source-'))
  path = join(folder, 'Song.mp3')
  await writeFile(path, Buffer.alloc(SIZE, 'a'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it.each([['first', 10], ['last', SIZE - 10]])('A7-20: an edit of the %s bytes that keeps length and time is noticed', async (_where, position) => {
  const source = await openSource(path)
  try {
    await source.assertUnchanged()
    const { atime, mtime } = await stat(path)
    const file = await open(path, 'r+')
    await file.write('other', position)
    await file.close()
    await utimes(path, atime, mtime)
    await expect(source.assertUnchanged()).rejects.toMatchObject({ code: 'fileChanged', subject: 'Song.mp3' })
  } finally {
    await source.close()
  }
})

it('A7-20: a file that became shorter while it is read is noticed', async () => {
  const source = await openSource(path)
  try {
    expect(await source.read(Buffer.alloc(1000), 0)).toBe(1000)
    await writeFile(path, 'short')
    await expect(source.read(Buffer.alloc(1000), 40_000)).rejects.toMatchObject({ code: 'fileChanged' })
  } finally {
    await source.close()
  }
})

it('A7-20: a file of a few bytes, or none, is compared as well', async () => {
  for (const content of ['', 'x', 'ab']) {
    await writeFile(path, content)
    const source = await openSource(path)
    await source.assertUnchanged()
    await source.close()
  }
})
