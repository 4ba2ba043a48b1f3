import { useTranslation } from 'react-i18next'
import { ChangeStatus } from '../../components/ChangeStatus'
import { restoreRemoved, useRecipes } from '../../stores/recipes'

/** What the last change of a list did; removal can be taken back. */
export function RecipeStatus() {
  const { t } = useTranslation()
  const { removed, told } = useRecipes()
  const words = removed !== null
    ? (removed.kind === 'recipe' ? t('app.removed', { name: removed.recipe.name }) : t('recipes.runRemoved', { name: removed.run.recipe.name }))
    : told?.kind === 'imported'
      ? t('recipes.imported', { count: told.count })
      : told?.kind === 'exported' ? t('app.written', { name: told.fileName }) : null
  return <ChangeStatus words={words} removed={removed} onUndo={() => { void restoreRemoved() }} />
}
