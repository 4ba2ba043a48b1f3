import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SplitSong } from '../../shared/domain/split'
import { largestDifference, readAll } from '../../codecs/testSupport'
import { writeTone } from '../audio/testing/audioFiles'
import { World } from './testing/world'

const PLAN = { renderId: 5, algorithmName: 'Five', options: [], outputFormat: 2 as const }
const FRAMES = 8_000 * 30
let folder = ''
let world: World
let song = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-split-'))
  world = new World(folder)
  song = await writeTone(join(folder, 'Long song.wav'), { frames: FRAMES, sampleRateHz: 8_000 })
})
afterEach(async () => {
  await world.service?.dispose()
  await rm(folder, { recursive: true, force: true })
})

const add = async (): Promise<string> => (await world.inputs.add([song])).added[0]?.id ?? ''
async function begin(): Promise<SplitSong> {
  const service = await world.start()
  const { id } = await service.propose(await add(), { maxSeconds: 18, maxBytes: 1e8 })
  const [split] = await service.begin(id, [PLAN], 'mvsep')
  if (split === undefined) throw new Error('no split')
  return split
}
const now = (): SplitSong | undefined => world.service?.list()[0]
const until = (state: SplitSong['state']): Promise<void> => vi.waitFor(() => { expect(now()).toMatchObject({ state, fraction: null }) }, { timeout: 20_000 })
const finishAll = async ({ parts }: SplitSong): Promise<void> => { for (const { jobId } of parts) await world.finish(jobId) }

describe('a long song in parts', () => {
  it('is proposed first, makes nothing until it is begun, and then jobs that are called after their parts', async () => {
    const service = await world.start()
    const proposal = await service.propose(await add(), { maxSeconds: 18, maxBytes: 1e8 })
    expect(proposal).toMatchObject({ bits: 16, isExact: true })
    expect([proposal.parts.length, service.list(), world.made]).toEqual([3, [], []])
    await service.begin(proposal.id, [PLAN], 'mvsep')
    await until('sent')
    expect(world.made).toEqual([1, 2, 3].map((part) => `Long song (part ${part} of 3).flac`))
    await expect(service.begin('another', [PLAN], 'mvsep')).rejects.toMatchObject({ code: 'invalidInput' })
  }, 30_000)

  it('is one job with the song behind it once all parts are ready: the very song when the stems are what was sent', async () => {
    const split = await begin()
    await until('sent')
    await finishAll(split)
    await until('joined')
    const job = world.jobs.get(split.joinedJobId)
    expect(job).toMatchObject({
      phase: 'ready', input: { name: 'Long song.wav', durationSeconds: 30 }, plan: PLAN, files: [{ stem: 'Vocals', fileName: 'Long song (Vocals).flac' }],
      madeHere: { kind: 'joined', fromJobIds: split.parts.map(({ jobId }) => jobId) }
    })
    expect(world.sources.get(split.joinedJobId)).toMatchObject({ path: song })
    const joined = await readAll(join(world.folders.get(split.joinedJobId) ?? '', 'Long song (Vocals).flac'))
    expect(largestDifference(joined.samples, (await readAll(song)).samples)).toBe(0)
    expect(await readdir(join(folder, 'parts'))).toEqual([])
  }, 30_000)

  it('keeps the folders that the song was found in: for its parts, and for what is joined of them', async () => {
    await mkdir(join(folder, 'Album', 'CD 1'), { recursive: true })
    song = await writeTone(join(folder, 'Album', 'CD 1', 'Long song.wav'), { frames: FRAMES, sampleRateHz: 8_000 })
    const service = await world.start()
    const { added } = await world.inputs.add([join(folder, 'Album')])
    const looked = new Promise((resolve) => { world.inputs.onLooked(resolve) })
    world.inputs.lookAt(added.map(({ id }) => id))
    await looked
    const { id } = await service.propose(added[0]?.id ?? '', { maxSeconds: 18, maxBytes: 1e8 })
    const [split] = await service.begin(id, [PLAN], 'mvsep')
    if (split === undefined) throw new Error('no split')
    await until('sent')
    expect(split.parts.map(({ jobId }) => world.sources.get(jobId))).toMatchObject([1, 2, 3].map(() => ({ below: ['Album', 'CD 1'] })))
    await finishAll(split)
    await until('joined')
    expect(world.sources.get(split.joinedJobId)).toMatchObject({ path: song, below: ['Album', 'CD 1'] })
    expect(world.folders.get(split.joinedJobId)).toBe(join(folder, 'Album', 'CD 1', 'Long song.wav results'))
  }, 30_000)

  it('waits for a part that failed, and goes on by itself once that one is ready', async () => {
    const split = await begin()
    await until('sent')
    const [first, second, third] = split.parts.map(({ jobId }) => jobId)
    await world.finish(first ?? '')
    await world.finish(second ?? '', 'failed')
    await world.finish(third ?? '')
    expect(now()).toMatchObject({ state: 'sent', problem: null })
    await world.finish(second ?? '')
    await until('joined')
  }, 30_000)

  it('says which part has other stems, keeps the parts, and joins them when they are the same', async () => {
    const split = await begin()
    await until('sent')
    const [first, second, third] = split.parts.map(({ jobId }) => jobId)
    await world.finish(first ?? '', ['Vocals', 'Other'])
    await world.finish(second ?? '', ['Vocals', 'Other'])
    await world.finish(third ?? '', ['Vocals', 'Drums'])
    await vi.waitFor(() => { expect(now()?.problem).toMatchObject({ code: 'partsDiffer', subject: 'Long song.wav', detail: 'Part 3 has Vocals, Drums; part 1 has Vocals, Other.' }) })
    expect(world.jobs.has(split.joinedJobId)).toBe(false)
    await world.finish(third ?? '', ['Vocals', 'Other'])
    world.service?.tryAgain(split.id)
    await until('joined')
  }, 30_000)

  it('gives the song back when it is cancelled before anything was sent, and cannot be afterwards', async () => {
    const split = await begin()
    const { added } = (await world.service?.cancel(split.id)) ?? { added: [] }
    expect([added.map(({ name }) => name), world.service?.list(), world.made]).toEqual([['Long song.wav'], [], []])
    const other = await begin()
    await until('sent')
    await expect(world.service?.cancel(other.id)).rejects.toMatchObject({ code: 'invalidInput' })
  }, 30_000)

  it('is not cut when the song was changed meanwhile', async () => {
    const service = await world.start()
    const { id } = await service.propose(await add(), { maxSeconds: 18, maxBytes: 1e8 })
    await writeTone(song, { frames: FRAMES + 1, sampleRateHz: 8_000 })
    await service.begin(id, [PLAN], 'mvsep')
    await vi.waitFor(() => { expect(now()?.problem).toMatchObject({ code: 'fileChanged' }) })
    expect(world.made).toEqual([])
  }, 30_000)
})

