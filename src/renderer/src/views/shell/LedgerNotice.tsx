import { useTranslation } from 'react-i18next'
import { Callout } from '../../components/Callout'
import { useApp } from '../../stores/app'

/** Stands while the list of jobs cannot be written to the disk; it goes by itself. */
export function LedgerNotice() {
  const { t } = useTranslation()
  const isUnsaved = useApp((state) => state.ledgerUnsaved)
  if (!isUnsaved) return null
  return (
    <div className="notices__one">
      <Callout tone="warning" title={t('there.ledgerUnsaved')}>{t('there.ledgerUnsavedNext')}</Callout>
    </div>
  )
}
