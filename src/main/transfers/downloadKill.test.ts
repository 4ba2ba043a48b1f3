import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { link, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDownload } from './download'
import { partPath } from './partFile'
import { answerRange, resultServer, tagOf, type Behaviour, type ResultServer } from './testing/resultServer'

const MIB = 1024 * 1024
const CONTENT = Buffer.concat([Buffer.from('fLaC'), randomBytes(8 * MIB)])
const NAME = 'Song (Vocals).flac'
let folder = ''
let server: ResultServer

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-kill-'))
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

/** A good answer that never gets beyond this byte: whoever waits for more is killed. */
const silentAfter = (bytes: number): Behaviour => (_request, response, content) => {
  response.writeHead(200, { etag: tagOf(content), 'content-length': content.length })
  response.write(content.subarray(0, bytes))
}

/** Runs a download in a process of its own and SIGKILLs it once this many bytes are here. */
async function killAt(bytes: number): Promise<void> {
  const child = spawn(
    process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'testing/downloadChild.ts'), folder, `${server.url}/storage/a.flac`, NAME],
    { stdio: ['ignore', 'pipe', 'inherit'] }
  )
  createInterface(child.stdout).on('line', (line) => {
    if (Number(line) >= bytes) child.kill('SIGKILL')
  })
  expect(await new Promise((resolve) => child.on('close', (_code, by) => { resolve(by) }))).toBe('SIGKILL')
}

const goOn = (): ReturnType<ReturnType<typeof createDownload>> =>
  createDownload({ pause: () => Promise.resolve(), random: () => 1 })({
    url: `${server.url}/storage/a.flac`, apiBase: `${server.url}/api`, folder, fileName: NAME, announcedBytes: CONTENT.length,
    signal: new AbortController().signal, onProgress: () => undefined
  })
const sha = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

describe('a download after SIGKILL', () => {
  // Around the sizes of the buffers, and in between.
  it.each([3_000_017, 1 * MIB + 1, 5 * MIB - 1, 7_340_033])('at byte %i fetches at most 1 MiB again (A7 row 4)', async (bytes) => {
    server = await resultServer(CONTENT, [silentAfter(bytes)])
    await killAt(bytes)
    expect(await goOn()).toEqual({ fileName: NAME, sizeBytes: CONTENT.length })
    expect(sha(await readFile(join(folder, NAME)))).toBe(sha(CONTENT))
    const from = Number(/^bytes=(\d+)-$/.exec(server.requests[1]?.range ?? '')?.[1] ?? 0)
    expect(from).toBeGreaterThanOrEqual(bytes - MIB)
    expect(from).toBeLessThanOrEqual(bytes)
  })

  it('between the last byte and the name fetches nothing again (A7 row 5)', async () => {
    // Whole on the disk and noted, with no name yet: the state between `finish` and the rename.
    server = await resultServer(CONTENT, [(request, response, content) => answerRange(request, response, content, tagOf(content))])
    await goOn()
    await link(join(folder, NAME), partPath(folder, NAME))
    await rm(join(folder, NAME))
    expect(await goOn()).toEqual({ fileName: NAME, sizeBytes: CONTENT.length })
    expect(sha(await readFile(join(folder, NAME)))).toBe(sha(CONTENT))
    expect(server.requests).toHaveLength(1)
    expect(await readdir(folder)).not.toContain(`${NAME}.part`)
  })
})
