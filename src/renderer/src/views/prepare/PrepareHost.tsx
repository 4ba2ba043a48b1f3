import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useInputs } from '../../stores/inputs'
import { usePrepare } from '../../stores/prepare'
import { sentWords } from './preparedWords'

const PrepareDialog = lazy(async () => ({ default: (await import('./PrepareDialog')).PrepareDialog }))

/** The dialog in which it is chosen what is sent, while it is open, and words for what came of it. */
export function PrepareHost() {
  const { t, i18n } = useTranslation()
  const { inputId, last } = usePrepare()
  const input = useInputs(({ inputs }) => inputs.find(({ id }) => id === inputId))
  const what = last === null ? '' : sentWords(last.input, t, i18n.language)
  return (
    <>
      <p className="visually-hidden" role="status">
        {last !== null && (what === '' ? t('prepare.undone', { name: last.input.name }) : t('prepare.done', { name: last.input.name, what }))}
      </p>
      {input !== undefined && <Suspense fallback={null}><PrepareDialog key={input.id} input={input} /></Suspense>}
    </>
  )
}
