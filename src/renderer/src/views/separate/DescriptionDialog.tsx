import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Algorithm, AlgorithmDescription } from '../../../../shared/domain/algorithm'
import type { ServiceId } from '../../../../shared/domain/service'
import { Button } from '../../components/Button'
import { Dialog } from '../../components/Dialog'
import { ErrorCallout } from '../../components/ErrorCallout'
import { RichTextView } from '../../components/RichTextView'
import { Spinner } from '../../components/Spinner'
import { loadDescription, useDescription } from '../../stores/descriptions'
import { openWebPage } from '../../stores/webPages'

/** The base of a language tag: "pt" of "pt-BR". */
const base = (tag: string): string => tag.toLowerCase().split(/[-_]/)[0] ?? ''

/** A language by its own name for the reader; the tag itself where no name is known or the tag is none. */
function languageName(tag: string, reader: string): string {
  try {
    return new Intl.DisplayNames([reader], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

function DescriptionText({ description }: { readonly description: AlgorithmDescription }) {
  const { t, i18n } = useTranslation()
  const { language, text } = description
  return (
    <>
      {base(language) !== base(i18n.language) && (
        <p className="description__note">{t('picker.otherLanguage', { language: languageName(language, i18n.language) })}</p>
      )}
      <RichTextView text={text} language={language} tableLabel={t('picker.table')} onLink={(url) => { void openWebPage(url) }} />
    </>
  )
}

function DescriptionBody({ service, renderId }: { readonly service: ServiceId; readonly renderId: number }) {
  const { t, i18n } = useTranslation()
  const state = useDescription((store) => store.state)
  const { language } = i18n
  useEffect(() => { void loadDescription(service, renderId, language) }, [service, renderId, language])
  switch (state.status) {
    case 'loading': return <Spinner label={t('picker.describing')} />
    case 'failed':
      return (
        <ErrorCallout
          error={state.error}
          actions={<Button size="small" onPress={() => { void loadDescription(service, renderId, language) }}>{t('app.tryAgain')}</Button>}
        />
      )
    case 'ready':
      return state.description === null ? <p className="description__note">{t('picker.noDescription')}</p> : <DescriptionText description={state.description} />
  }
}

/** The long description of an algorithm, to read at leisure. */
export function DescriptionDialog({ service, algorithm, isOpen, onClose }: {
  readonly service: ServiceId; readonly algorithm: Algorithm; readonly isOpen: boolean; readonly onClose: () => void
}) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={algorithm.name}
      closeLabel={t('app.close')}
      isOpen={isOpen}
      onClose={onClose}
      size="wide"
      footer={<Button onPress={onClose}>{t('app.close')}</Button>}
    >
      <DescriptionBody service={service} renderId={algorithm.renderId} />
    </Dialog>
  )
}
