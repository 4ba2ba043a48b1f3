import { FolderOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/Button'
import { showInFolder } from '../../stores/jobs'

/** Shows a job's results where they lie. */
export function ShowInFolder({ jobId }: { readonly jobId: string }) {
  const { t } = useTranslation()
  return <Button size="small" icon={<FolderOpen />} onPress={() => { void showInFolder(jobId) }}>{t('jobs.showInFolder')}</Button>
}
