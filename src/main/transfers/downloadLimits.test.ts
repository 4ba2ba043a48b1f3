import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { resultServer, type ResultServer } from './testing/resultServer'

const CONTENT = Buffer.concat([Buffer.from('fLaC'), randomBytes(4 * 1024 * 1024)])
const NAME = 'Song (Vocals).flac'
let folder = ''
let server: ResultServer

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-limits-'))
  server = await resultServer(CONTENT)
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

/** Downloads in a process that lives under a limit of the system; answers what it said at the end. */
async function runUnder(limit: string, count = 1): Promise<readonly string[]> {
  const child = spawn('sh', [
    '-c', `ulimit ${limit} && exec "$0" "$@"`, process.execPath, '--import', 'tsx', join(import.meta.dirname, 'testing/downloadChild.ts'),
    folder, `${server.url}/storage/a.flac`, NAME, String(count)
  ], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[] = []
  createInterface(child.stdout).on('line', (line) => {
    if (/^\D/.test(line)) said.push(line)
  })
  await new Promise((resolve) => child.on('close', resolve))
  return said
}

describe.skipIf(process.platform === 'win32')('a download under a limit of the system (skipped on Windows)', () => {
  it('ends with the reason where the disk takes no file this large (A7 row 17)', async () => {
    expect(await runUnder('-f 4096')).toEqual(['fileTooLarge']) // in blocks of 512 bytes
    expect(await readdir(folder)).not.toContain(NAME)
    expect(server.requests).toHaveLength(1)
  })

  it('waits for its turn where too many files are open, and the others go on (A7 row 18)', async () => {
    // Three files each: more than there may be, and the program's own modules, read many at once, are fewer.
    expect(await runUnder('-n 128', 50)).toEqual(Array.from({ length: 50 }, () => 'done'))
    expect((await readFile(join(folder, NAME))).equals(CONTENT)).toBe(true)
  })
})
