import { Music } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/domain/job'
import { IconButton } from '../../components/IconButton'
import { runWhole } from '../../stores/prepare'

/** From a trial to its song: puts both the song and the trial's plan in the form. */
export function RunWhole({ job }: { readonly job: Job }) {
  const { t } = useTranslation()
  return job.input.prepared?.how === 'trial'
    ? <IconButton label={t('prepare.runWhole')} icon={<Music />} onPress={() => { void runWhole(job) }} />
    : null
}
