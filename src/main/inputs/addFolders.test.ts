import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWriter } from '../../codecs/createWriter'
import type { LookedInputs } from '../../shared/domain/input'
import { createInputService, type InputService } from './inputService'

let folder = ''
let service: InputService
let told: LookedInputs[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-folders-'))
  service = createInputService()
  told = []
})
afterEach(() => rm(folder, { recursive: true }))

async function song(...names: string[]): Promise<string> {
  const path = join(folder, ...names)
  await mkdir(join(path, '..'), { recursive: true })
  const writer = await createWriter(path, 'wav16', { sampleRateHz: 44_100, channels: 1 })
  await writer.write([new Float32Array(22_050).fill(0.1)])
  await writer.finish()
  return path
}
const looked = (count: number): Promise<void> => new Promise((resolve) => {
  service.onLooked((fact) => {
    told.push(fact)
    if (told.reduce((sum, { lengths, refused }) => sum + lengths.length + refused.length, 0) >= count) resolve()
  })
})

describe('folders among the inputs', () => {
  it('come at once, unlooked at, and are looked at once somebody has listed them', async () => {
    await song('Album', 'CD 1', 'a.wav')
    await writeFile(join(folder, 'Album', 'broken.mp3'), 'no sound')
    await writeFile(join(folder, 'Album', 'cover.jpg'), 'a picture')
    const all = looked(2)
    const { added, refused, walked } = await service.add([join(folder, 'Album')])
    expect(added).toMatchObject([{ name: 'broken.mp3', isLooking: true, durationSeconds: null }, { name: 'a.wav', isLooking: true }])
    expect(JSON.stringify(added)).not.toContain(folder)
    expect({ refused, walked }).toEqual({ refused: [], walked: { songs: 2, leftOut: 1, unreadable: 0, isCut: false } })
    const [broken, good] = added.map(({ id }) => id)
    if (broken === undefined || good === undefined) throw new Error('not added')
    expect(() => service.take([good])).toThrow(expect.objectContaining({ code: 'invalidInput' }))
    service.lookAt([broken, good])
    service.lookAt([good, 'nobody'])
    await all
    expect(told.flatMap(({ lengths }) => lengths)).toEqual([{ id: good, durationSeconds: 0.5 }])
    expect(told.flatMap((fact) => fact.refused)).toMatchObject([{ id: broken, name: 'broken.mp3', error: { code: 'fileNotAudio' } }])
    expect(service.take([good])).toMatchObject([{ name: 'a.wav', durationSeconds: 0.5, below: ['Album', 'CD 1'] }])
    expect(() => service.take([broken])).toThrow(expect.objectContaining({ code: 'invalidInput' }))
  })

  it('are not waited for where many files are named, and what is removed meanwhile is not told of', async () => {
    const path = await song('one.wav')
    const all = looked(39)
    const { added } = await service.add(Array.from({ length: 40 }, () => path))
    expect(added).toHaveLength(40)
    expect(added.every(({ isLooking }) => isLooking === true)).toBe(true)
    service.lookAt(added.map(({ id }) => id))
    service.remove(added.slice(-1).map(({ id }) => id))
    await all
    expect(told.flatMap(({ lengths }) => lengths)).toHaveLength(39)
  })

  it('add nothing when somebody stops it', async () => {
    await song('Album', 'a.wav')
    const adding = service.add([join(folder, 'Album')])
    service.stopAdding()
    await expect(adding).rejects.toMatchObject({ code: 'cancelled' })
    expect((await service.add([join(folder, 'Album')])).added).toHaveLength(1)
  })
})
