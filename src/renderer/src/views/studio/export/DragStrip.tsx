import { GripVertical } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ExportContent } from '../../../../../shared/domain/exports'
import { Button } from '../../../components/Button'
import { useDragOut } from './useDragOut'

/** What the dialog says, as files to drag into another program. */
export function DragStrip({ content }: { readonly content: ExportContent | null }) {
  const { t } = useTranslation()
  const { state, prepare, draggable, onDragStart } = useDragOut(content)
  return (
    <section className="export__drag" aria-label={t('export.drag')}>
      {state.status === 'ready'
        ? (
          <p className="export__grip" draggable={draggable} onDragStart={onDragStart} role="status">
            <GripVertical aria-hidden="true" />
            <span className="export__grip-words">
              <strong>{t('export.dragReady', { count: state.fileNames.length })}</strong>
              <span className="truncate">{state.fileNames.join(', ')}</span>
            </span>
          </p>
        )
        : (
          <>
            <p className="export__note">{t('export.dragWhat')}</p>
            <Button size="small" icon={<GripVertical />} isDisabled={content === null} isPending={state.status === 'making'} onPress={prepare}>
              {t(state.status === 'making' ? 'export.dragging' : 'export.dragPrepare')}
            </Button>
          </>
        )}
    </section>
  )
}
