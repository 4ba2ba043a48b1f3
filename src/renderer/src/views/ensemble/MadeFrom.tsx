import { useTranslation } from 'react-i18next'
import type { MadeHere } from '../../../../shared/domain/job'
import { TextLink } from '../../components/TextLink'
import { useJobs } from '../../stores/jobs'
import { goToStudio } from '../../stores/studio'

/** What results were made of, each leading to its job; of jobs that are gone the plan's words keep the names. */
export function MadeFrom({ madeHere }: { readonly madeHere: MadeHere }) {
  const { t } = useTranslation()
  const jobs = useJobs((state) => state.jobs)
  const sources = madeHere.fromJobIds.flatMap((id) => jobs.find((job) => job.id === id && job.phase === 'ready') ?? [])
  if (sources.length === 0) return <p className="expiry">{t('ensemble.madeHere')}</p>
  return (
    <p className="expiry">
      {t('ensemble.madeFrom')}{' '}
      {sources.map(({ id, plan }, place) => (
        <span key={id}>{place > 0 && ' + '}<TextLink title={t('jobs.openInStudio')} onPress={() => { goToStudio(id) }}>{plan.algorithmName}</TextLink></span>
      ))}
    </p>
  )
}
