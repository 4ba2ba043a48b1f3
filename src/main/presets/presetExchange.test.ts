import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chosen, folderPath, having, idOf, inFolder, load, names, plan, freshFolderForEach } from './testing/presetFolder'

freshFolderForEach()

describe('presets as a file', () => {
  const file = (name = 'shared.json'): string => inFolder(name)

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

  it('of a time when no words were kept are read all the same', async () => {
    const wordless = { ...plan(), options: [{ name: 'add_opt1', key: '0.3' }] }
    await writeFile(file(), JSON.stringify({ format: 'unbraid-presets', version: 1, presets: [{ name: 'Old', service: 'mvsep', plan: wordless }] }))
    chosen.open = file()
    const list = await (await load()).importFile()
    expect(list.presets[0]?.plan.options).toEqual([{ name: 'add_opt1', fieldText: 'add_opt1', key: '0.3', label: '0.3' }])
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
    chosen.open = folderPath()
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
