import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Plan } from '../../shared/domain/plan'
import type { PresetList } from '../../shared/domain/preset'
import { silentLog } from '../log/log'
import { freeName } from './presetName'
import { loadPresets, type PresetService } from './presetService'

const plan = (renderId = 40, outputFormat: Plan['outputFormat'] = 2): Plan => ({
  renderId, algorithmName: `Algorithm ${renderId}`, outputFormat,
  options: [{ name: 'add_opt1', fieldText: 'Model', key: '0.3', label: 'Thirty' }]
})

let folder = ''
const chosen = { save: null as string | null, open: null as string | null, offeredName: '' }
const path = (): string => join(folder, 'presets.json')
const load = (): Promise<PresetService> => loadPresets({
  path: path(),
  dialogs: {
    chooseSaveFile: (defaultName) => {
      chosen.offeredName = defaultName
      return Promise.resolve(chosen.save)
    },
    chooseFile: () => Promise.resolve(chosen.open)
  },
  nowMs: () => 1_795_000_000_000,
  log: silentLog
})
const names = ({ presets }: PresetList): string[] => presets.map(({ name }) => name)
const idOf = ({ presets }: PresetList, name: string): string => presets.find((preset) => preset.name === name)?.id ?? 'none'
/** A service with these presets, all of MVSEP. */
const having = async (...wanted: string[]): Promise<PresetService> => {
  const presets = await load()
  for (const name of wanted) await presets.save({ name, service: 'mvsep', plan: plan() })
  return presets
}
const stored = async (): Promise<Record<string, unknown>> => JSON.parse(await readFile(path(), 'utf8')) as Record<string, unknown>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-presets-'))
  Object.assign(chosen, { save: null, open: null, offeredName: '' })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

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
    expect(await readdir(folder)).toEqual([])
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

describe('a damaged file of presets', () => {
  const good = { id: 'good', name: 'Good', service: 'mvsep', plan: plan() }
  it.each<[string, unknown]>([
    ['no plan', { id: 'bad', name: 'Bad', service: 'mvsep' }],
    ['an unknown service', { ...good, id: 'bad', service: 'elsewhere' }],
    ['a number for a key', { ...good, id: 'bad', plan: { ...plan(), options: [{ name: 'add_opt1', fieldText: 'M', key: 3, label: '3' }] } }],
    ['nothing', null],
    ['an id that is taken', { ...good, name: 'Twin' }]
  ])('loses only the preset with %s, and keeps even that in the file', async (_what, bad) => {
    const other = { ...good, id: 'other', name: 'Other' }
    await writeFile(path(), JSON.stringify({ version: 1, presets: [good, bad, other], defaults: { mvsep: 'other', local: 'bad' } }))
    const presets = await load()
    expect(names(presets.list())).toEqual(['Good', 'Other'])
    expect(presets.list().defaults).toEqual({ mvsep: 'other', local: null })
    await presets.remove('good')
    expect((await stored()).setAside).toEqual([bad])
    expect(names((await load()).list())).toEqual(['Other'])
    await presets.remove('other')
    expect((await stored()).setAside).toEqual([bad])
  })

  it.each(['{"version":1,"presets":[', '', '[]', 'null', '{"version":"1","presets":[]}', '{"version":1,"presets":{}}', '\0\0\0'])(
    'that is %j is kept aside before anything is written', async (content) => {
      await writeFile(path(), content)
      const presets = await load()
      expect(presets.list().presets).toEqual([])
      await presets.save({ name: 'New', service: 'mvsep', plan: plan() })
      const [aside] = (await readdir(folder)).filter((name) => name.startsWith('presets.json.damaged-2026-11-'))
      expect(await readFile(join(folder, aside ?? ''), 'utf8')).toBe(content)
      expect(names((await load()).list())).toEqual(['New'])
    }
  )

  it('of a newer version is used as far as it is understood, and a copy of it kept', async () => {
    const content = JSON.stringify({ version: 2, presets: [{ ...good, colour: 'red' }], folders: ['x'] })
    await writeFile(path(), content)
    expect(names((await load()).list())).toEqual(['Good'])
    const presets = await load() // nothing was changed: a second start finds the same
    await presets.duplicate('good')
    expect(names((await load()).list())).toEqual(['Good', 'Good (2)'])
    expect(await readFile(join(folder, 'presets.json.version-2'), 'utf8')).toBe(content)
  })
})

