import { Suspense, useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './components/Button'
import { ErrorCallout } from './components/ErrorCallout'
import { Spinner } from './components/Spinner'
import { loadSnapshot, useApp } from './stores/app'
import { Shell } from './views/shell/Shell'
import { WelcomeView } from './views/welcome/WelcomeView'

/**
 * Start, welcome, or the app itself. Pages load their code when they are first shown; the values that lead to a page
 * are deferred, so what is on screen stays until the page is there and no blank flashes between.
 */
export function App() {
  return <Suspense fallback={<Starting />}><Stage /></Suspense>
}

function Starting() {
  const { t } = useTranslation()
  return <main className="start"><h1 className="visually-hidden">{t('app.name')}</h1><Spinner label={t('app.loading')} /></main>
}

function Stage() {
  const { t } = useTranslation()
  const start = useDeferredValue(useApp((state) => state.start))
  const service = useDeferredValue(useApp((state) => state.settings.service))
  if (start.status === 'loading') return <Starting />
  if (start.status === 'failed') {
    return (
      <main className="start">
        <h1 className="start__title">{t('app.startFailed')}</h1>
        <ErrorCallout
          error={start.error}
          actions={<Button onPress={() => { void loadSnapshot() }}>{t('app.tryAgain')}</Button>}
        />
      </main>
    )
  }
  return service === null ? <WelcomeView /> : <Shell service={service} />
}
