import { GripVertical } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportContent } from '../../../../../shared/domain/exports'
import { Button } from '../../../components/Button'
import { count } from '../../../text/format'
import { useDragOut } from './useDragOut'

/** What the dialog says, as files to drag into another program. */
export function DragStrip({ content }: { readonly content: ExportContent | null }) {
  const { t, i18n } = useTranslation()
  const { state, prepare, draggable, onDragStart } = useDragOut(content)
  const outcome = state.status === 'answered' ? state : null
  const place = useRef<HTMLElement>(null)
  const wasAsked = useRef(false)
  // The button that was pressed has given way to the answer: the focus stays with it.
  useEffect(() => {
    if (wasAsked.current && outcome !== null) place.current?.focus()
    if (outcome !== null) wasAsked.current = false
  }, [outcome])
  const ask = (lowerByDecibels?: number): void => {
    wasAsked.current = true
    prepare(lowerByDecibels)
  }
  return (
    <section className="export__drag" aria-label={t('export.drag')} ref={place} tabIndex={-1}>
      {outcome?.kind === 'ready' && (
        <p className="export__grip" draggable={draggable} onDragStart={onDragStart} role="status">
          <GripVertical aria-hidden="true" />
          <span className="export__grip-words">
            <strong>{t('export.dragReady', { count: outcome.fileNames.length })}</strong>
            <span className="truncate">{outcome.fileNames.join(', ')}</span>
          </span>
        </p>
      )}
      {outcome?.kind === 'clips' && (
        <>
          <p className="export__none" role="status">{t('export.clips', { decibels: count(outcome.peakDecibels, i18n.language) })}</p>
          <Button size="small" onPress={() => { ask(outcome.lowerByDecibels) }}>
            {t('export.lower', { decibels: count(outcome.lowerByDecibels, i18n.language) })}
          </Button>
        </>
      )}
      {outcome === null && (
        <>
          <p className="export__note">{t('export.dragWhat')}</p>
          <Button size="small" icon={<GripVertical />} isDisabled={content === null} isPending={state.status === 'making'} onPress={() => { ask() }}>
            {t(state.status === 'making' ? 'export.dragging' : 'export.dragPrepare')}
          </Button>
        </>
      )}
    </section>
  )
}
