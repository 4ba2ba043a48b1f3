import { join } from 'node:path'
import type { DamagedLists, DamagedNotes } from '../shared/domain/notice'
import type { InputService } from './inputs/inputService'
import type { JobService } from './jobs/jobService'
import type { Ledger } from './jobs/ledger'
import type { Log } from './log/log'
import type { ExchangeDialogs } from './presets/exchangeFile'
import { loadRecipes, type RecipeService } from './recipes/recipeService'
import { loadRecipeRuns, type RecipeRuns } from './recipes/runService'
import { createRunStore } from './recipes/runStore'

export interface RecipesParts {
  readonly dataFolder: string
  readonly jobs: JobService
  readonly inputs: InputService
  readonly ledger: Pick<Ledger, 'findings'>
  readonly accountId: () => string | null
  readonly desktop: ExchangeDialogs
  readonly noteDamage: (notes: DamagedNotes) => void
  readonly noteDamagedList: (list: DamagedLists) => void
  readonly log: Log
}

/** Recipes and those under way, before the jobs are started: their notes come before the ledger forgets removed jobs. */
export async function createRecipes({ dataFolder, jobs, inputs, ledger, accountId, desktop, noteDamage, noteDamagedList, log }: RecipesParts): Promise<{ readonly recipes: RecipeService; readonly recipeRuns: RecipeRuns }> {
  return {
    recipes: await loadRecipes({ path: join(dataFolder, 'recipes.json'), dialogs: desktop, nowMs: Date.now, onDamage: () => { noteDamagedList('recipes') }, log }),
    recipeRuns: await loadRecipeRuns({
      store: createRunStore(join(dataFolder, 'recipe-runs'), Date.now, log, () => { noteDamage('runs') }),
      jobs, inputs, removedJobIds: ledger.findings.removedRows.map(({ job }) => job.id), accountId, nowMs: Date.now, log
    })
  }
}
