import { GripVertical } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DEFAULT_TEMPLATE } from '../../../../../shared/domain/exportNames'
import type { ExportContent } from '../../../../../shared/domain/exports'
import type { StudioStem } from '../../../../../shared/domain/studio'
import { ActionMenu } from '../../../components/ActionMenu'
import { copyStemPath, showStem } from '../../../stores/stemFile'
import { useOpenExport } from './openExport'
import { useDragOut } from './useDragOut'
import './export.css'

export interface StemFileMenuProps {
  readonly jobId: string
  readonly stem: StudioStem
  /** Whether it is the only one: without it there is nothing. */
  readonly isAlone: boolean
}

/** A stem's file: a grip to drag a copy out of the window by, and for the keyboard a menu that leads to the file. */
export function StemFileMenu({ jobId, stem, isAlone }: StemFileMenuProps) {
  const { t } = useTranslation()
  const { index, name } = stem
  const content = useMemo((): ExportContent => ({
    jobId,
    what: { kind: 'stems', stemIndexes: [index] },
    range: null,
    format: 'same',
    lowerByDecibels: 0,
    template: DEFAULT_TEMPLATE,
    tags: true,
    // The usual names tell neither; were they waited for, a copy that is ready would be made anew when they come.
    estimates: { bpm: null, key: null }
  }), [jobId, index])
  const openExport = useOpenExport()
  const { prepare, draggable, onDragStart } = useDragOut(content)
  return (
    <>
      {/* For the mouse alone: whoever has none takes the menu. Copies are made as it comes near. */}
      <span
        className="stem-grip"
        title={t('export.dragStem', { stem: name })}
        data-ready={draggable || undefined}
        draggable={draggable}
        onPointerEnter={() => { prepare() }}
        onDragStart={onDragStart}
        aria-hidden="true"
      >
        <GripVertical />
      </span>
      <ActionMenu
        label={t('export.stemFile', { stem: name })}
        actions={[
          ...(isAlone ? [] : [{ key: 'without', label: t('studio.exportWithout', { stem: name }), onAction: () => { openExport({ without: index }) } }]),
          { key: 'show', label: t('jobs.showInFolder'), onAction: () => { void showStem(jobId, index) } },
          { key: 'copy', label: t('export.copyPath'), onAction: () => { void copyStemPath(jobId, index, name) } }
        ]}
      />
    </>
  )
}
