import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exportStems } from './exportStems'

// A mount name space of our own, where the system allows one, gives a real disk of one megabyte.
const UNSHARE = ['--user', '--map-root-user', '--mount']
const canMount = process.platform === 'linux' && spawnSync('unshare', [...UNSHARE, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0

let root = ''
let folder = ''
const source = (name: string) => join(root, name)
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'unbraid-export-'))
  folder = join(root, 'out')
  await mkdir(folder)
  await writeFile(source('a.wav'), Buffer.alloc(3_000_001, 7))
  await writeFile(source('b.wav'), 'second')
})
afterEach(() => rm(root, { recursive: true, force: true }))

describe('exporting stems', () => {
  it('copies every byte under the wanted names', async () => {
    const names = await exportStems([{ path: source('a.wav'), fileName: 'Vocals.wav' }, { path: source('b.wav'), fileName: 'Drums.wav' }], folder)
    expect(names).toEqual(['Vocals.wav', 'Drums.wav'])
    expect((await readFile(join(folder, 'Vocals.wav'))).equals(Buffer.alloc(3_000_001, 7))).toBe(true)
    expect(await readFile(join(folder, 'Drums.wav'), 'utf8')).toBe('second')
  })

  it('numbers a taken name, also within one call, and leaves what was there', async () => {
    await writeFile(join(folder, 'Vocals.wav'), 'mine')
    const file = { path: source('b.wav'), fileName: 'Vocals.wav' }
    expect(await exportStems([file, file], folder)).toEqual(['Vocals (2).wav', 'Vocals (3).wav'])
    expect(await exportStems([file], folder)).toEqual(['Vocals (4).wav'])
    expect(await readFile(join(folder, 'Vocals.wav'), 'utf8')).toBe('mine')
  })

  it('does not write through a link that waits at the name', async () => {
    await writeFile(source('victim'), 'safe')
    await symlink(source('victim'), join(folder, 'Vocals.wav'))
    await symlink(source('nowhere'), join(folder, 'Vocals (2).wav'))
    expect(await exportStems([{ path: source('b.wav'), fileName: 'Vocals.wav' }], folder)).toEqual(['Vocals (3).wav'])
    expect(await readFile(source('victim'), 'utf8')).toBe('safe')
  })

  it('names a file that is gone, and takes its copies back', async () => {
    const files = [{ path: source('b.wav'), fileName: 'b.wav' }, { path: source('gone.wav'), fileName: 'gone.wav' }]
    await expect(exportStems(files, folder)).rejects.toMatchObject({ code: 'fileMissing', subject: 'gone.wav' })
    expect(await readdir(folder)).toEqual([])
  })

  it('says that a folder cannot be written', async () => {
    await expect(exportStems([{ path: source('b.wav'), fileName: 'b.wav' }], source('no such folder'))).rejects.toMatchObject({
      code: 'folderUnwritable',
      subject: 'no such folder'
    })
  })

  it('refuses a name that would leave the folder', async () => {
    await expect(exportStems([{ path: source('b.wav'), fileName: '../b.wav' }], folder)).rejects.toMatchObject({ code: 'invalidInput' })
  })

  it.skipIf(!canMount)('says that the disk is full, and leaves nothing behind', () => {
    const script = join(import.meta.dirname, 'testing/exportInto.ts')
    const inSmallDisk = 'mount -t tmpfs -o size=1m tmpfs "$0" && exec node --import tsx "$1" "$2" "$0"'
    const { stdout } = spawnSync('unshare', [...UNSHARE, 'sh', '-c', inSmallDisk, folder, script, source('a.wav')], { encoding: 'utf8' })
    expect(JSON.parse(stdout)).toEqual({ outcome: { code: 'diskFull', detail: 'ENOSPC', subject: 'out' }, left: [] })
  })
})
