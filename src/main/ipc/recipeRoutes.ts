import type { RECIPE_COMMANDS } from '../../shared/ipc/recipeCommands'
import type { Services } from '../services'
import type { Router } from './handle'

/** Channel -> service call, for recipes and those under way. */
export function recipeRoutes({ recipes, recipeRuns }: Services): Pick<Router, keyof typeof RECIPE_COMMANDS> {
  return {
    'recipes:list': () => ({ recipes: recipes.list(), runs: recipeRuns.list() }),
    'recipes:save': ({ recipe }) => recipes.save(recipe),
    'recipes:duplicate': ({ recipeId }) => recipes.duplicate(recipeId),
    'recipes:remove': ({ recipeId }) => recipes.remove(recipeId),
    'recipes:restore': ({ recipeId }) => recipes.restore(recipeId),
    'recipes:export': ({ recipeIds }) => recipes.exportFile(recipeIds),
    'recipes:import': () => recipes.importFile(),
    'recipes:run': ({ recipe, inputIds }) => recipeRuns.run(recipe, inputIds),
    'recipes:pauseRun': ({ runId }) => recipeRuns.pause(runId),
    'recipes:resumeRun': ({ runId }) => recipeRuns.resume(runId),
    'recipes:removeRun': ({ runId }) => recipeRuns.remove(runId),
    'recipes:restoreRun': ({ runId }) => recipeRuns.restore(runId),
    'recipes:chooseStem': ({ runId, stepId, ...choice }) => recipeRuns.chooseStem(runId, stepId, choice),
    'recipes:doAnew': ({ runId, ...key }) => recipeRuns.doAnew(runId, key)
  }
}
