import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/domain/job'
import { ActionMenu, type MenuAction } from '../../components/ActionMenu'
import { removeJobs, runWithAnother, tellJobs } from '../../stores/jobs'
import { runWhole } from '../../stores/prepare'
import { canMove, canPause, canResume, canStopFollowing, hasSong } from './abilities'

export interface JobMenuProps {
  readonly job: Job
  /** Moves the job in the queue. */
  readonly onStep: (jobId: string, step: -1 | 1 | 'top') => void
}

/** What is done with one job once in a while. */
export function JobMenu({ job, onStep }: JobMenuProps) {
  const { t } = useTranslation()
  const actions: MenuAction[] = []
  const offer = (isPossible: boolean, key: string, label: string, onAction: () => void): void => {
    if (isPossible) actions.push({ key, label, onAction })
  }
  offer(canPause(job), 'pause', t('jobs.pause'), () => { void tellJobs('jobs:pause', [job.id]) })
  offer(canResume(job), 'resume', t('jobs.resume'), () => { void tellJobs('jobs:resume', [job.id]) })
  offer(canMove(job), 'top', t('jobs.moveToTop'), () => { onStep(job.id, 'top') })
  offer(canMove(job), 'up', t('app.moveUp'), () => { onStep(job.id, -1) })
  offer(canMove(job), 'down', t('app.moveDown'), () => { onStep(job.id, 1) })
  offer(canStopFollowing(job), 'stopFollowing', t('jobs.stopFollowing'), () => { void tellJobs('jobs:stopFollowing', [job.id]) })
  offer(hasSong(job), 'another', t('jobs.runWithAnother'), () => { void runWithAnother([job.id]) })
  offer(job.input.prepared?.how === 'trial', 'whole', t('prepare.runWhole'), () => { void runWhole(job) })
  offer(canMove(job), 'remove', t('jobs.remove'), () => { void removeJobs([job]) })
  return actions.length === 0 ? null : <ActionMenu label={t('app.moreAbout', { name: job.input.name })} actions={actions} />
}
