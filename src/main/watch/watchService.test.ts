import { appendFile, mkdir, mkdtemp, readdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { WatchFolder } from '../../shared/domain/watchFolder'
import { ALGORITHM, PRESET, World } from './testing/watched'
import type { WatchService } from './watchService'

let root = ''
let world: World
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'unbraid-watch-'))
  world = new World(root)
})
afterEach(async () => {
  await world.end()
  await rm(root, { recursive: true, force: true, maxRetries: 3 })
})

const DRAFT = { presetId: PRESET.id, dailyCredits: 10, takesExisting: false }
const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 8_000, interval: 20 })
const only = (service: WatchService): WatchFolder => {
  const [folder] = service.list()
  if (folder === undefined) throw new Error('no watch folder')
  return folder
}
/** A song that comes last is taken last: once it is there, the others were looked at. */
async function settle(seed = 999): Promise<void> {
  await world.song(`zz last ${seed}.wav`, seed)
  await until(() => { expect(world.names()).toContain(`zz last ${seed}.wav`) })
}

describe('a watch folder', () => {
  it('leaves what is there alone, makes a job of each new song in any depth, and knows them after a restart', async () => {
    await world.song('Old.wav', 1)
    const service = await world.start()
    await service.add(world.folder, DRAFT)
    await world.song('CD 1/New.wav', 2)
    await world.words('letter.txt')
    await until(() => { expect(world.names()).toEqual(['New.wav']) })
    expect([...world.jobs.values()][0]).toMatchObject({ durationSeconds: 1, plan: PRESET.plan, source: { below: ['Incoming', 'CD 1'] } })
    await until(() => { expect(only(service)).toMatchObject({ state: 'watching', made: 1, spentToday: 1, waiting: 0 }) })
    await world.end()
    const again = await world.start()
    await settle()
    expect(world.names()).toEqual(['New.wav', 'zz last 999.wav'])
    await until(() => { expect(only(again)).toMatchObject({ made: 2, spentToday: 2 }) })
  })

  it('takes what is there where that is wished', async () => {
    await world.song('Old.wav', 1)
    await (await world.start()).add(world.folder, { ...DRAFT, takesExisting: true })
    await until(() => { expect(world.names()).toEqual(['Old.wav']) })
  })

  it('waits until a file is written to its end, and passes over one that still comes in', async () => {
    const service = await world.start()
    await service.add(world.folder, DRAFT)
    const path = await world.song('Growing.wav', 3)
    await writeFile(join(world.folder, 'Download.wav.part'), 'x')
    await writeFile(join(world.folder, 'Download.wav'), '')
    for (let piece = 0; piece < 8; piece += 1) {
      await appendFile(path, Buffer.alloc(1_000))
      await new Promise((resolve) => { setTimeout(resolve, 40) })
      expect(world.names()).toEqual([])
    }
    await until(() => { expect(world.names()).toEqual(['Growing.wav']) })
  })

  it('never takes one song twice: not under another name, as a copy, touched, or by a link', async () => {
    const service = await world.start()
    await service.add(world.folder, DRAFT)
    const path = await world.song('One.wav', 4)
    await until(() => { expect(world.names()).toEqual(['One.wav']) })
    await world.song('A copy.wav', 4)
    await utimes(path, new Date(), new Date(Date.now() + 5_000))
    await rename(path, join(world.folder, 'Renamed.wav'))
    await symlink(join(world.folder, 'Renamed.wav'), join(world.folder, 'Linked.wav'))
    await settle()
    await settle(998)
    expect(world.names()).toEqual(['One.wav', 'zz last 998.wav', 'zz last 999.wav'])
  })

  it('spends no more than its credits a day, says what waits, and goes on the next day', async () => {
    const service = await world.start()
    await service.add(world.folder, { ...DRAFT, dailyCredits: 2 })
    for (const [at, name] of ['a.wav', 'b.wav', 'c.wav'].entries()) await world.song(name, 10 + at)
    await until(() => { expect(only(service)).toMatchObject({ state: 'ceiling', waiting: 1, spentToday: 2, made: 2 }) })
    await world.end()
    const again = await world.start()
    await until(() => { expect(only(again)).toMatchObject({ state: 'ceiling', waiting: 1 }) })
    expect(world.jobs.size).toBe(2)
    world.nowMs += 24 * 3_600_000
    await until(() => { expect(only(again)).toMatchObject({ state: 'watching', waiting: 0, spentToday: 1, made: 3 }) })
    expect(world.names()).toEqual(['a.wav', 'b.wav', 'c.wav'])
  })

  it('makes no second job after an end between the job and its note, and counts what it cost', async () => {
    const service = await world.start()
    await service.add(world.folder, { ...DRAFT, dailyCredits: 1 })
    world.failsToSave = true
    await world.song('b.wav', 20)
    await until(() => { expect(world.jobs.size).toBe(1) })
    await world.end()
    world.failsToSave = false
    await world.song('a.wav', 21)
    const again = await world.start()
    await until(() => { expect(only(again)).toMatchObject({ state: 'ceiling', made: 1, spentToday: 1, waiting: 1 }) })
    expect(world.names()).toEqual(['b.wav'])
    expect(world.asked).toBeGreaterThan(1)
  })

  it('stands still while its preset is gone or not offered as it is, and while nobody knows the algorithms', async () => {
    const service = await world.start()
    await service.add(world.folder, DRAFT)
    world.presets = []
    await world.song('a.wav', 30)
    await until(() => { expect(only(service)).toMatchObject({ state: 'presetGone', presetName: PRESET.name, waiting: 1 }) })
    world.presets = [PRESET]
    world.algorithms = []
    await until(() => { expect(only(service).state).toBe('presetUnfit') })
    world.algorithms = new Error('offline')
    await until(() => { expect(only(service).state).toBe('listMissing') })
    expect(world.jobs.size).toBe(0)
    world.algorithms = [ALGORITHM]
    await until(() => { expect(world.names()).toEqual(['a.wav']) })
  })

  it('waits for a folder that is gone, and goes on when it is back', async () => {
    const service = await world.start()
    await service.add(world.folder, DRAFT)
    await rename(world.folder, join(root, 'unplugged'))
    await until(() => { expect(only(service).state).toBe('folderGone') })
    await rename(join(root, 'unplugged'), world.folder)
    await world.song('a.wav', 40)
    await until(() => { expect(only(service).state).toBe('watching') })
    await until(() => { expect(world.names()).toEqual(['a.wav']) })
  })

  it('makes nothing while it is paused or after it is removed', async () => {
    const service = await world.start()
    const { id } = (await service.add(world.folder, DRAFT))[0] ?? { id: '' }
    expect(await service.pause(id)).toMatchObject([{ state: 'paused' }])
    await world.song('a.wav', 50)
    // Another one, begun later, takes its songs meanwhile.
    await mkdir(join(root, 'Other'))
    await service.add(join(root, 'Other'), DRAFT)
    for (const seed of [51, 52]) {
      await world.song(`../Other/${seed}.wav`, seed)
      await until(() => { expect(world.names()).toContain(`${seed}.wav`) })
    }
    expect(world.names()).not.toContain('a.wav')
    await service.resume(id)
    await until(() => { expect(world.names()).toContain('a.wav') })
    expect(await service.remove(id)).toHaveLength(1)
    expect(await readdir(join(root, 'data'))).toHaveLength(1)
    await expect(service.pause(id)).rejects.toMatchObject({ code: 'invalidInput' })
  })

  it('is watched again as it stood after its removal is taken back: with what it has seen, made and spent', async () => {
    const service = await world.start()
    const { id } = (await service.add(world.folder, DRAFT))[0] ?? { id: '' }
    await world.song('a.wav', 60)
    await until(() => { expect(only(service)).toMatchObject({ made: 1, spentToday: 1 }) })
    await mkdir(join(root, 'Other'))
    world.nowMs += 1
    await service.add(join(root, 'Other'), DRAFT)
    await service.remove(id)
    await world.song('b.wav', 61)
    const answers = await Promise.allSettled([service.restore(id), service.restore(id)])
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(service.list()).toMatchObject([{ id, made: 1, spentToday: 1 }, {}])
    await until(() => { expect(world.names()).toEqual(['a.wav', 'b.wav']) })
    await world.end()
    expect((await world.start()).list().map((folder) => folder.id)).toContain(id)
  })

  it('is not brought back where its place is taken by now, nor when another was removed after it', async () => {
    const service = await world.start()
    const { id } = (await service.add(world.folder, DRAFT))[0] ?? { id: '' }
    await service.remove(id)
    const [other] = await service.add(world.folder, DRAFT)
    await expect(service.restore(id)).rejects.toMatchObject({ code: 'watchOverlap' })
    await service.remove(other?.id ?? '')
    await expect(service.restore(id)).rejects.toMatchObject({ code: 'invalidInput' })
    expect(await service.restore(other?.id ?? '')).toHaveLength(1)
  })

  it('leaves files alone that are no songs, and counts them', async () => {
    const service = await world.start()
    await service.add(world.folder, DRAFT)
    await world.words('Broken.wav')
    await until(() => { expect(only(service)).toMatchObject({ skipped: 1, made: 0 }) })
  })

  it('is not made over the library, inside another one, or without credits for MVSEP', async () => {
    const service = await world.start()
    await mkdir(join(world.library, 'deep'), { recursive: true })
    await expect(service.add(world.library, DRAFT)).rejects.toMatchObject({ code: 'watchOverlap' })
    await expect(service.add(join(world.library, 'deep'), DRAFT)).rejects.toMatchObject({ code: 'watchOverlap' })
    await expect(service.add(root, DRAFT)).rejects.toMatchObject({ code: 'watchOverlap' })
    await expect(service.add(world.folder, { ...DRAFT, dailyCredits: null })).rejects.toMatchObject({ code: 'invalidInput' })
    await service.add(world.folder, DRAFT)
    await expect(service.add(world.folder, DRAFT)).rejects.toMatchObject({ code: 'watchOverlap' })
  })

  it('is watched no more when its record is damaged, rather than paid for twice', async () => {
    const service = await world.start()
    const { id } = (await service.add(world.folder, DRAFT))[0] ?? { id: '' }
    await world.end()
    await writeFile(join(root, 'data', `${id}.json`), '{"version":1,')
    expect((await world.start()).list()).toEqual([])
    expect((await readdir(join(root, 'data')))[0]).toContain('damaged')
  })
})
