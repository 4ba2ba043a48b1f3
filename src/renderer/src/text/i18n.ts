import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en }
    returnNull: false
  }
}

/** Starts the texts; synchronous, since English is part of the bundle. Answers the instance for tests. */
export function startTexts(language = 'en', resources: Record<string, { translation: object }> = { en: { translation: en } }): i18n {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources,
    initAsync: false,
    interpolation: { escapeValue: false } // React escapes
  })
  return i18next
}
