import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { keysOf, readRun, type StepState } from '../../shared/domain/recipeRun'
import { stemName, toSong } from './runRecord'
import type { RecipeRuns } from './runService'
import { RECIPE, settle, World } from './testing/world'

const stateOf = (world: World, runs: RecipeRuns, song: number, stepId: string): StepState => {
  const [run] = runs.list()
  if (run === undefined) throw new Error('no run')
  return readRun(run, (id) => world.jobs.get(id))({ song, stepId })
}
const jobIdOf = (runs: RecipeRuns, song: number, stepId: string): string =>
  runs.list()[0]?.made.find((one) => one.song === song && one.stepId === stepId)?.jobId ?? 'none'
const finish = async (world: World, runs: RecipeRuns, song: number, stepId: string, phase: 'ready' | 'failed' | 'cancelled' = 'ready'): Promise<void> => {
  await vi.waitFor(() => { expect(jobIdOf(runs, song, stepId)).not.toBe('none') })
  world.advance(jobIdOf(runs, song, stepId), phase)
  await settle()
}

describe('a recipe under way', () => {
  it('makes a job of a step once the one it takes from is ready, and branches go on together', async () => {
    const world = new World(['a', 'b'])
    const runs = await world.start()
    await runs.run(RECIPE, ['a', 'b'])
    await vi.waitFor(() => { expect(world.made).toEqual(['a.wav 1', 'b.wav 1']) })
    await finish(world, runs, 1, 'four')
    await vi.waitFor(() => { expect(world.made.slice(2)).toEqual(['b (Vocals).flac 2', 'b (Drums).flac 4']) })
    await finish(world, runs, 1, 'lead')
    await vi.waitFor(() => { expect(world.made.slice(4)).toEqual(['b (Vocals, Lead).flac 3']) })
    expect(stateOf(world, runs, 0, 'dry')).toEqual({ kind: 'waits' })
  })

  it('holds only what depends on a step that failed, and goes on by itself once that one is ready', async () => {
    const world = new World(['a'])
    const runs = await world.start()
    await runs.run(RECIPE, ['a'])
    await finish(world, runs, 0, 'four')
    await finish(world, runs, 0, 'lead', 'failed')
    expect([stateOf(world, runs, 0, 'dry').kind, stateOf(world, runs, 0, 'kit').kind]).toEqual(['held', 'job'])
    await finish(world, runs, 0, 'lead')
    await vi.waitFor(() => { expect(world.made).toContain('a (Vocals, Lead).flac 3') })
  })

  it('begins nothing while it is paused, also not after a restart', async () => {
    const world = new World(['a'])
    const first = await world.start()
    const { id } = await first.run(RECIPE, ['a'])
    await vi.waitFor(() => { expect(world.made).toHaveLength(1) })
    await first.pause(id)
    const runs = await world.start()
    await finish(world, runs, 0, 'four')
    expect(world.made).toHaveLength(1)
    await runs.resume(id)
    await vi.waitFor(() => { expect(world.made).toHaveLength(3) })
  })

  it('asks where a stem is not there, and takes the answer for every song', async () => {
    const world = new World(['a', 'b'], { 1: ['Instrum', 'Other', 'Drums'], 2: ['lead'], 3: [], 4: [] })
    const runs = await world.start()
    const { id } = await runs.run(RECIPE, ['a', 'b'])
    await finish(world, runs, 0, 'four')
    expect(stateOf(world, runs, 0, 'lead')).toMatchObject({
      kind: 'asks', wanted: 'Vocals', offered: [{ stem: 'Instrum', nth: 0 }, { stem: 'Other', nth: 0 }, { stem: 'Drums', nth: 0 }]
    })
    await runs.chooseStem(id, 'lead', { stem: 'Other', nth: 0 })
    await finish(world, runs, 1, 'four')
    await vi.waitFor(() => { expect(world.made.filter((one) => one.endsWith(' 2'))).toHaveLength(2) })
  })

  it('asks where several stems have the name: none of them is taken by chance', async () => {
    const world = new World(['a'], { 1: ['Vocals', 'Vocals', 'Drums'], 2: [], 3: [], 4: [] })
    const runs = await world.start()
    const { id } = await runs.run(RECIPE, ['a'])
    await finish(world, runs, 0, 'four')
    expect(stateOf(world, runs, 0, 'lead')).toMatchObject({ kind: 'asks', offered: [{ stem: 'Vocals', nth: 0 }, { stem: 'Vocals', nth: 1 }, { stem: 'Drums' }] })
    await runs.chooseStem(id, 'lead', { stem: 'Vocals', nth: 1 })
    await vi.waitFor(() => { expect(stateOf(world, runs, 0, 'lead').kind).toBe('job') })
  })

  it('makes no job again that was taken off the list, until a person says so', async () => {
    const world = new World(['a'])
    const first = await world.start()
    const { id } = await first.run(RECIPE, ['a'])
    await vi.waitFor(() => { expect(world.made).toHaveLength(1) })
    world.removeJob(jobIdOf(first, 0, 'four'))
    const runs = await world.start()
    await settle()
    expect([world.made.length, stateOf(world, runs, 0, 'four').kind, stateOf(world, runs, 0, 'lead').kind]).toEqual([1, 'gone', 'held'])
    await runs.doAnew(id, { song: 0, stepId: 'four' })
    await vi.waitFor(() => { expect(stateOf(world, runs, 0, 'four').kind).toBe('job') })
    await runs.doAnew(id, { song: 0, stepId: 'four' })
    expect(world.made).toHaveLength(2)
  })

  it('makes no job again that was taken off the list in the moment before its own note was written', async () => {
    const world = new World(['a'])
    const first = await world.start()
    world.fuse = { left: 3, lands: false } // the run, its job, and then not the note of it
    await first.run(RECIPE, ['a'])
    await vi.waitFor(() => { expect(world.made).toHaveLength(1) })
    await settle()
    for (const [id, job] of world.jobs) world.removed.set(id, job)
    world.jobs.clear()
    const runs = await world.start()
    await settle()
    expect([world.made.length, stateOf(world, runs, 0, 'four').kind, world.runs.values().next().value?.made.length]).toEqual([1, 'gone', 1])
  })

  it('is off the list when it is removed, begins nothing more, and comes back', async () => {
    const world = new World(['a'])
    const runs = await world.start()
    const { id } = await runs.run(RECIPE, ['a'])
    await vi.waitFor(() => { expect(world.made).toHaveLength(1) })
    const jobId = jobIdOf(runs, 0, 'four')
    await runs.remove(id)
    world.advance(jobId, 'ready')
    await settle()
    expect([world.made.length, runs.list(), world.runs.size]).toEqual([1, [], 0])
    await runs.restore(id)
    await vi.waitFor(() => { expect(world.made).toHaveLength(3) })
  })
})

