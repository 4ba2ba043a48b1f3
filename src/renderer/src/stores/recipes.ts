import { create } from 'zustand'
import type { Recipe } from '../../../shared/domain/recipe'
import type { RecipeRun, StemChoice, StepKey } from '../../../shared/domain/recipeRun'
import type { Facts } from '../../../shared/ipc/contract'
import { call, listen } from '../bridge/client'
import { removeInputs } from './inputs'
import { attempt } from './notices'

export const RECIPE_PARTS = ['kept', 'running'] as const
export type RecipePart = (typeof RECIPE_PARTS)[number]

interface RecipesState {
  readonly recipes: readonly Recipe[]
  /** Newest first. */
  readonly runs: readonly RecipeRun[]
  /** The part of the page in front. */
  readonly part: RecipePart
  readonly starting: boolean
  /** What was just taken off its list: main can bring it back. */
  readonly removed: { readonly kind: 'recipe'; readonly recipe: Recipe } | { readonly kind: 'run'; readonly run: RecipeRun } | null
  /** What the last import or export did. */
  readonly told: { readonly kind: 'imported'; readonly count: number } | { readonly kind: 'exported'; readonly fileName: string } | null
}

export const useRecipes = create<RecipesState>(() => ({ recipes: [], runs: [], part: 'kept', starting: false, removed: null, told: null }))

const newestFirst = (runs: readonly RecipeRun[]): readonly RecipeRun[] => [...runs].sort((one, other) => other.createdAtMs - one.createdAtMs)

/** Shows the recipes main tells of. */
const takeRecipes = (recipes: readonly Recipe[]): void => { useRecipes.setState({ recipes }) }

/** Takes what main tells of recipes under way. */
const takeRuns = ({ runs, removedIds }: Facts['recipes:runs']): void => {
  useRecipes.setState((state) => {
    const gone = new Set([...removedIds, ...runs.map(({ id }) => id)])
    return { runs: newestFirst([...state.runs.filter(({ id }) => !gone.has(id)), ...runs]) }
  })
}

export const showRecipePart = (part: RecipePart): void => { useRecipes.setState({ part }) }

/** Asks for the recipes and those under way, and follows them while their page is open; the answer ends it. */
export function followRecipes(): () => void {
  const ends = [listen('recipes:changed', takeRecipes), listen('recipes:runs', takeRuns)]
  void attempt(async () => {
    const { recipes, runs } = await call('recipes:list', undefined)
    useRecipes.setState({ recipes, runs: newestFirst(runs) })
  })
  return () => { ends.forEach((end) => { end() }) }
}

const change = (ask: () => Promise<readonly Recipe[]>): Promise<void> => attempt(async () => {
  useRecipes.setState({ told: null, removed: null })
  takeRecipes(await ask())
})

export const saveRecipe = (recipe: Recipe): Promise<void> => change(() => call('recipes:save', { recipe }))
export const duplicateRecipe = (recipeId: string): Promise<void> => change(() => call('recipes:duplicate', { recipeId }))

/** Removes a recipe; it can be brought back until another is touched. */
export const removeRecipe = (recipe: Recipe): Promise<void> => attempt(async () => {
  takeRecipes(await call('recipes:remove', { recipeId: recipe.id }))
  useRecipes.setState({ removed: { kind: 'recipe', recipe }, told: null })
})

/** Takes a recipe under way off the list; nothing more of it begins. */
export const removeRun = (run: RecipeRun): Promise<void> => attempt(async () => {
  await call('recipes:removeRun', { runId: run.id })
  useRecipes.setState({ removed: { kind: 'run', run }, told: null })
})

/** Brings back what was removed last. */
export const restoreRemoved = (): Promise<void> => attempt(async () => {
  const { removed } = useRecipes.getState()
  if (removed === null) return
  if (removed.kind === 'recipe') takeRecipes(await call('recipes:restore', { recipeId: removed.recipe.id }))
  else await call('recipes:restoreRun', { runId: removed.run.id })
  useRecipes.setState({ removed: null })
})

/** Lets main ask for a file and write these recipes into it. */
export const exportRecipes = (recipeIds: readonly string[]): Promise<void> => attempt(async () => {
  const { fileName } = await call('recipes:export', { recipeIds: [...recipeIds] })
  if (fileName !== null) useRecipes.setState({ told: { kind: 'exported', fileName }, removed: null })
})

/** Lets main ask for a file and add its recipes. A closed dialog adds none and is not worth a word. */
export const importRecipes = (): Promise<void> => attempt(async () => {
  const { recipes, added } = await call('recipes:import', undefined)
  takeRecipes(recipes)
  if (added > 0) useRecipes.setState({ told: { kind: 'imported', count: added }, removed: null })
})

/** Begins a recipe, as it is seen, over these songs; they leave their list, and the run comes to the front. Answers whether it began. */
export async function runRecipe(recipe: Recipe, inputIds: readonly string[]): Promise<boolean> {
  if (useRecipes.getState().starting) return false
  let began = false
  useRecipes.setState({ starting: true })
  await attempt(async () => {
    const run = await call('recipes:run', { recipe, inputIds: [...inputIds] })
    began = true
    // What main told of it meanwhile is younger than this answer.
    if (!useRecipes.getState().runs.some(({ id }) => id === run.id)) takeRuns({ runs: [run], removedIds: [] })
    useRecipes.setState({ part: 'running', removed: null, told: null })
    await removeInputs(inputIds)
  })
  useRecipes.setState({ starting: false })
  return began
}

export const pauseRun = (runId: string): Promise<void> => attempt(() => call('recipes:pauseRun', { runId }))
export const resumeRun = (runId: string): Promise<void> => attempt(() => call('recipes:resumeRun', { runId }))
export const chooseStem = (runId: string, stepId: string, { stem, nth }: StemChoice): Promise<void> =>
  attempt(() => call('recipes:chooseStem', { runId, stepId, stem, nth }))
export const doAnew = (runId: string, { song, stepId }: StepKey): Promise<void> => attempt(() => call('recipes:doAnew', { runId, song, stepId }))
/** Fetches a result that cannot be read once more. */
export const fetchStemAgain = (jobId: string, index: number): Promise<void> => attempt(() => call('jobs:fetchAgain', { jobId, stemIndexes: [index] }))
