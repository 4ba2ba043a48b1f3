import { ArrowUpToLine, Ban, Pause, Play, RotateCcw, Trash2, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Toolbar } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/domain/job'
import { IconButton } from '../../components/IconButton'
import { cancelJobs, tellJobs } from '../../stores/jobs'
import { canCancel, canMove, canPause, canRemove, canResume, canRetry } from './abilities'

export interface JobToolbarProps {
  readonly selected: readonly Job[]
  readonly onMoveToTop: () => void
  readonly onRemove: () => void
  readonly onClear: () => void
}

/** What can be done with all selected jobs at once; only what applies to one of them at least. */
export function JobToolbar({ selected, onMoveToTop, onRemove, onClear }: JobToolbarProps) {
  const { t } = useTranslation()
  const bar = useRef<HTMLDivElement>(null)
  const hadFocus = useRef(false)
  const idsOf = (applies: (job: Job) => boolean): string[] => selected.filter(applies).map(({ id }) => id)
  const pausable = idsOf(canPause)
  const resumable = idsOf(canResume)
  const retryable = idsOf(canRetry)

  // A button that has done its work goes away; the focus must not go with it.
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) bar.current?.querySelector('button')?.focus()
  })
  return (
    <div onFocus={() => { hadFocus.current = true }} onBlur={({ relatedTarget }) => { hadFocus.current = relatedTarget === null }}>
      <Toolbar ref={bar} className="jobs__tools" aria-label={t('jobs.selected')}>
        <span className="jobs__count">{t('jobs.selectedCount', { count: selected.length })}</span>
        {pausable.length > 0 && <IconButton label={t('jobs.pause')} icon={<Pause />} onPress={() => { void tellJobs('jobs:pause', pausable) }} />}
        {resumable.length > 0 && <IconButton label={t('jobs.resume')} icon={<Play />} onPress={() => { void tellJobs('jobs:resume', resumable) }} />}
        {retryable.length > 0 && <IconButton label={t('jobs.retry')} icon={<RotateCcw />} onPress={() => { void tellJobs('jobs:retry', retryable) }} />}
        {selected.some(canMove) && <IconButton label={t('jobs.moveToTop')} icon={<ArrowUpToLine />} onPress={onMoveToTop} />}
        {selected.some(canCancel) && <IconButton label={t('jobs.cancel')} icon={<Ban />} onPress={() => { void cancelJobs(selected.filter(canCancel)) }} />}
        {selected.some(canRemove) && <IconButton label={t('app.remove')} icon={<Trash2 />} onPress={onRemove} />}
        <IconButton label={t('jobs.clearSelection')} icon={<X />} onPress={onClear} />
      </Toolbar>
    </div>
  )
}
