import { describe, expect, it } from 'vitest'
import { acceptedAtMs, damagedButThere, expiresAtMs, missesResults, RETENTION_MS } from './expiry'
import type { Job, JobPhase } from './job'

const remote = { hash: '20261122120000-a0bb276157-song.mp3', apiBase: 'https://mvsep.com/api', acceptedAtMs: 1_000, deletedAtMs: null }
const job = (phase: JobPhase, part: Partial<Pick<Job, 'service' | 'paused'>> = {}): Job => ({
  id: 'job', service: 'mvsep', input: { name: 'Song.mp3', sizeBytes: 1, durationSeconds: null },
  plan: { renderId: 1, algorithmName: 'One', options: [], outputFormat: 0 }, createdAtMs: 1, updatedAtMs: 1, attempt: 1, accountId: null, position: 1, paused: false, ...part, ...phase
})
const failed = (there: typeof remote | null): Job => job({ phase: 'failed', error: { code: 'diskFull' }, remote: there, files: [] })

describe('what is at the service', () => {
  it('stays 72 hours from when it was taken in', () => {
    expect(expiresAtMs(failed(remote))).toBe(1_000 + RETENTION_MS)
    expect(acceptedAtMs({ ...remote, acceptedAtMs: null })).toBe(Date.UTC(2026, 10, 22, 12))
    expect(acceptedAtMs({ ...remote, acceptedAtMs: null, hash: '20269922120000-x' })).toBeNull()
    expect(acceptedAtMs({ ...remote, acceptedAtMs: null, hash: 'short' })).toBeNull()
  })

  it('does not go when it is not there', () => {
    expect(expiresAtMs(job({ phase: 'queued', hold: null }))).toBeNull()
    expect(expiresAtMs(failed(null))).toBeNull()
    expect(expiresAtMs(job({ phase: 'ready', remote: { ...remote, deletedAtMs: 5 }, files: [], finishedAtMs: 4 }))).toBeNull()
    expect(expiresAtMs(job({ phase: 'ready', remote, files: [], finishedAtMs: 4 }, { service: 'local' }))).toBeNull()
  })

  it('can be had again while it is there', () => {
    const file = { index: 0, stem: 'Vocals', url: '', sizeBytes: 1, fileName: 'v.wav', done: true, damaged: false }
    const lost = { ...file, index: 1, damaged: true }
    const ready = (there: typeof remote | (Omit<typeof remote, 'deletedAtMs'> & { deletedAtMs: number }) | null): JobPhase =>
      ({ phase: 'ready', remote: there, files: [file, lost], finishedAtMs: 4 })
    expect(damagedButThere(job(ready(remote)), RETENTION_MS)).toEqual([lost])
    expect(damagedButThere(job(ready(remote)), RETENTION_MS + 1_000)).toEqual([])
    expect(damagedButThere(job(ready(remote), { service: 'local' }), 10 * RETENTION_MS)).toEqual([lost])
    expect(damagedButThere(job(ready({ ...remote, deletedAtMs: 5 })), 10)).toEqual([])
    expect(damagedButThere(job(ready(null)), 10)).toEqual([])
    expect(damagedButThere(failed(remote), 10)).toEqual([])
  })

  it('is missed where its coming in was stopped', () => {
    const downloading = { phase: 'downloading', remote, files: [], place: null } as const
    expect(missesResults(failed(remote))).toBe(true)
    expect(missesResults(failed(null))).toBe(false)
    expect(missesResults(job({ ...downloading, hold: 'diskFull' }))).toBe(true)
    expect(missesResults(job({ ...downloading, hold: null }, { paused: true }))).toBe(true)
    expect(missesResults(job({ ...downloading, hold: null }))).toBe(false)
    expect(missesResults(job({ phase: 'ready', remote, files: [], finishedAtMs: 4 }))).toBe(false)
  })
})
