import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { jobFilePath, pruneJobFiles } from './jobFiles'

let folder = ''
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'unbraid-job-files-')) })
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('what is kept about a job', () => {
  it('goes once the job is no more, and nothing else does', async () => {
    for (const id of ['here', 'gone', '../../escape']) await writeFile(jobFilePath(folder, id), '{}')
    await writeFile(join(folder, 'notes.txt'), 'not ours')
    await pruneJobFiles(folder, ['here'])
    expect((await readdir(folder)).sort()).toEqual([basename(jobFilePath(folder, 'here')), 'notes.txt'].sort())
  })

  it('may be nothing at all', async () => {
    await pruneJobFiles(join(folder, 'missing'), [])
    expect(await readdir(folder)).toEqual([])
  })
})
