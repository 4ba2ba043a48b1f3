import { describe, expect, it } from 'vitest'
import { acceptedAtMs, expiresAtMs, missesResults, RETENTION_MS } from './expiry'
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
