import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startMvsepDouble, type MvsepDouble } from './testing/mvsepDouble'
import { tortureByFaults } from './testing/torture/faults'
import { tortureByKills } from './testing/torture/kills'
import { TOKEN, writeSongOf } from './testing/torture/session'

const KIB = 1024
// Processes are started and killed: on a busy machine that takes its time.
const TIMEOUT_MS = 90_000

// Long runs of both: bench/torture.ts.
describe('a short torture', () => {
  it('A7-1, A7-2, A7-3, A7-4: killed at random, the engine loses no job, no byte, and sends nothing twice', async () => {
    const report = await tortureByKills({ kills: 5, seed: 7, jobsPerSession: 5, songBytes: 4096 * KIB, resultBytes: 1536 * KIB })
    expect(report).toMatchObject({ violations: [], kills: 5 })
    expect(report.ready + report.unconfirmed).toBe(report.jobs)
  }, TIMEOUT_MS)

  it('A7-50: whatever happens on the line, the server sees one create an intent, or the job says that it is unconfirmed', async () => {
    const report = await tortureByFaults({ runs: 16, seed: 4_000, atOnce: 8 })
    expect(report.violations).toEqual([])
    expect(Object.keys(report.faults).length).toBeGreaterThan(6)
    expect(report.creates).toBeLessThanOrEqual(report.jobs)
  }, TIMEOUT_MS)
})

describe('killed while the service works on the job', () => {
  let folder = ''
  let server: MvsepDouble
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unbraid-polling-'))
    await mkdir(join(folder, 'songs'))
    server = await startMvsepDouble({
      token: TOKEN, nowMs: Date.now, resultsPerJob: 1, resultBytes: 64 * KIB, pace: null, pollsUntilDone: Infinity
    })
  })
  afterEach(async () => {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('A7-3: the next start asks for the same job within two seconds, each time', async () => {
    await writeSongOf(join(folder, 'songs'), 'Song.wav', 64 * KIB)
    const tookMs: number[] = []
    for (let kill = 0; kill < 4; kill += 1) tookMs.push(await askedAfter(kill * 20))
    expect(server.jobs.size).toBe(1)
    // The first one also had to send the song.
    for (const took of tookMs.slice(1)) expect(took).toBeLessThanOrEqual(2_000)
  }, TIMEOUT_MS)

  /** Starts the engine at its real pace; kills it `laterMs` after its first question; answers how long that took from its beginning. */
  async function askedAfter(laterMs: number): Promise<number> {
    const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'testing/torture/child.ts'), folder, server.url, '0', '1', 'credits'], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = new Promise<void>((resolve) => child.on('close', () => { resolve() }))
    let beganMs = 0
    createInterface(child.stdout).on('line', (line) => {
      if (line === 'began') beganMs = performance.now()
    })
    const polls = (): number => [...server.jobs.values()].reduce((sum, job) => sum + job.polls, 0)
    const before = polls()
    const askedMs = await new Promise<number>((resolve) => {
      const look = setInterval(() => {
        if (polls() === before) return
        clearInterval(look)
        resolve(performance.now())
      }, 5)
    })
    setTimeout(() => child.kill('SIGKILL'), laterMs)
    await ended
    return askedMs - beganMs
  }
})
