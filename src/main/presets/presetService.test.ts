import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { folderPath, having, idOf, load, names, path, plan, freshFolderForEach } from './testing/presetFolder'

freshFolderForEach()

describe('presets', () => {
  it('are found again after a restart, in their order, with their defaults', async () => {
    const presets = await having('Karaoke', 'Drums')
    const list = await presets.save({ name: 'Here', service: 'local', plan: plan(1001) })
    await presets.setDefault('mvsep', idOf(list, 'Drums'))
    await presets.setDefault('local', idOf(list, 'Here'))
    const again = (await load()).list()
    expect(again).toEqual(presets.list())
    expect(names(again)).toEqual(['Karaoke', 'Drums', 'Here'])
    expect(again.defaults).toEqual({ mvsep: idOf(list, 'Drums'), local: idOf(list, 'Here') })
    expect(again.presets[0]?.plan).toEqual(plan())
  })

  it('are none in a new profile, without a file being made', async () => {
    expect((await load()).list()).toEqual({ presets: [], defaults: { mvsep: null, local: null } })
    expect(await readdir(folderPath())).toEqual([])
  })

  it('are replaced where they stand', async () => {
    const presets = await having('A', 'B', 'C')
    const id = idOf(presets.list(), 'B')
    const list = await presets.save({ presetId: id, name: 'B better', service: 'mvsep', plan: plan(63) })
    expect(names(list)).toEqual(['A', 'B better', 'C'])
    expect(list.presets[1]).toEqual({ id, name: 'B better', service: 'mvsep', plan: plan(63) })
  })

  it('stop being the default when they go, or move to another service', async () => {
    const presets = await having('A', 'B')
    const [a, b] = [idOf(presets.list(), 'A'), idOf(presets.list(), 'B')]
    await presets.setDefault('mvsep', a)
    expect((await presets.save({ presetId: a, name: 'A', service: 'local', plan: plan() })).defaults.mvsep).toBeNull()
    await presets.setDefault('mvsep', b)
    expect((await presets.remove(b)).defaults.mvsep).toBeNull()
    expect(names((await load()).list())).toEqual(['A'])
  })

  it('are copied right behind their original under a free name', async () => {
    const presets = await having('A', 'B')
    const id = idOf(presets.list(), 'A')
    await presets.duplicate(id)
    const list = await presets.duplicate(id)
    expect(names(list)).toEqual(['A', 'A (3)', 'A (2)', 'B'])
    expect(new Set(list.presets.map((preset) => preset.id)).size).toBe(4)
  })

  it('take the wanted order, and only a complete one', async () => {
    const presets = await having('A', 'B', 'C')
    const [a = '', b = '', c = ''] = presets.list().presets.map(({ id }) => id)
    expect(names(await presets.reorder([c, a, b]))).toEqual(['C', 'A', 'B'])
    for (const wrong of [[a, b], [a, b, b], [a, b, 'other'], []]) {
      await expect(presets.reorder(wrong)).rejects.toMatchObject({ code: 'invalidInput' })
    }
    expect(names(presets.list())).toEqual(['C', 'A', 'B'])
  })

  it('that do not exist, or belong to the other service, are refused', async () => {
    const presets = await having('A')
    const unknown = { code: 'invalidInput', detail: 'unknown preset' }
    await expect(presets.remove('x')).rejects.toMatchObject(unknown)
    await expect(presets.duplicate('x')).rejects.toMatchObject(unknown)
    await expect(presets.save({ presetId: 'x', name: 'X', service: 'local', plan: plan() })).rejects.toMatchObject(unknown)
    await expect(presets.setDefault('local', idOf(presets.list(), 'A'))).rejects.toMatchObject({ code: 'invalidInput' })
    await expect(presets.exportFile(['x'])).rejects.toMatchObject(unknown)
  })

  it('that were removed come back as they were: same id, same place, the default again', async () => {
    const presets = await having('A', 'B', 'C')
    const b = idOf(presets.list(), 'B')
    const before = await presets.setDefault('mvsep', b)
    await presets.remove(b)
    expect(await presets.restore(b)).toEqual(before)
    expect((await load()).list()).toEqual(before)
    await expect(presets.restore(b)).rejects.toMatchObject({ code: 'invalidInput' })
  })

  it('come back beside what changed meanwhile', async () => {
    const presets = await having('A', 'B')
    const [a, b] = [idOf(presets.list(), 'A'), idOf(presets.list(), 'B')]
    await presets.setDefault('mvsep', a)
    await presets.remove(a)
    await presets.setDefault('mvsep', b)
    await presets.save({ name: 'C', service: 'mvsep', plan: plan() })
    const list = await presets.restore(a)
    expect([names(list), list.defaults.mvsep]).toEqual([['A', 'B', 'C'], b])
    await presets.remove(b)
    await presets.remove(a)
    await expect(presets.restore(b)).rejects.toMatchObject({ code: 'invalidInput' })
    expect(names(await presets.restore(a))).toEqual(['A', 'C'])
  })

  it('that could not come back stay to be asked for again', async () => {
    const presets = await having('A')
    const a = idOf(presets.list(), 'A')
    await presets.remove(a)
    await rm(path())
    await mkdir(path())
    await expect(presets.restore(a)).rejects.toMatchObject({ code: 'folderUnwritable' })
    await rm(path(), { recursive: true })
    expect(names(await presets.restore(a))).toEqual(['A'])
  })

  it('tell every change, once and after it is on disk', async () => {
    const presets = await load()
    const onDisk: unknown[] = []
    const told: string[][] = []
    presets.onChange((list) => {
      told.push(names(list))
      onDisk.push(readFile(path(), 'utf8'))
    })
    await Promise.all(['A', 'B', 'C'].map((name) => presets.save({ name, service: 'mvsep', plan: plan() })))
    expect(told).toEqual([['A'], ['A', 'B'], ['A', 'B', 'C']])
    expect(await onDisk[2]).toContain('"C"')
  })

  it('stay as they were when they cannot be written', async () => {
    const presets = await having('A')
    await rm(path())
    await mkdir(path()) // a folder in the file's place: no rename can put a file over it
    await expect(presets.save({ name: 'B', service: 'mvsep', plan: plan() })).rejects.toMatchObject({ code: 'folderUnwritable' })
    expect(names(presets.list())).toEqual(['A'])
    await rm(path(), { recursive: true })
    expect(names(await presets.save({ name: 'C', service: 'mvsep', plan: plan() }))).toEqual(['A', 'C'])
  })

  it('are at most a thousand', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => ({ id: `p${index}`, name: `P${index}`, service: 'local', plan: plan() }))
    await writeFile(path(), JSON.stringify({ version: 1, presets: many, defaults: { mvsep: null, local: null } }))
    const presets = await load()
    await expect(presets.save({ name: 'one more', service: 'local', plan: plan() })).rejects.toMatchObject({ code: 'presetsFull' })
    await expect(presets.duplicate('p1')).rejects.toMatchObject({ code: 'presetsFull' })
    expect(presets.list().presets).toHaveLength(1_000)
  })
})