describe('a split song after a kill', () => {
  // Writes of the split's note: begun, written, sent, folder of the joined stems, joined.
  it.each([1, 2, 3, 4])('behind write %i goes on to its end, and no part is made twice', async (writes) => {
    const service = await world.start()
    const { id } = await service.propose(await add(), { maxSeconds: 18, maxBytes: 1e8 })
    world.writesLeft = writes
    const [split] = await service.begin(id, [PLAN], 'mvsep')
    await vi.waitFor(() => { expect(world.writesLeft < 0 || now()?.state === 'sent').toBe(true) }, { timeout: 20_000 })
    if (split !== undefined && world.writesLeft >= 0) await finishAll(split)
    await vi.waitFor(() => { expect(world.writesLeft).toBeLessThan(0) }, { timeout: 20_000 })
    await world.start()
    await vi.waitFor(() => { expect(now()?.state).not.toBe('cutting') }, { timeout: 20_000 })
    if (split !== undefined && writes < 3) await finishAll(split)
    await until('joined')
    expect([world.made.length, new Set(world.made).size]).toEqual([3, 3])
  }, 60_000)

  it('is not sent again when its parts were taken off the list', async () => {
    const split = await begin()
    await until('sent')
    for (const { jobId } of split.parts) {
      const job = world.jobs.get(jobId)
      if (job !== undefined) world.removed.set(jobId, job)
      world.jobs.delete(jobId)
    }
    const service = await world.start()
    expect([service.list(), world.made.length, await readdir(join(folder, 'parts'))]).toEqual([[], 3, []])
  }, 30_000)
})
