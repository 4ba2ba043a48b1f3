import { useAccount } from '../stores/account'
import { useAccounts } from '../stores/accounts'
import { useApp } from '../stores/app'
import { useCatalogue } from '../stores/catalogue'
import { useCompare } from '../stores/compare'
import { useDescription } from '../stores/descriptions'
import { useFinding } from '../stores/finding'
import { useInputs } from '../stores/inputs'
import { useJobs } from '../stores/jobs'
import { useNotices } from '../stores/notices'
import { replaceOutlooks } from '../stores/outlook'
import { usePair } from '../stores/pair'
import { usePlan } from '../stores/plan'
import { usePrepare } from '../stores/prepare'
import { usePresets } from '../stores/presets'
import { useRecipeDraft } from '../stores/recipeDraft'
import { useRecipes } from '../stores/recipes'
import { useSongFacts } from '../stores/songFacts'
import { useSite } from '../stores/site'
import { useStudio } from '../stores/studio'
import { useTexts } from '../stores/texts'
import { useWatch } from '../stores/watch'

interface Resettable<T> {
  getInitialState(): T
  setState(state: T, replace: true): void
}

const reset = <T>(store: Resettable<T>): void => { store.setState(store.getInitialState(), true) }

/** Puts every store back to how the app starts. */
export function resetStores(): void {
  reset(useAccount)
  reset(useAccounts)
  reset(useApp)
  reset(useCatalogue)
  reset(useCompare)
  reset(useDescription)
  reset(useFinding)
  reset(useInputs)
  reset(useJobs)
  reset(useNotices)
  replaceOutlooks([])
  reset(usePair)
  reset(usePlan)
  reset(usePrepare)
  reset(usePresets)
  reset(useRecipeDraft)
  reset(useRecipes)
  reset(useSite)
  reset(useSongFacts)
  reset(useStudio)
  reset(useTexts)
  reset(useWatch)
}
