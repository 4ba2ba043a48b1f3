import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Recipe } from '../../shared/domain/recipe'
import { silentLog } from '../log/log'
import { loadRecipes, type RecipeService } from './recipeService'
import { createRunStore } from './runStore'
import { RECIPE, World } from './testing/world'

let folder = ''
const chosen = { save: null as string | null, open: null as string | null, offeredName: '' }
const path = (): string => join(folder, 'recipes.json')
const load = (): Promise<RecipeService> => loadRecipes({
  path: path(), nowMs: () => 1_795_000_000_000, onDamage: () => undefined, log: silentLog,
  dialogs: {
    chooseSaveFile: (name) => {
      chosen.offeredName = name
      return Promise.resolve(chosen.save)
    },
    chooseFile: () => Promise.resolve(chosen.open)
  }
})
const recipe = (id: string, change: Partial<Recipe> = {}): Recipe => ({ ...RECIPE, id, name: id, ...change })
const having = async (...ids: string[]): Promise<RecipeService> => {
  const recipes = await load()
  for (const id of ids) await recipes.save(recipe(id))
  return recipes
}
const idsOf = (list: readonly Recipe[]): string[] => list.map(({ id }) => id)

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-recipes-'))
  Object.assign(chosen, { save: null, open: null, offeredName: '' })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('recipes', () => {
  it('are there after a restart, changed ones at their place', async () => {
    const recipes = await having('a', 'b')
    await recipes.save(recipe('a', { name: 'New name' }))
    expect((await load()).list()).toEqual([recipe('a', { name: 'New name' }), recipe('b')])
  })

  it('come back to their place when a removal is undone, under their own id', async () => {
    const recipes = await having('a', 'b', 'c')
    expect(idsOf(await recipes.remove('b'))).toEqual(['a', 'c'])
    expect(idsOf(await recipes.restore('b'))).toEqual(['a', 'b', 'c'])
    await expect(recipes.restore('c')).rejects.toMatchObject({ code: 'invalidInput' })
  })

  it('are copied behind themselves under a free name', async () => {
    const names = (await (await having('a', 'b')).duplicate('a')).map(({ name }) => name)
    expect(names).toEqual(['a', 'a (2)', 'b'])
  })

  it('go to another computer and come in under free names, with ids of their own', async () => {
    const recipes = await having('a')
    chosen.save = join(folder, 'shared.json')
    expect(await recipes.exportFile(['a'])).toEqual({ fileName: 'shared.json' })
    expect(chosen.offeredName).toBe('a.json')
    chosen.open = chosen.save
    const { recipes: after, added } = await recipes.importFile()
    expect([added, after.map(({ name }) => name), new Set(idsOf(after)).size]).toEqual([1, ['a', 'a (2)'], 2])
    expect(after[1]?.steps).toEqual(RECIPE.steps)
  })

  it('are refused as a whole where the file is none of recipes, or one of its recipes goes in a circle', async () => {
    const recipes = await having()
    chosen.open = join(folder, 'in.json')
    const circle = [{ ...RECIPE.steps[1], takes: { stepId: 'lead', stem: 'x' } }]
    const refusals: unknown[] = []
    for (const content of ['{}', '{"format":"unbraid-presets","version":1,"presets":[]}', JSON.stringify({ format: 'unbraid-recipes', version: 1, recipes: [recipe('a'), { ...recipe('b'), steps: circle }] })]) {
      await writeFile(chosen.open, content)
      refusals.push(await recipes.importFile().catch((error: unknown) => error))
    }
    expect(refusals).toMatchObject([
      { code: 'recipeFileUnreadable', detail: 'it is not a file of recipes' }, { code: 'recipeFileUnreadable' },
      { code: 'recipeFileUnreadable', detail: 'recipe 2 of 2 is damaged' }
    ])
    expect(recipes.list()).toEqual([])
  })

  it('survive damage: of one of them, which is kept aside, and of the file, which is kept under another name', async () => {
    await having('a', 'b')
    await writeFile(path(), JSON.stringify({ version: 1, recipes: [{ id: 'a', steps: 'gone' }, recipe('b')] }))
    const recipes = await load()
    expect(idsOf(recipes.list())).toEqual(['b'])
    await recipes.save(recipe('c'))
    expect(JSON.parse(await readFile(path(), 'utf8'))).toMatchObject({ setAside: [{ id: 'a', steps: 'gone' }] })
    await writeFile(path(), 'not json')
    expect((await load()).list()).toEqual([])
    expect((await readdir(folder)).some((name) => name.startsWith('recipes.json.damaged-'))).toBe(true)
  })
})

describe('recipes under way, on disk', () => {
  it('are read as they were written, the oldest first, and a damaged one takes no other with it', async () => {
    const world = new World(['a'])
    await (await world.start()).run(RECIPE, ['a'])
    const [run] = [...world.runs.values()]
    if (run === undefined) throw new Error('no run')
    let damaged = 0
    const store = createRunStore(join(folder, 'runs'), () => 1_795_000_000_000, silentLog, () => { damaged += 1 })
    expect(await store.read()).toEqual([])
    const younger = { ...run, id: '00000000-0000-4000-8000-000000000001', createdAtMs: 2 }
    await store.write(younger)
    await store.write(run)
    await writeFile(join(folder, 'runs', 'broken.json'), '{')
    expect(await store.read()).toEqual([run, younger])
    expect(damaged).toBe(1)
    await store.remove(run.id)
    expect(await store.read()).toEqual([younger])
    expect((await readdir(join(folder, 'runs'))).filter((name) => name.startsWith('broken.json.damaged-'))).toHaveLength(1)
  })
})
