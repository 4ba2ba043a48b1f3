import { Download, Upload, Workflow } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Recipe } from '../../../../shared/domain/recipe'
import { ActionMenu } from '../../components/ActionMenu'
import { Button } from '../../components/Button'
import { EmptyState } from '../../components/EmptyState'
import { closeDraft, openDraft, useRecipeDraft } from '../../stores/recipeDraft'
import { duplicateRecipe, exportRecipes, importRecipes, removeRecipe, useRecipes } from '../../stores/recipes'

function RecipeRow({ recipe, isOpen }: { readonly recipe: Recipe; readonly isOpen: boolean }) {
  const { t } = useTranslation()
  const { id, name, steps, service } = recipe
  const facts = [t('recipes.stepCount', { count: steps.length }), t('recipes.otherService', { service: t(`service.${service}`) })]
  return (
    <li className="recipe" data-open={isOpen}>
      <button type="button" className="recipe__open" aria-label={t('recipes.openOne', { name })} aria-current={isOpen ? 'true' : undefined} onClick={() => { openDraft(recipe) }}>
        <span className="recipe__icon" aria-hidden="true"><Workflow /></span>
        <span className="recipe__words">
          <span className="recipe__name truncate">{name}</span>
          <span className="recipe__facts truncate">{facts.join(' · ')}</span>
        </span>
      </button>
      <ActionMenu
        label={t('app.moreAbout', { name })}
        actions={[
          { key: 'duplicate', label: t('app.duplicate'), onAction: () => { void duplicateRecipe(id) } },
          { key: 'export', label: t('app.export'), onAction: () => { void exportRecipes([id]) } },
          { key: 'remove', label: t('app.remove'), onAction: () => { void removeRecipe(recipe).then(() => { if (isOpen) closeDraft() }) } }
        ]}
      />
    </li>
  )
}

/** The recipes that are kept; pressed, one is shown. */
export function RecipeList() {
  const { t } = useTranslation()
  const recipes = useRecipes((state) => state.recipes)
  const draft = useRecipeDraft((state) => state.draft)
  const carry = (
    <div className="recipes__carry">
      <Button kind="quiet" size="small" icon={<Download />} onPress={() => { void importRecipes() }}>{t('app.import')}</Button>
      {recipes.length > 0 && (
        <Button kind="quiet" size="small" icon={<Upload />} onPress={() => { void exportRecipes(recipes.map(({ id }) => id)) }}>{t('app.exportAll')}</Button>
      )}
    </div>
  )
  if (recipes.length === 0) {
    return draft === null ? <EmptyState title={t('recipes.none')} action={carry}>{t('recipes.noneNext')}</EmptyState> : null
  }
  return (
    <div className="recipes__side">
      <ul className="recipes__list" aria-label={t('plans.recipes')}>
        {recipes.map((recipe) => <RecipeRow key={recipe.id} recipe={recipe} isOpen={recipe.id === draft?.id} />)}
      </ul>
      {carry}
    </div>
  )
}
