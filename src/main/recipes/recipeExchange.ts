import { recipeSchema, type Recipe } from '../../shared/domain/recipe'
import { readExchangeFile, toExchangeText, type ExchangeKind } from '../presets/exchangeFile'
import { MOST_RECIPES } from './recipeStore'

// The id goes along because the schema asks for one; whoever takes the recipe in gives it another.
const KIND: ExchangeKind<Recipe> = {
  format: 'unbraid-recipes', version: 1, things: 'recipes', thing: 'recipe', most: MOST_RECIPES,
  refusal: 'recipeFileUnreadable', schema: recipeSchema
}

/** The text of an exported file; readable by `readRecipeFile` of this and every later version. */
export const toRecipeFile = (recipes: readonly Recipe[]): string => toExchangeText(KIND, recipes)

/** Reads an exported file: at most 500 recipes; errors are those of `readExchangeFile` ('recipeFileUnreadable'). */
export const readRecipeFile = (path: string): Promise<readonly Recipe[]> => readExchangeFile(path, KIND)
