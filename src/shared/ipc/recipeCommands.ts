import { z } from 'zod'
import { recipeSchema, type Recipe } from '../domain/recipe'
import type { RecipeRun } from '../domain/recipeRun'
import { command, id } from './command'

const byRecipe = z.object({ recipeId: id })
const byRun = z.object({ runId: id })

/** Recipes: chains of plans, and those that are under way. */
export const RECIPE_COMMANDS = {
  'recipes:list': command<{ readonly recipes: readonly Recipe[]; readonly runs: readonly RecipeRun[] }>()(z.undefined()),
  /** The recipe with that id is replaced; without one it stands at the end. */
  'recipes:save': command<readonly Recipe[]>()(z.object({ recipe: recipeSchema })),
  'recipes:duplicate': command<readonly Recipe[]>()(byRecipe),
  'recipes:remove': command<readonly Recipe[]>()(byRecipe),
  /** The recipe removed last comes back as it was, at its place. */
  'recipes:restore': command<readonly Recipe[]>()(byRecipe),
  /** Asks for a file and writes the recipes into it; answers its name, or null when the dialog was closed. */
  'recipes:export': command<{ readonly fileName: string | null }>()(z.object({ recipeIds: z.array(id).min(1).max(500) })),
  /** Asks for a file and adds its recipes, under free names. */
  'recipes:import': command<{ readonly recipes: readonly Recipe[]; readonly added: number }>()(z.undefined()),
  /** Begins the recipe as it was seen over these inputs, which leave the list; its jobs follow as their turn comes. */
  'recipes:run': command<RecipeRun>()(z.object({ recipe: recipeSchema, inputIds: z.array(id).min(1).max(5_000) })),
  'recipes:pauseRun': command<void>()(byRun),
  /** Goes on, also with steps that could not begin. */
  'recipes:resumeRun': command<void>()(byRun),
  /** Nothing more of it begins; its jobs and results stay. */
  'recipes:removeRun': command<void>()(byRun),
  /** The run removed last goes on. */
  'recipes:restoreRun': command<void>()(byRun),
  /** The stem a step takes where the one it wants was not made, for every song of the run. */
  'recipes:chooseStem': command<void>()(z.object({ runId: id, stepId: id, stem: z.string().max(500), nth: z.int().min(0).max(500) })),
  /** Makes a job anew for a step whose job was taken off the list. */
  'recipes:doAnew': command<void>()(z.object({ runId: id, song: z.int().min(0), stepId: id }))
} as const
