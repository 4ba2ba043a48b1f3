import { AudioLines, CloudDownload, RotateCcw, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/domain/job'
import { Button } from '../../components/Button'
import { IconButton } from '../../components/IconButton'
import { downloadThere, openOnceReady, openThere, stopOpening, useHistory } from '../../stores/history'
import { isAtRest, removeJobs, tellJobs } from '../../stores/jobs'
import { useMinute } from '../../stores/minute'
import { useOutlook } from '../../stores/outlook'
import { useProgress } from '../../stores/progress'
import { errorText } from '../../text/errorText'
import { dateTime, timeLeft } from '../../text/format'
import { canRetry } from '../jobs/abilities'
import { phaseText } from '../jobs/phaseText'
import { WithReference } from '../pairs/WithReference'
import { Credits } from './Credits'
import { DeleteOnlyThere } from './DeleteThere'
import type { LibraryItem } from './items'
import { RecordHead } from './RecordHead'
import { RunAgain } from './RunAgain'

/** How long it stays at MVSEP, or that it does not any more. */
function Left({ item }: { readonly item: LibraryItem }) {
  const { t, i18n } = useTranslation()
  const nowMs = useMinute()
  if (item.where === 'gone') return <p className="expiry">{t('history.goneWhat')}</p>
  if (item.goesAtMs === null) return <p className="expiry">{t('history.leftUnknown')}</p>
  return <p className="expiry expiry--soon">{t('history.left', { left: timeLeft(item.goesAtMs - nowMs, i18n.language) })}</p>
}

/** How far a job is whose stems are not here yet. */
function Progress({ job }: { readonly job: Job }) {
  const { t, i18n } = useTranslation()
  const progress = useProgress(job.id)
  const outlook = useOutlook(job.id)
  if (job.phase !== 'failed') return <p className="record__phase">{phaseText(job, progress, t, i18n.language, outlook)}</p>
  const { what, next } = errorText(job.error, t, job.input.name)
  return <p className="record__phase record__phase--failed">{what} {job.remote === null ? '' : next}</p>
}

/** A job whose stems are not here: on their way, only at MVSEP, or gone. */
export function OtherRow({ item }: { readonly item: LibraryItem }) {
  const { t, i18n } = useTranslation()
  const isOpening = useHistory(({ openingId }) => item.job !== null && openingId === item.job.id)
  const { job, row, where } = item
  const open = (): void => {
    if (row !== null && where === 'there') void openThere(row)
    else if (job !== null) openOnceReady(job)
  }
  return (
    <li className="record" aria-label={item.name}>
      <div className="record__words">
        <RecordHead item={item} />
        <p className="record__facts">
          {item.algorithmName ?? t('history.unknownAlgorithm')} · {t('history.sent', { when: dateTime(item.atMs, i18n.language) })}
          <Credits row={row} />
        </p>
        <WithReference job={job} className="record__facts" />
        {job !== null && where !== 'there' && <Progress job={job} />}
        {where !== 'coming' && (job === null || where === 'there') && <Left item={item} />}
        {isOpening && <p className="expiry" role="status">{t('history.openWhenReady')}</p>}
      </div>
      <div className="record__actions">
        {where === 'there' && row !== null && <Button icon={<CloudDownload />} onPress={() => { void downloadThere(row) }}>{t('history.download')}</Button>}
        {where === 'there' && row === null && job !== null && canRetry(job) && (
          <Button icon={<RotateCcw />} onPress={() => { void tellJobs('jobs:retry', [job.id]) }}>{t('jobs.retry')}</Button>
        )}
        {isOpening
          ? <Button kind="quiet" onPress={stopOpening}>{t('history.stopOpening')}</Button>
          : (where === 'coming' || (where === 'there' && row !== null)) && <Button icon={<AudioLines />} onPress={open}>{t('jobs.openInStudio')}</Button>}
        {row !== null && row.renderId !== null && <RunAgain renderId={row.renderId} algorithmName={row.algorithmName ?? t('history.unknownAlgorithm')} />}
        {where === 'there' && row !== null && job === null && <DeleteOnlyThere row={row} name={item.name} />}
        {job !== null && isAtRest(job) && <IconButton label={t('jobs.remove')} icon={<Trash2 />} onPress={() => { void removeJobs([job]) }} />}
      </div>
    </li>
  )
}
