import { describe, expect, it } from 'vitest'
import type { Job } from '../../../../shared/domain/job'
import { job, remote, stemFile } from '../../testing/samples'
import { comparableStems, jobsOfSameSong } from './comparable'

const ready = (id: string, stems: readonly string[], name = 'Song.wav', finishedAtMs = 1): Job =>
  job(
    { phase: 'ready', remote, files: stems.map((stem, index) => ({ ...stemFile(index), stem })), finishedAtMs },
    { id, input: { name, sizeBytes: 1, durationSeconds: 1 } }
  )

describe('what can be compared', () => {
  it('is what more than one finished job of the same song made, newest first', () => {
    const jobs = [
      ready('old', ['Vocals', 'Other'], 'Song.wav', 1), ready('new', ['vocals ', 'Drums'], 'Song.wav', 2),
      ready('else', ['Vocals'], 'Another.wav', 3), job({ phase: 'queued', hold: null }, { id: 'queued' })
    ]
    expect(jobsOfSameSong(jobs, 'old').map(({ id }) => id)).toEqual(['new', 'old'])
    const [vocals, ...more] = comparableStems(jobs, 'old')
    expect(vocals?.name).toBe('Vocals')
    expect(vocals?.candidates.map(({ jobId, stemIndex }) => [jobId, stemIndex])).toEqual([['old', 0], ['new', 0]])
    expect(more).toEqual([])
  })

  it('is nothing for a song with one job, however often it made the same stem', () => {
    expect(comparableStems([ready('one', ['Vocals', 'Vocals'])], 'one')).toEqual([])
    expect(comparableStems([], 'gone')).toEqual([])
  })

  it('is nothing of words: two transcripts cannot be heard side by side', () => {
    const words = (id: string): Job => {
      const made = ready(id, ['Text'])
      return made.phase === 'ready' ? { ...made, files: made.files.map((file) => ({ ...file, fileName: 'Song (Text).SRT' })) } : made
    }
    expect(comparableStems([words('one'), words('two')], 'one')).toEqual([])
  })

  it('are eight at once at most', () => {
    const jobs = Array.from({ length: 10 }, (_, index) => ready(`job-${index}`, ['Vocals']))
    expect(comparableStems(jobs, 'job-3')[0]).toMatchObject({ leftOut: 2 })
    expect(comparableStems(jobs, 'job-3')[0]?.candidates).toHaveLength(8)
  })
})
