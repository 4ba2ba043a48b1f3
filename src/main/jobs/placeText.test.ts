import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { placeText } from './placeText'

let folder = ''
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'unbraid-place-')) })
afterEach(() => rm(folder, { recursive: true, force: true }))

it('puts words there once, and never over other ones', async () => {
  await writeFile(join(folder, 'a.txt.part'), 'left by a crash')
  expect(await placeText(folder, 'a.txt', 'ä\n')).toBe('a.txt')
  expect(await placeText(folder, 'a.txt', 'ä\n')).toBe('a.txt')
  expect(await placeText(folder, 'a.txt', 'other')).toBe('a (2).txt')
  expect((await readdir(folder)).sort()).toEqual(['a (2).txt', 'a.txt'])
  expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('ä\n')
})

it('names the folder that takes nothing', async () => {
  await expect(placeText(join(folder, 'gone'), 'a.txt', 'x')).rejects.toMatchObject({ code: 'folderUnwritable', subject: 'gone' })
})
