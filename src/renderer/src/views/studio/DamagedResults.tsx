import { useTranslation } from 'react-i18next'
import { damagedButThere } from '../../../../shared/domain/expiry'
import type { StudioSession } from '../../../../shared/domain/studio'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { useJobs } from '../../stores/jobs'
import { useMinute } from '../../stores/minute'
import { goTo } from '../../stores/navigation'
import { fetchAgain } from '../../stores/there'
import { ShowInFolder } from './ShowInFolder'

/** Results that are gone or broken, with the way to have them again; nothing where all is well. */
export function DamagedResults({ session: { jobId, damaged: atOpening } }: { readonly session: StudioSession }) {
  const { t } = useTranslation()
  const job = useJobs(({ jobs }) => jobs.find(({ id }) => id === jobId))
  const nowMs = useMinute()
  // What comes out while a stem is decoded is told with the job.
  const noted = job?.phase === 'ready' ? job.files.filter((file) => file.damaged).map(({ fileName }) => fileName) : []
  const damaged = [...new Set([...atOpening, ...noted])]
  if (damaged.length === 0) return null
  const there = job === undefined ? [] : damagedButThere(job, nowMs)
  // The Studio lets go of the files first; the job's row tells how far they are.
  const again = async (): Promise<void> => {
    goTo({ page: 'separate' })
    await fetchAgain(jobId, there.map(({ index }) => index))
  }
  return (
    <Callout
      tone="warning"
      title={t('texts.damaged', { count: damaged.length, names: damaged.join(', ') })}
      actions={<>{there.length > 0 && <Button size="small" onPress={() => { void again() }}>{t('there.fetchAgain')}</Button>}<ShowInFolder jobId={jobId} /></>}
    >
      <p>{t('texts.damagedNext')}</p>
    </Callout>
  )
}
