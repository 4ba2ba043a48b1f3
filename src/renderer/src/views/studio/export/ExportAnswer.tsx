import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../components/Button'
import { Callout } from '../../../components/Callout'
import { ErrorCallout } from '../../../components/ErrorCallout'
import { useExport } from '../../../stores/exports'
import { count } from '../../../text/format'

export interface ExportAnswerProps {
  readonly lowerBy: (decibels: number) => void
  readonly cutOff: () => void
  readonly replace: (names: readonly string[]) => void
}

/** What stopped an export before anything was written, and the ways on from there; in sight as it comes. */
export function ExportAnswer(props: ExportAnswerProps) {
  const place = useRef<HTMLDivElement>(null)
  const state = useExport((store) => store.state)
  useEffect(() => {
    if (state.status === 'answered' || state.status === 'failed') place.current?.scrollIntoView({ block: 'end' })
  }, [state])
  return <div className="export__answer" ref={place}><Answer {...props} /></div>
}

function Answer({ lowerBy, cutOff, replace }: ExportAnswerProps) {
  const { t, i18n } = useTranslation()
  const state = useExport((store) => store.state)
  if (state.status === 'failed') return <ErrorCallout error={state.error} />
  if (state.status !== 'answered') return null
  const { outcome } = state
  switch (outcome.kind) {
    case 'clips': return (
      <div role="alert">
        <Callout
          tone="warning"
          title={t('export.clips', { decibels: count(outcome.peakDecibels, i18n.language) })}
          actions={
            <>
              <Button size="small" kind="primary" onPress={() => { lowerBy(outcome.lowerByDecibels) }}>
                {t('export.lower', { decibels: count(outcome.lowerByDecibels, i18n.language) })}
              </Button>
              <Button size="small" onPress={cutOff}>{t('export.cutOff')}</Button>
            </>
          }
        >
          {t('export.clipsNext')}
        </Callout>
      </div>
    )
    case 'wouldReplace': return (
      <div role="alert">
        <Callout
          tone="warning"
          title={t('export.wouldReplace', { count: outcome.fileNames.length, names: outcome.fileNames.join(', ') })}
          actions={
            <Button size="small" kind="danger" onPress={() => { replace(outcome.fileNames) }}>{t('export.replace', { count: outcome.fileNames.length })}</Button>
          }
        >
          {t('export.wouldReplaceNext')}
        </Callout>
      </div>
    )
    case 'done': return <div role="alert"><Callout tone="plain" title={t('export.allSkipped')} /></div>
  }
}
