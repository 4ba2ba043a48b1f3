import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { recipeSchema, type Recipe } from '../../shared/domain/recipe'
import type { Log } from '../log/log'
import { saveText } from '../transfers/saveText'
import { codeOf } from '../transfers/systemError'
import { keepCopy, moveAside, readJson } from '../util/keptFile'

const VERSION = 1
const WHAT = 'recipes'
export const MOST_RECIPES = 500

const storedSchema = z.object({ version: z.int(), recipes: z.array(z.unknown()), setAside: z.array(z.unknown()).catch([]) })

/** The recipes and what is kept beside them: entries that cannot be read today, as they were found. */
export interface StoredRecipes {
  readonly recipes: readonly Recipe[]
  readonly setAside: readonly unknown[]
}

const NOTHING: StoredRecipes = { recipes: [], setAside: [] }

/**
 * Reads the recipes. A damaged one is set aside inside the file and never takes the others with it; a file that is none of
 * ours, or of a newer version, is kept under another name before anything is written over it. Never throws; damage is told to
 * `onDamage` too.
 */
export async function readRecipes(path: string, nowMs: number, log: Log, onDamage: () => void): Promise<StoredRecipes> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => error)
  if (typeof text !== 'string' && codeOf(text) === 'ENOENT') return NOTHING
  const stored = typeof text === 'string' ? readJson(text, storedSchema) : null
  if (stored === null) {
    onDamage()
    await moveAside(path, WHAT, nowMs, log, typeof text === 'string' ? new Error('not a list of recipes') : text)
    return NOTHING
  }
  if (stored.version !== VERSION) await keepCopy(path, WHAT, stored.version, log)
  const recipes: Recipe[] = []
  const unreadable: unknown[] = []
  for (const entry of stored.recipes) {
    const read = recipeSchema.safeParse(entry)
    const isFirst = read.success && !recipes.some(({ id }) => id === read.data.id)
    if (isFirst && recipes.length < MOST_RECIPES) recipes.push(read.data)
    else unreadable.push(entry)
  }
  if (unreadable.length > 0) {
    onDamage()
    log.warn('some recipes are damaged and were set aside', { count: unreadable.length })
  }
  return { recipes, setAside: [...stored.setAside, ...unreadable] }
}

/** Writes the recipes so that a reader sees the old or the new list. Throws AppError('diskFull' | 'folderUnwritable'). */
export async function writeRecipes(path: string, { recipes, setAside }: StoredRecipes): Promise<void> {
  await saveText(path, `${JSON.stringify({ version: VERSION, recipes, setAside }, null, 2)}\n`)
}
