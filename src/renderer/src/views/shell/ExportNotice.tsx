import { useTranslation } from 'react-i18next'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { showExport } from '../../stores/exports'
import type { Notice } from '../../stores/notices'
import { level } from '../../text/format'

export interface ExportNoticeProps {
  readonly notice: Extract<Notice, { kind: 'exported' }>
  readonly onDismiss: () => void
}

/** What an export has written, and the way to it. */
export function ExportNotice({ notice, onDismiss }: ExportNoticeProps) {
  const { t, i18n } = useTranslation()
  const { exportId, folder, count, skipped, overDecibels } = notice
  return (
    <Callout
      tone="good"
      title={t('export.done', { count, folder })}
      actions={<Button size="small" onPress={() => { void showExport(exportId) }}>{t('jobs.showInFolder')}</Button>}
      dismissLabel={t('app.dismiss')}
      onDismiss={onDismiss}
    >
      {skipped > 0 && <p>{t('export.doneSkipped', { count: skipped })}</p>}
      {overDecibels !== null && <p>{t('export.doneOver', { decibels: level(overDecibels, i18n.language) })}</p>}
    </Callout>
  )
}
