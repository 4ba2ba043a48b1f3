import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../log/log'
import { loadSettings } from '../settings/settingsService'
import { mountSmallDisk } from '../transfers/testing/smallDisk'
import { createLibrary, type Library } from './library'

const JOB = { input: { name: 'a.mp3', sizeBytes: 1, durationSeconds: null }, plan: { renderId: 1, algorithmName: 'One', options: [], outputFormat: 0 } } as const
let root = ''
let library: Library
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'unbraid-library-'))
  library = createLibrary(await loadSettings(join(root, 'settings.json'), createLog({ filePath: join(root, 'log') })), join(root, 'Music'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

describe('the library', () => {
  it('makes the usual folder when it is missing', async () => {
    expect(await library.newJobFolder(JOB)).toBe(join(root, 'Music', 'Unbraid', 'a - One'))
  })

  it('does not make a chosen folder anew (A7 row 16)', async () => {
    const chosen = join(root, 'Drive', 'Stems')
    await library.setFolder(chosen)
    await library.newJobFolder(JOB)
    await rm(join(root, 'Drive'), { recursive: true })
    await expect(library.newJobFolder(JOB)).rejects.toMatchObject({ code: 'folderUnwritable', subject: 'Stems' })
    expect(await readdir(root)).not.toContain('Drive')
  })

  it('does not write to what stands at the place of a drive that was pulled out, until that is chosen (A7 row 16)', async (context) => {
    const place = join(root, 'Drive')
    const drive = mountSmallDisk(place, 1)
    if (drive === null) return context.skip('mounting is not allowed here')
    try {
      await library.setFolder(place)
      await library.newJobFolder(JOB)
    } finally {
      drive.unmount()
    }
    await expect(library.newJobFolder(JOB)).rejects.toMatchObject({ code: 'folderUnwritable', subject: 'Drive' })
    expect(await readdir(place)).toEqual([])
    await library.setFolder(place)
    expect(await library.newJobFolder(JOB)).toBe(join(place, 'a - One'))
  })
})
