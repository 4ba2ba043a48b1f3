import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toMatchGains } from '../../shared/domain/compare'
import { AppError } from '../../shared/errors/appError'
import { createStudioService, type StudioService } from '../audio/studioService'
import { startTestWorker, writeTone } from '../audio/testing/audioFiles'
import { createWorkerPool, type WorkerPool } from '../audio/workerPool'
import { JOBS } from '../jobs/testing/samples'
import { silentLog } from '../log/log'
import { createCompareService, type CompareService } from './compareService'

let folder = ''
let pool: WorkerPool
let studio: StudioService
let compares: CompareService
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-compare-'))
  pool = createWorkerPool({ createWorker: startTestWorker, size: 2 })
  const tone = (name: string, level: number) =>
    writeTone(join(folder, name), { frames: 60_000, format: 'wav32f', sampleAt: (frame) => level * Math.sin(frame * 0.15) })
  const paths: Record<string, readonly string[]> = {
    loud: [await tone('loud-drums.wav', 0.2), await tone('loud-vocals.wav', 0.8)],
    quiet: [await tone('quiet-vocals.wav', 0.4)]
  }
  compares = createCompareService({
    jobOf: (jobId) => {
      const files = paths[jobId]
      if (!files) throw new AppError('jobNotFound')
      const job = { ...JOBS.ready, id: jobId, plan: { ...JOBS.ready.plan, algorithmName: `Algorithm ${jobId}` } }
      return { job, original: null, files: files.map((path, index) => ({ index, path, stem: path.includes('vocals') ? 'Vocals' : 'Drums' })) }
    },
    studio: () => studio,
    pool,
    log: silentLog
  })
  studio = createStudioService({
    onLooked: () => undefined,
    filesOf: async (id) => {
      const results = compares.resultsOf(id)
      if (!results) throw new AppError('jobNotFound')
      return results
    },
    cacheFolder: join(folder, 'cache'),
    createWorker: startTestWorker,
    log: silentLog
  })
})
afterEach(async () => {
  await studio.dispose()
  await pool.dispose()
  await rm(folder, { recursive: true, force: true })
})

const VOCALS = [{ jobId: 'loud', stemIndex: 1 }, { jobId: 'quiet', stemIndex: 0 }]

describe('a comparison', () => {
  it('is one session in which each candidate is a stem, with what makes them equally loud', async () => {
    const { session, candidates } = await compares.open(VOCALS)
    expect(session.stems.map(({ name }) => name)).toEqual(['Algorithm loud', 'Algorithm quiet'])
    expect(candidates.map(({ jobId, stemIndex }) => ({ jobId, stemIndex }))).toEqual(VOCALS)
    const [loud = NaN, quiet = NaN] = toMatchGains(candidates.map(({ loudnessLufs }) => loudnessLufs))
    expect(loud).toBeCloseTo(0.5, 3)
    expect(quiet).toBe(1)
    const response = await studio.respond(`${session.windowUrl}?from=100&frames=10`, null, 'GET')
    const samples = new Float32Array(await response.arrayBuffer())
    expect(samples[20]).toBeCloseTo((samples[0] ?? NaN) / 2, 6)
  })

  it('tells how loud its results are by their index, as long as it is open', async () => {
    const { session, candidates } = await compares.open(VOCALS)
    expect(await compares.loudnessesOf(session.jobId)).toEqual(candidates.map(({ loudnessLufs }) => loudnessLufs))
    await compares.closeWith('loud')
    await expect(compares.loudnessesOf(session.jobId)).rejects.toMatchObject({ code: 'jobNotFound' })
  })

  it('is refused for what is not there', async () => {
    await expect(compares.open([VOCALS[0] ?? { jobId: '', stemIndex: 0 }, { jobId: 'gone', stemIndex: 0 }])).rejects.toMatchObject({ code: 'jobNotFound' })
    await expect(compares.open([...VOCALS, { jobId: 'quiet', stemIndex: 7 }])).rejects.toMatchObject({ code: 'invalidInput' })
  })

  it('ends with any of its jobs', async () => {
    const { session } = await compares.open(VOCALS)
    await compares.closeWith('other')
    expect((await studio.respond(`${session.windowUrl}?from=0&frames=1`, null, 'GET')).status).toBe(200)
    await compares.closeWith('quiet')
    expect((await studio.respond(`${session.windowUrl}?from=0&frames=1`, null, 'GET')).status).toBe(404)
    expect(compares.resultsOf(session.jobId)).toBeUndefined()
  })
})

describe('matching', () => {
  it('brings all to the quietest, by 24 dB at most, and leaves silence alone', () => {
    expect(toMatchGains([-20, -14, null]).map((gain) => Math.round(gain * 1_000))).toEqual([1_000, 501, 1_000])
    expect(toMatchGains([-60, -10])[1]).toBeCloseTo(10 ** (-24 / 20), 6)
    expect(toMatchGains([null, null])).toEqual([1, 1])
  })
})
