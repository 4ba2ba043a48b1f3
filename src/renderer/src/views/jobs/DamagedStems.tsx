import { useTranslation } from 'react-i18next'
import { damagedButThere } from '../../../../shared/domain/expiry'
import type { Job } from '../../../../shared/domain/job'
import { Button } from '../../components/Button'
import { useMinute } from '../../stores/minute'
import { fetchAgain } from '../../stores/there'
import './there.css'

/** Stems that are damaged or gone, with the way to have them again; nothing where all is well. */
export function DamagedStems({ job }: { readonly job: Job & { readonly phase: 'ready' } }) {
  const { t, i18n } = useTranslation()
  const there = damagedButThere(job, useMinute())
  const damaged = job.files.filter((file) => file.damaged)
  if (damaged.length === 0) return null
  const stems = new Intl.ListFormat(i18n.language).format(damaged.map(({ stem }) => stem))
  return (
    <div className="damaged">
      <p>{t('there.damaged', { count: damaged.length, stems })}</p>
      {there.length > 0 && (
        <Button size="small" onPress={() => { void fetchAgain(job.id, there.map(({ index }) => index)) }}>{t('there.fetchAgain')}</Button>
      )}
    </div>
  )
}