describe('presets as a file', () => {
  const file = (name = 'shared.json'): string => join(folder, name)

  it('are written without ids and read back as the same plans', async () => {
    const presets = await having('A', 'B', 'C')
    const { presets: [a, , c] } = presets.list()
    chosen.save = file()
    expect(await presets.exportFile([c?.id ?? '', a?.id ?? ''])).toEqual({ fileName: 'shared.json' })
    expect(chosen.offeredName).toBe('Unbraid presets.json')
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({
      format: 'unbraid-presets', version: 1,
      presets: ['C', 'A'].map((name) => ({ name, service: 'mvsep', plan: plan() }))
    })
    for (const { id } of presets.list().presets) await presets.remove(id)
    chosen.open = file()
    const list = await presets.importFile()
    expect([list.added, names(list)]).toEqual([2, ['C', 'A']])
    expect(list.presets.map((preset) => preset.plan)).toEqual([plan(), plan()])
    expect(list.presets.some(({ id }) => id === a?.id || id === c?.id)).toBe(false)
  })

  it('alone are offered under their own name, made safe', async () => {
    const presets = await having('Drums: kick/snare')
    expect(await presets.exportFile(presets.list().presets.map(({ id }) => id))).toEqual({ fileName: null })
    expect(chosen.offeredName).toMatch(/^Drums.*kick.*snare\.json$/)
    expect(chosen.offeredName).not.toMatch(/[/:]/)
  })

  it('get a number where their name is taken, also by one another', async () => {
    const presets = await having('A', 'A (2)')
    const entry = (name: string): unknown => ({ name, service: 'mvsep', plan: plan() })
    await writeFile(file(), JSON.stringify({ format: 'unbraid-presets', version: 1, presets: ['A', 'A', 'B', 'B'].map(entry) }))
    chosen.open = file()
    expect(names(await presets.importFile())).toEqual(['A', 'A (2)', 'A (3)', 'A (4)', 'B', 'B (2)'])
  })

  it('are left alone when the dialog is closed', async () => {
    const presets = await having('A')
    expect(await presets.importFile()).toEqual({ ...presets.list(), added: 0 })
    expect(await presets.exportFile([idOf(presets.list(), 'A')])).toEqual({ fileName: null })
  })

  const head = { format: 'unbraid-presets', version: 1 }
  const entry = { name: 'A', service: 'mvsep', plan: plan() }
  it.each<[string, string | Buffer, string]>([
    ['is no JSON', 'hello', 'it is not a file of presets'],
    ['is of another kind', JSON.stringify({ presets: [entry] }), 'it is not a file of presets'],
    ['is from the future', JSON.stringify({ ...head, version: 2, presets: [entry] }), 'it was made by a newer version of Unbraid'],
    ['is empty', JSON.stringify({ ...head, presets: [] }), 'it holds no presets'],
    ['holds a damaged preset', JSON.stringify({ ...head, presets: [entry, { ...entry, plan: {} }, entry] }), 'preset 2 of 3 is damaged'],
    ['holds a nameless preset', JSON.stringify({ ...head, presets: [{ ...entry, name: '  ' }] }), 'preset 1 of 1 is damaged'],
    ['holds too many', JSON.stringify({ ...head, presets: Array.from({ length: 1_001 }, () => 0) }), 'it holds more than 1,000 presets'],
    ['is too large', Buffer.alloc(2 * 1024 * 1024 + 1, ' '), 'it is larger than 2 MB']
  ])('a file that %s is refused whole, with the reason', async (_what, content, detail) => {
    const presets = await having('A')
    await writeFile(file(), content)
    chosen.open = file()
    await expect(presets.importFile()).rejects.toMatchObject({ code: 'presetFileUnreadable', subject: 'shared.json', detail })
    expect(names(presets.list())).toEqual(['A'])
  })

  it('that are gone, or a folder, are refused too', async () => {
    const presets = await load()
    chosen.open = file('nowhere.json')
    await expect(presets.importFile()).rejects.toMatchObject({ code: 'fileMissing', subject: 'nowhere.json' })
    chosen.open = folder
    await expect(presets.importFile()).rejects.toMatchObject({ code: 'presetFileUnreadable', detail: 'it is not a file' })
  })

  it('beyond the thousandth are refused, and none of them added', async () => {
    const presets = await having('A')
    await writeFile(file(), JSON.stringify({ ...head, presets: Array.from({ length: 1_000 }, () => entry) }))
    chosen.open = file()
    await expect(presets.importFile()).rejects.toMatchObject({ code: 'presetsFull' })
    expect(names(presets.list())).toEqual(['A'])
  })

  it('are read with a byte order mark, and cannot be written into a folder that is not there', async () => {
    await writeFile(file(), `\uFEFF${JSON.stringify({ ...head, presets: [entry] })}`)
    chosen.open = file()
    const presets = await load()
    expect((await presets.importFile()).added).toBe(1)
    await writeFile(file('plain'), '')
    chosen.save = join(file('plain'), 'x.json')
    await expect(presets.exportFile(presets.list().presets.map(({ id }) => id))).rejects.toMatchObject({ code: 'folderUnwritable' })
  })
})

describe('a free name', () => {
  it.each<[string, string[], string]>([
    ['A', [], 'A'], ['A', ['a'], 'A'], ['A', ['A'], 'A (2)'], ['A', ['A', 'A (2)'], 'A (3)'], ['A (2)', ['A (2)'], 'A (3)'],
    ['A (2)', ['A (2)', 'A (3)', 'A'], 'A (4)'], ['x'.repeat(120), ['x'.repeat(120)], `${'x'.repeat(116)} (2)`]
  ])('%s beside %j is %s', (name, taken, free) => expect(freeName(name, new Set(taken))).toBe(free))

  it('is free, at most 120 characters, and never half a character', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((text) => text.slice(0, 120)), fc.nat(30), (name, rounds) => {
      const taken = new Set<string>([name])
      for (let round = 0; round < rounds; round += 1) {
        const free = freeName(name, taken)
        expect(taken.has(free)).toBe(false)
        expect(free.length).toBeLessThanOrEqual(120)
        taken.add(free)
      }
    }))
    const name = `${'x'.repeat(115)}😀yyy`
    expect(freeName(name, new Set([name]))).toBe(`${'x'.repeat(115)} (2)`)
  })
})
