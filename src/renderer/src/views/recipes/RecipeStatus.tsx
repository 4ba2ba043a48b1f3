import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/Button'
import { restoreRemoved, useRecipes } from '../../stores/recipes'

/** What the last change of a list did; removal can be taken back. */
export function RecipeStatus() {
  const { t } = useTranslation()
  const { removed, told } = useRecipes()
  const bar = useRef<HTMLDivElement>(null)
  // The row that had the focus is gone; taking its removal back is the next thing to do.
  useEffect(() => { if (removed !== null) bar.current?.querySelector('button')?.focus() }, [removed])
  const words = removed !== null
    ? (removed.kind === 'recipe' ? t('app.removed', { name: removed.recipe.name }) : t('recipes.runRemoved', { name: removed.run.recipe.name }))
    : told?.kind === 'imported'
      ? t('recipes.imported', { count: told.count })
      : told?.kind === 'exported' ? t('app.written', { name: told.fileName }) : null
  return (
    <div className="recipes__status" data-shown={words !== null} ref={bar}>
      <p role="status">{words}</p>
      {removed !== null && <Button kind="quiet" size="small" onPress={() => { void restoreRemoved() }}>{t('app.undo')}</Button>}
    </div>
  )
}
