import { randomUUID } from 'node:crypto'
import type { Recipe } from '../../shared/domain/recipe'
import { AppError } from '../../shared/errors/appError'
import type { Log } from '../log/log'
import { asNewcomers, type ExchangeDialogs, namesOf, saveExchangeFile } from '../presets/exchangeFile'
import { freeName } from '../presets/presetName'
import { createEmitter } from '../util/emitter'
import { readRecipeFile, toRecipeFile } from './recipeExchange'
import { MOST_RECIPES, readRecipes, writeRecipes } from './recipeStore'

/** Every change is on disk when its promise resolves; when it rejects, nothing has changed. Unknown ids: 'invalidInput'. */
export interface RecipeService {
  list(): readonly Recipe[]
  /** Takes the place of the recipe with its id; a new one stands at the end. */
  save(recipe: Recipe): Promise<readonly Recipe[]>
  /** The copy stands right behind its original, under a free name. */
  duplicate(recipeId: string): Promise<readonly Recipe[]>
  remove(recipeId: string): Promise<readonly Recipe[]>
  /** Brings back the recipe that was removed last, at its place. */
  restore(recipeId: string): Promise<readonly Recipe[]>
  exportFile(recipeIds: readonly string[]): Promise<{ fileName: string | null }>
  importFile(): Promise<{ recipes: readonly Recipe[]; added: number }>
  onChange(listener: (recipes: readonly Recipe[]) => void): () => void
}

export interface RecipeParts {
  readonly path: string
  readonly dialogs: ExchangeDialogs
  readonly nowMs: () => number
  /** Hears that some or all of them could not be read. */
  readonly onDamage: () => void
  readonly log: Log
}

/** Loads the recipes of this profile and keeps them in their file. Throws nothing: damage is set aside, told and logged. */
export async function loadRecipes({ path, dialogs, nowMs, onDamage, log }: RecipeParts): Promise<RecipeService> {
  let current = await readRecipes(path, nowMs(), log, onDamage)
  /** Where the recipe removed last stood; known until the next removal, or the end of the run. */
  let removed: { readonly recipe: Recipe; readonly index: number } | null = null
  let writing: Promise<unknown> = Promise.resolve()
  const changes = createEmitter<readonly Recipe[]>()

  /** One change after the other, each from the list the one before left. */
  const change = (next: (recipes: readonly Recipe[]) => readonly Recipe[]): Promise<readonly Recipe[]> => {
    const done = writing.then(async () => {
      const recipes = next(current.recipes)
      if (recipes.length > MOST_RECIPES) throw new AppError('recipesFull')
      await writeRecipes(path, { ...current, recipes })
      current = { ...current, recipes }
      changes.emit(recipes)
      return recipes
    })
    writing = done.catch(() => undefined) // told to whoever asked for that change
    return done
  }

  return {
    list: () => current.recipes,
    save: (recipe) => change((recipes) =>
      recipes.some(({ id }) => id === recipe.id) ? recipes.map((before) => (before.id === recipe.id ? recipe : before)) : [...recipes, recipe]),
    duplicate: (recipeId) => change((recipes) => {
      const original = find(recipes, recipeId)
      const copy = { ...original, id: randomUUID(), name: freeName(original.name, namesOf(recipes)) }
      return recipes.flatMap((recipe) => (recipe.id === recipeId ? [recipe, copy] : [recipe]))
    }),
    remove: (recipeId) => change((recipes) => {
      const recipe = find(recipes, recipeId)
      removed = { recipe, index: recipes.indexOf(recipe) }
      return recipes.filter(({ id }) => id !== recipeId)
    }),
    restore: (recipeId) => change((recipes) => {
      if (removed?.recipe.id !== recipeId) throw new AppError('invalidInput', { detail: 'unknown recipe' })
      return recipes.some(({ id }) => id === recipeId) ? recipes : recipes.toSpliced(removed.index, 0, removed.recipe)
    }),
    async exportFile(recipeIds) {
      const wanted = [...new Set(recipeIds)].map((id) => find(current.recipes, id))
      return saveExchangeFile(wanted, 'recipes', toRecipeFile(wanted), dialogs)
    },
    async importFile() {
      const source = await dialogs.chooseFile()
      if (source === null) return { recipes: current.recipes, added: 0 }
      const found = await readRecipeFile(source)
      const recipes = await change((before) => [...before, ...asNewcomers(found, before)])
      return { recipes, added: found.length }
    },
    onChange: (listener) => changes.on(listener)
  }
}

function find(recipes: readonly Recipe[], recipeId: string): Recipe {
  const found = recipes.find(({ id }) => id === recipeId)
  if (found === undefined) throw new AppError('invalidInput', { detail: 'unknown recipe' })
  return found
}
