import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isHiddenName, WALK_LIMITS, walkFolders, type FolderWalk } from './walkFolders'

let root = ''
beforeEach(async () => { root = await realpath(await mkdtemp(join(tmpdir(), 'unbraid-walk-'))) })
afterEach(() => rm(root, { recursive: true, force: true }))

const walk = (folder: string, limits = WALK_LIMITS): Promise<FolderWalk> => walkFolders([folder], new AbortController().signal, limits)
const namesOf = ({ files }: FolderWalk): string[] => files.map(({ name }) => name)

type Entry =
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'pipe'; readonly name: string }
  /** `to`: up so many folders, to a file outside, to nowhere, or to the folder's first song. */
  | { readonly kind: 'link'; readonly name: string; readonly to: 'up' | 'root' | 'outside' | 'nowhere' | 'itself' | 'firstSong' }
  | { readonly kind: 'folder'; readonly name: string; readonly inner: readonly Entry[] }

const base = fc.constantFrom('a', 'Song 2', 'Song 10', 'ünïcödé', '日本語', '🎵', "o'clock", 'with "quotes"', '-dash', 'a.b', '%41', 'new\nline', '\u202egpm')
const ending = fc.constantFrom('.wav', '.FLAC', '.mp3', '.jpg', '.txt', '', '.m4a')
const name = fc.tuple(fc.constantFrom('', '', '', '.'), base, ending).map((parts) => parts.join(''))
const entries = fc.letrec<{ entry: Entry; list: readonly Entry[] }>((tie) => ({
  list: fc.uniqueArray(tie('entry'), { maxLength: 5, selector: (entry) => entry.name.toLowerCase() }),
  entry: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({ kind: fc.constant('file' as const), name }),
    fc.record({ kind: fc.constant('pipe' as const), name }),
    fc.record({ kind: fc.constant('link' as const), name, to: fc.constantFrom('up', 'root', 'outside', 'nowhere', 'itself', 'firstSong') }),
    fc.record({ kind: fc.constant('folder' as const), name: fc.oneof(base, fc.constantFrom('.hidden', 'node_modules', '__MACOSX')), inner: tie('list') })
  )
})).list

const isSong = (leaf: string): boolean => /.\.(wav|flac|mp3|m4a)$/i.test(leaf)

interface Expected {
  readonly songs: Set<string>
  others: number
  readonly links: { readonly path: string; readonly real: string | null; readonly isFolder: boolean }[]
}

/** Makes the tree, and says beforehand what of it is to be found. */
async function make(folder: string, list: readonly Entry[], outside: string, tree: string, found: Expected, isSeen: boolean): Promise<void> {
  await mkdir(folder, { recursive: true })
  const first = list.find((entry) => entry.kind === 'file' && isSong(entry.name))
  for (const entry of list) {
    const path = join(folder, entry.name)
    const seen = isSeen && !isHiddenName(entry.name)
    switch (entry.kind) {
      case 'file':
        await writeFile(path, 'x')
        if (seen && isSong(entry.name)) found.songs.add(path)
        else if (seen) found.others += 1
        break
      case 'pipe':
        execFileSync('mkfifo', ['--', path])
        if (seen) found.others += 1
        break
      case 'folder':
        await make(path, entry.inner, outside, tree, found, seen)
        break
      case 'link': {
        const targets = { up: join(folder, '..'), root: tree, outside, nowhere: join(folder, 'no such thing'), itself: path, firstSong: join(folder, first?.name ?? 'no such thing') }
        await symlink(targets[entry.to], path)
        const isFolder = entry.to === 'up' || entry.to === 'root'
        const isThere = !isFolder && (entry.to === 'outside' || (entry.to === 'firstSong' && first !== undefined))
        if (seen) found.links.push({ path, real: isThere ? targets[entry.to] : null, isFolder })
      }
    }
  }
}

describe('a walk through folders', () => {
  it('finds every song once and nothing else, whatever links, pipes, names and hidden things are in the way', async () => {
    const outside = join(root, 'outside.wav')
    await writeFile(outside, 'x')
    let run = 0
    await fc.assert(fc.asyncProperty(entries, async (list) => {
      const tree = join(root, `tree ${run += 1}`)
      const found: Expected = { songs: new Set(), others: 0, links: [] }
      await make(tree, list, outside, tree, found, true)
      let [leftOut, unreadable] = [found.others, 0]
      const wanted = new Set(found.songs)
      for (const { path, real, isFolder } of found.links) {
        if (isFolder) leftOut += 1
        else if (real === null) unreadable += 1
        else if (!isSong(basename(path))) leftOut += 1
        else wanted.add(real)
      }
      const answer = await walk(tree)
      expect(answer.files.map(({ path }) => path).sort()).toEqual([...wanted].sort())
      expect({ leftOut: answer.leftOut, unreadable: answer.unreadable, isCut: answer.isCut }).toEqual({ leftOut, unreadable, isCut: false })
      for (const { below, path } of answer.files) if (path.startsWith(tree)) expect(path).toBe(join(tree, '..', ...below, basename(path)))
    }), { numRuns: 40 })
  }, 30_000)

  it('goes by numbers as people do, a folder’s own songs before its folders', async () => {
    await mkdir(join(root, 'CD 10'))
    await mkdir(join(root, 'CD 2'))
    for (const path of ['10 b.wav', '9 a.wav', 'CD 10/x.wav', 'CD 2/y.wav']) await writeFile(join(root, path), 'x')
    expect(namesOf(await walk(root))).toEqual(['9 a.wav', '10 b.wav', 'y.wav', 'x.wav'])
  })

  it('stops at its limits and says so', async () => {
    await mkdir(join(root, 'a', 'b', 'c'), { recursive: true })
    for (const path of ['1.wav', '2.wav', 'a/3.wav', 'a/b/4.wav', 'a/b/c/5.wav']) await writeFile(join(root, path), 'x')
    expect(await walk(root, { ...WALK_LIMITS, depth: 3 })).toMatchObject({ isCut: true, leftOut: 1, files: { length: 4 } })
    expect(await walk(root, { ...WALK_LIMITS, files: 3 })).toMatchObject({ isCut: true, files: { length: 3 } })
    expect(await walk(root, { ...WALK_LIMITS, names: 3 })).toMatchObject({ isCut: true, files: { length: 2 } })
    expect(await walk(root)).toMatchObject({ isCut: false, files: { length: 5 } })
  })

  it('takes nothing twice where folders lie in one another or are named twice', async () => {
    await mkdir(join(root, 'in'))
    await writeFile(join(root, 'in', 'a.wav'), 'x')
    const { files } = await walkFolders([join(root, 'in'), root, root], new AbortController().signal)
    expect(files).toHaveLength(1)
  })

  it('ends when it is told to, and counts a folder that is gone', async () => {
    await expect(walkFolders([root], AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
    expect(await walk(join(root, 'gone'))).toEqual({ files: [], leftOut: 0, unreadable: 1, isCut: false })
  })

  it.skipIf(process.getuid?.() === 0)('counts a folder it may not enter (skipped for root, who may enter all)', async () => {
    await mkdir(join(root, 'locked'))
    await chmod(join(root, 'locked'), 0)
    expect(await walk(root)).toMatchObject({ unreadable: 1 })
  })
})
