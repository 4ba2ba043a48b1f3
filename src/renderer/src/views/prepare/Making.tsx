import { useTranslation } from 'react-i18next'
import { ProgressBar } from '../../components/ProgressBar'

/** How far the file is that will be sent. */
export function Making({ fraction }: { readonly fraction: number }) {
  const { t } = useTranslation()
  return (
    <div className="prepare__making">
      <p role="status">{t('prepareDialog.working')}</p>
      <ProgressBar label={t('prepareDialog.progress')} fraction={fraction} />
    </div>
  )
}
