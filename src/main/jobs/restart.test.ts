import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Job } from '../../shared/domain/job'
import { startSmallService, type SmallService } from './testing/smallService'

const MIB = 1024 * 1024
const sha = (content: Buffer): string => createHash('sha256').update(content).digest('hex')
let folder = ''
let song = ''
const content = randomBytes(40 * MIB)
let server: SmallService

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-restart-'))
  song = join(folder, 'Song.wav')
  await writeFile(song, content)
  server = await startSmallService([Buffer.concat([Buffer.from('fLaC'), randomBytes(8 * MIB)])])
  server.statuses = ['done']
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

interface ChildEnd { readonly killed: boolean; readonly job: Job | null; readonly files: readonly string[]; readonly lines: readonly string[] }

/** Runs the engine in a process of its own; SIGKILLs it at the first line `killAt` likes. */
async function runChild(killAt: (line: string) => boolean): Promise<ChildEnd> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'testing/engineChild.ts'), folder, server.url, song], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line)
    if (killAt(line)) child.kill('SIGKILL')
  })
  const signal = await new Promise((resolve) => child.on('close', (_code, by) => { resolve(by) }))
  const after = (word: string): string | undefined => lines.find((line) => line.startsWith(word))?.slice(word.length)
  return { killed: signal === 'SIGKILL', job: JSON.parse(after('end ') ?? 'null') as Job | null, files: JSON.parse(after('files ') ?? '[]') as string[], lines }
}

const bytesIn = (line: string, direction: string): number => (line.startsWith(`${direction} `) ? Number(line.split(' ')[1]) : 0)

/** SIGKILLs it in the middle of a download and runs it again, which fetches what is missing and hardly more. Answers the job at its end. */
async function downloadTwice(): Promise<Job | null> {
  server.trickleBytes = 64 * 1024
  server.dripAfterBytes = 5 * MIB
  const first = await runChild((line) => bytesIn(line, 'download') > 3 * MIB)
  expect(first.killed).toBe(true)
  const servedBefore = server.served
  server.trickleBytes = null
  const second = await runChild(() => false)
  const [result = Buffer.alloc(0)] = server.results
  expect(sha(await readFile(second.files[0] ?? ''))).toBe(sha(result))
  const seenBefore = Math.max(...first.lines.map((line) => bytesIn(line, 'download')))
  expect(server.served - servedBefore).toBeLessThanOrEqual(result.length - seenBefore + MIB)
  return second.job
}

describe('after SIGKILL', () => {
  it('in the middle of the upload the song is sent again, whole and once (A7 row 1)', async () => {
    const first = await runChild((line) => bytesIn(line, 'upload') > 0)
    expect(first.killed).toBe(true)
    expect(server.creates).toEqual([])
    const second = await runChild(() => false)
    expect(second.job).toMatchObject({ phase: 'ready', attempt: 2 })
    expect(server.creates).toEqual([sha(content)])
  })

  it('between the last byte and the answer the job is found in the history, not sent again (A7 row 2)', async () => {
    // The virtual clock of the small service's hashes is not the child's: this row carries the real time.
    let kill = (): void => undefined
    server.createFaults.push((_request, _response, accept) => {
      accept()
      for (const entry of server.jobs.values()) Object.assign(entry.row, { createdAtMs: Date.now() })
      kill()
    })
    const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'testing/engineChild.ts'), folder, server.url, song], { stdio: 'ignore' })
    await new Promise<void>((resolve) => {
      kill = () => child.kill('SIGKILL')
      child.on('close', () => { resolve() })
    })
    const second = await runChild(() => false)
    expect(second.job).toMatchObject({ phase: 'ready', attempt: 1 })
    expect(server.creates).toHaveLength(1)
  })

  it('in the middle of a download it goes on from where it was (A7 row 4)', async () => {
    expect(await downloadTwice()).toMatchObject({ phase: 'ready', attempt: 1 })
    expect(server.creates).toHaveLength(1)
  })

  it('in the middle of a download of what was made elsewhere it goes on from where it was, and nothing is sent', async () => {
    song = '20251122082640-0123456789-evening-tape.flac'
    server.jobs.set(song, { row: { hash: song, createdAtMs: null, renderId: 9, hoursLeft: 71 }, polls: 0 })
    expect(await downloadTwice()).toMatchObject({ phase: 'ready', attempt: 0, adopted: 'algorithmUnknown', input: { name: 'evening tape.flac' } })
    expect(server.creates).toEqual([])
  })
})
