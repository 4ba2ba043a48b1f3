import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Job } from '../../shared/domain/job'
import { createDurations, loadDurations } from './durations'
import { BASE } from './testing/samples'

const job = (minutes: number | null, renderId = 40): Job => ({
  ...BASE, phase: 'queued', hold: null, plan: { ...BASE.plan, renderId }, input: { ...BASE.input, durationSeconds: minutes === null ? null : minutes * 60 }
})

let folder = ''
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'unbraid-durations-')) })
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('how long a job usually takes', () => {
  it('is unknown before one was seen', () => {
    expect(createDurations().usualSeconds(job(3))).toBeNull()
  })

  it('is the median of the last ten by minute of audio, for this algorithm', () => {
    const durations = createDurations()
    for (let times = 0; times < 5; times += 1) durations.note(job(1), 5_000) // long ago, and forgotten
    for (const seconds of [20, 22, 24, 26, 28, 32, 34, 36, 38, 40]) durations.note(job(1), seconds)
    durations.note(job(1, 41), 1)
    expect(durations.usualSeconds(job(4))).toBe(120)
  })

  it('compares jobs without a length only with their like', () => {
    const durations = createDurations()
    durations.note(job(1), 60)
    expect(durations.usualSeconds(job(null))).toBeNull()
    durations.note(job(null), 12)
    expect(durations.usualSeconds(job(null))).toBe(12)
    expect(durations.usualSeconds(job(2))).toBe(120)
  })

  it('outlives a restart', async () => {
    const path = join(folder, 'durations.json')
    const first = await loadDurations(path, () => undefined)
    first.note(job(2), 60)
    first.note(job(2), 70)
    await first.settled()
    expect((await loadDurations(path, () => undefined)).usualSeconds(job(4))).toBe(130)
  })

  it.each(['', '{', 'null', '{"version":2}', '{"version":1,"runs":{"mvsep:40":[{"seconds":-1}]}}'])('starts anew from a file that says %j', async (content) => {
    const path = join(folder, 'durations.json')
    await writeFile(path, content)
    const problems: unknown[] = []
    const durations = await loadDurations(path, (problem) => problems.push(problem))
    expect(problems).toHaveLength(1)
    durations.note(job(1), 30)
    await durations.settled()
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ version: 1 })
  })
})
