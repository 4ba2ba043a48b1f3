import { ArrowLeft, Plus } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceId } from '../../../../shared/domain/service'
import { Button } from '../../components/Button'
import { PageHead } from '../../components/PageHead'
import { Spinner } from '../../components/Spinner'
import { Tabs } from '../../components/Tabs'
import { useApp } from '../../stores/app'
import { loadCatalogue, useCatalogue } from '../../stores/catalogue'
import { goTo } from '../../stores/navigation'
import { loadPresets } from '../../stores/presets'
import { newDraft, useRecipeDraft } from '../../stores/recipeDraft'
import { followRecipes, RECIPE_PARTS, showRecipePart, useRecipes } from '../../stores/recipes'
import { loadQueue } from '../../stores/site'
import { enRecipeErrors, enRecipes } from '../../text/enRecipes'
import { addTexts } from '../../text/i18n'
import { BeforeRun } from './BeforeRun'
import { RecipeBuilder } from './RecipeBuilder'
import { RecipeList } from './RecipeList'
import { RecipeStatus } from './RecipeStatus'
import { RunList } from './RunList'
import './recipes.css'

addTexts({ recipes: enRecipes, errors: enRecipeErrors })

function Kept({ service }: { readonly service: ServiceId }) {
  const { t } = useTranslation()
  const draft = useRecipeDraft((state) => state.draft)
  const catalogue = useCatalogue(({ byService }) => byService[draft?.service ?? service].catalogue)
  return (
    <div className="recipes">
      <RecipeList />
      {draft !== null && (catalogue === null
        ? <Spinner label={t('separate.loadingAlgorithms')} />
        : (
          <div className="recipes__one">
            <RecipeBuilder draft={draft} algorithms={catalogue.algorithms} />
            <BeforeRun draft={draft} algorithms={catalogue.algorithms} />
          </div>
        ))}
    </div>
  )
}

/** Chains of plans: kept, built, run over songs, and followed. */
export function RecipesView({ service }: { readonly service: ServiceId }) {
  const { t } = useTranslation()
  const { part, runs } = useRecipes()
  const draftService = useRecipeDraft(({ draft }) => draft?.service ?? service)
  const localReady = useApp((state) => state.localService.status === 'running')
  useEffect(() => followRecipes(), [])
  useEffect(() => { void loadPresets() }, [])
  useEffect(() => { void loadCatalogue(draftService) }, [draftService, localReady])
  useEffect(() => { if (draftService === 'mvsep') void loadQueue(draftService) }, [draftService])
  return (
    <div className="page">
      <PageHead
        title={t('plans.recipes')}
        lead={t('recipes.lead')}
        actions={(
          <div className="recipes__head">
            <Button kind="quiet" icon={<ArrowLeft />} onPress={() => { goTo({ page: 'separate' }) }}>{t('recipes.back')}</Button>
            <Button icon={<Plus />} onPress={() => { newDraft(service, t('recipes.newName')); showRecipePart('kept') }}>{t('recipes.new')}</Button>
          </div>
        )}
      />
      <Tabs
        label={t('recipes.parts')}
        tabs={RECIPE_PARTS.map((key) => ({ key, label: key === 'running' && runs.length > 0 ? t('recipes.runningCount', { count: runs.length }) : t(`recipes.${key}`) }))}
        value={part}
        onChange={(key) => {
          const found = RECIPE_PARTS.find((known) => known === key)
          if (found !== undefined) showRecipePart(found)
        }}
      >
        <RecipeStatus />
        {part === 'kept' ? <Kept service={service} /> : <RunList />}
      </Tabs>
    </div>
  )
}
