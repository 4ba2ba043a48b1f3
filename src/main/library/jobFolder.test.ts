import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createJobFolder, jobFolderName, shortAlgorithmName } from './jobFolder'
import { defaultLibraryFolder, ensureWritable } from './libraryFolder'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'unbraid-library-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const job = (name: string, algorithmName = 'BS Roformer (vocals, instrumental)'): Parameters<typeof jobFolderName>[0] =>
  ({ input: { name, sizeBytes: 1, durationSeconds: null }, plan: { renderId: 1, algorithmName, options: [], outputFormat: 0 } })

describe('job folders', () => {
  it('are called after the input and the algorithm', () => {
    expect(jobFolderName(job('My Song.v2.mp3'))).toBe('My Song.v2 - BS Roformer')
    expect(shortAlgorithmName('(odd)')).toBe('(odd)')
  })

  it('are never shared: a taken name gets a number', async () => {
    const library = join(root, 'Music', 'Unbraid')
    const made = await Promise.all([1, 2, 3].map(() => createJobFolder(library, job('a.mp3'))))
    expect(made.map((folder) => basename(folder)).sort()).toEqual(['a - BS Roformer', 'a - BS Roformer (2)', 'a - BS Roformer (3)'])
  })

  it('can be made from any names', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: 'binary', maxLength: 400, minLength: 1 }), (input, algorithm) => {
      const name = jobFolderName(job(input, algorithm))
      expect(name).not.toMatch(/[/\\<>:"|?*\p{Control}\p{Surrogate}]/u)
      expect(name).not.toMatch(/^[. ]|[. ]$/)
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(247)
    }))
  })
})

describe('the library folder', () => {
  it('is in the music folder, or in documents without one', () => {
    expect(defaultLibraryFolder({ music: '/m', documents: '/d' })).toBe(join('/m', 'Unbraid'))
    expect(defaultLibraryFolder({ music: null, documents: '/d' })).toBe(join('/d', 'Unbraid'))
  })

  it('is made when missing, and proven without leaving anything', async () => {
    await ensureWritable(join(root, 'a', 'b'))
    expect(await readdir(join(root, 'a', 'b'))).toEqual([])
  })

  it('is named when nothing can be written there (A7 row 15)', async () => {
    await writeFile(join(root, 'file'), '')
    await expect(ensureWritable(join(root, 'file'))).rejects.toMatchObject({ code: 'folderUnwritable', subject: 'file' })
  })
})