describe('what a stem is called on its way', () => {
  it('is the song with the stems it went through, whatever is in their names', () => {
    const named = (before: string, isOfStem: boolean, stem: string): string => stemName(before, isOfStem, { stem, fileName: 'x.flac' })
    expect(named('Song.wav', false, 'Vocals')).toBe('Song (Vocals).flac')
    expect(named('Song (Vocals).flac', true, 'Lead')).toBe('Song (Vocals, Lead).flac')
    expect(named('Song (live).mp3', false, 'Vocals')).toBe('Song (live) (Vocals).flac')
    expect(named('Mr. Bean', false, 'Lead/Back\n')).toBe('Mr. Bean (Lead Back).flac')
  })
})

describe('a song of a run', () => {
  it('is what any job of that input would be made from: a link, or a file with the folders it was found in', () => {
    const about = { id: 'x', name: 'Song', sizeBytes: 2, durationSeconds: 3 }
    expect(toSong({ ...about, path: '/a/Song.wav', mtimeMs: 1, below: ['Album'] }, RECIPE))
      .toEqual({ name: 'Song', sizeBytes: 2, durationSeconds: 3, source: { path: '/a/Song.wav', sizeBytes: 2, mtimeMs: 1, below: ['Album'] } })
    const link = { url: 'https://mega.nz/file/abc', remoteType: 'mega' } as const
    expect(toSong({ ...about, link }, RECIPE)).toEqual({ name: 'Song', sizeBytes: 0, durationSeconds: null, isLink: true, source: link })
    expect(() => toSong({ ...about, link }, { ...RECIPE, service: 'local' })).toThrow(/cannot take this link/)
  })
})

type Act =
  | { readonly kind: 'advance'; readonly pick: number; readonly to: 'processing' | 'ready' | 'failed' | 'cancelled' }
  | { readonly kind: 'kill'; readonly left: number; readonly lands: boolean }
  | { readonly kind: 'removeJob'; readonly pick: number }
  | { readonly kind: 'pause' | 'resume' | 'restart' | 'rest' }

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('advance' as const), pick: fc.nat(30), to: fc.constantFrom('processing', 'ready', 'ready', 'ready', 'failed', 'cancelled') }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('kill' as const), left: fc.integer({ min: 1, max: 4 }), lands: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('removeJob' as const), pick: fc.nat(30) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const, 'restart' as const, 'rest' as const) }) }
)

describe('whatever the order of events, and wherever between two writes the app is killed', () => {
  it('each step is made exactly once, or not at all behind a job that was taken off the list', async () => {
    await fc.assert(fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
      const world = new World(['a', 'b'])
      let runs = await world.start()
      const { id } = await runs.run(RECIPE, ['a', 'b'])
      for (const next of acts) {
        const ids = [...world.jobs.keys()]
        const picked = 'pick' in next ? (ids[next.pick % Math.max(1, ids.length)] ?? '') : ''
        switch (next.kind) {
          case 'advance': world.advance(picked, next.to); break
          case 'removeJob': world.removeJob(picked); break
          case 'kill': world.fuse ??= { left: next.left, lands: next.lands }; break
          case 'rest': await settle(); break
          case 'restart': runs = await world.start(); break
          default: await runs[next.kind](id).catch(() => undefined) // it may be dead
        }
      }
      runs = await world.start()
      await runs.resume(id)
      const states = (): ReadonlySet<string> => {
        const [run] = runs.list()
        if (run === undefined) throw new Error('the run is gone')
        return new Set(keysOf(run).map((key) => readRun(run, (jobId) => world.jobs.get(jobId))(key).kind))
      }
      const ends = acts.some(({ kind }) => kind === 'removeJob') ? ['job', 'gone', 'held'] : ['job']
      await vi.waitFor(() => {
        for (const jobId of [...world.jobs.keys()]) world.advance(jobId, 'ready')
        expect([...states()].filter((kind) => !ends.includes(kind))).toEqual([])
      }, { timeout: 3_000, interval: 2 })
      expect(new Set(world.made).size).toBe(world.made.length)
      if (ends.length === 1) expect(world.made).toHaveLength(8)
    }), { numRuns: 150 })
  }, 30_000)
})
