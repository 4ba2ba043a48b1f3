import { readdir, readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { folderPath, inFolder, load, names, path, plan, stored, freshFolderForEach } from './testing/presetFolder'

freshFolderForEach()

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
      const [aside] = (await readdir(folderPath())).filter((name) => name.startsWith('presets.json.damaged-2026-11-'))
      expect(await readFile(inFolder(aside ?? ''), 'utf8')).toBe(content)
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
    expect(await readFile(inFolder('presets.json.version-2'), 'utf8')).toBe(content)
  })
})
