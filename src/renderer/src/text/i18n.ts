import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en'
import type { enExplore } from './enExplore'
import type { enPrepareDialog, enPrepareErrors } from './enPrepareDialog'
import type { enRecipeErrors, enRecipes } from './enRecipes'
import type { enSettings } from './enSettings'
import type { enStudio } from './enStudio'
import type { enTexts } from './enTexts'
import type { enWatch, enWatchErrors } from './enWatch'

/** Texts of pages that are seldom opened: they come with the page's own code (`addTexts`). */
export interface LateTexts {
  readonly explore: typeof enExplore
  readonly recipes: typeof enRecipes
  readonly settings: typeof enSettings
  readonly studio: typeof enStudio
  readonly texts: typeof enTexts
  readonly prepareDialog: typeof enPrepareDialog
  readonly watch: typeof enWatch
  readonly errors: typeof enWatchErrors & typeof enPrepareErrors & typeof enRecipeErrors
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en & LateTexts }
    returnNull: false
  }
}

/** What one page brings; of the errors its own. */
type TextsOfPage = Partial<Omit<LateTexts, 'errors'>> & { readonly errors?: Partial<LateTexts['errors']> }

const late: TextsOfPage = {}

/** Adds the texts of a page, once its code is loaded. */
export function addTexts(texts: TextsOfPage): void {
  Object.assign(late, texts, { errors: { ...late.errors, ...texts.errors } })
  if (i18next.isInitialized) i18next.addResourceBundle('en', 'translation', texts, true, true)
}

/** Starts the texts; synchronous, since English is part of the bundle. Answers the instance for tests. */
export function startTexts(language = 'en', resources: Record<string, { translation: object }> = { en: { translation: { ...en, ...late, errors: { ...en.errors, ...late.errors } } } }): i18n {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources,
    initAsync: false,
    interpolation: { escapeValue: false } // React escapes
  })
  return i18next
}
