import { basename } from 'node:path'
import { expect, it } from 'vitest'
import type { JobService } from '../jobs/jobService'
import { JOBS, stemFile } from '../jobs/testing/samples'
import { pathsBehind } from './songBehind'

/** Jobs as their source and their results. */
function jobsOf(made: Record<string, { readonly from: string | null; readonly original?: string; readonly to: readonly string[] }>) {
  const files: Pick<JobService, 'list' | 'filesOf' | 'sourceOf'> = {
    list: () => Object.keys(made).map((id) => ({
      ...JOBS.ready, id, files: (made[id]?.to ?? []).map((path, index) => ({ ...stemFile(index, true), fileName: basename(path) }))
    })),
    filesOf: (id) => ({ folder: '/library', files: (made[id]?.to ?? []).map((path, index) => ({ index, stem: `${index}`, path })) }),
    sourceOf: (id) => {
      const { from = null, original } = made[id] ?? {}
      const file = (path: string) => ({ path, sizeBytes: 1, mtimeMs: 1 })
      return from === null ? null : { ...file(from), ...(original === undefined ? {} : { original: file(original) }) }
    }
  }
  return files
}

it('leads from a stem of a stem to the song, by what was sent of each', () => {
  const jobs = jobsOf({
    lead: { from: '/prepared/vocals.flac', original: '/library/1/Vocals.wav', to: ['/library/2/Lead.wav'] },
    song: { from: '/prepared/song.flac', original: '/music/Song.wav', to: ['/library/1/Vocals.wav', '/library/1/Rest.wav'] },
    dry: { from: '/library/2/Lead.wav', to: ['/library/3/Dry.wav'] },
    words: { from: null, to: ['/library/4/Words.wav'] }
  })
  expect(pathsBehind('dry', jobs)).toEqual(['/music/Song.wav', '/prepared/song.flac', '/library/1/Vocals.wav', '/prepared/vocals.flac'])
  expect(pathsBehind('lead', jobs)).toEqual(['/music/Song.wav', '/prepared/song.flac'])
  expect(pathsBehind('song', jobs)).toEqual([])
  expect(pathsBehind('words', jobs)).toEqual([])
})

it('ends where results and sources go round in a circle', () => {
  const jobs = jobsOf({ a: { from: '/b.wav', to: ['/a.wav'] }, b: { from: '/a.wav', to: ['/b.wav'] } })
  expect(pathsBehind('a', jobs)).toEqual(['/a.wav'])
})
