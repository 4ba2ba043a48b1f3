import { GripVertical } from 'lucide-react'
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
  return (
    <section className="export__drag" aria-label={t('export.drag')}>
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
          <Button size="small" onPress={() => { prepare(outcome.lowerByDecibels) }}>
            {t('export.lower', { decibels: count(outcome.lowerByDecibels, i18n.language) })}
          </Button>
        </>
      )}
      {outcome === null && (
        <>
          <p className="export__note">{t('export.dragWhat')}</p>
          <Button size="small" icon={<GripVertical />} isDisabled={content === null} isPending={state.status === 'making'} onPress={() => { prepare() }}>
            {t(state.status === 'making' ? 'export.dragging' : 'export.dragPrepare')}
          </Button>
        </>
      )}
    </section>
  )
}
