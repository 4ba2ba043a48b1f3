import { FolderOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Player } from '../../audio/player.types'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { showInFolder, useJobs } from '../../stores/jobs'
import { goTo } from '../../stores/navigation'
import { useTextsOf } from '../../stores/texts'
import { fetchAgain } from '../../stores/there'
import { TextResults } from './TextResults'

/** Results that are no stems: words are shown, what can neither be heard nor read is named. */
export function OtherResults({ player }: { readonly player: Player }) {
  const { t } = useTranslation()
  const { jobId, unplayable, damaged } = player.session
  const texts = useTextsOf(jobId)
  const unknown = unplayable.filter((name) => !damaged.includes(name) && !texts.some(({ fileName }) => fileName === name))
  const job = useJobs(({ jobs }) => jobs.find(({ id }) => id === jobId))
  const lost = job?.phase === 'ready' && job.remote?.deletedAtMs === null ? job.files.filter(({ damaged: isDamaged }) => isDamaged) : []
  // The Studio lets go of the files first; the job's row tells how far they are.
  const again = async (): Promise<void> => {
    goTo({ page: 'separate' })
    await fetchAgain(jobId, lost.map(({ index }) => index))
  }
  const toFolder = <Button size="small" icon={<FolderOpen />} onPress={() => { void showInFolder(jobId) }}>{t('jobs.showInFolder')}</Button>
  return (
    <>
      <TextResults player={player} />
      {damaged.length > 0 && (
        <Callout tone="warning" title={t('texts.damaged', { count: damaged.length, names: damaged.join(', ') })} actions={<>{lost.length > 0 && <Button size="small" onPress={() => { void again() }}>{t('there.fetchAgain')}</Button>}{toFolder}</>}>
          <p>{t('texts.damagedNext')}</p>
        </Callout>
      )}
      {unknown.length > 0 && (
        <Callout
          tone="plain"
          title={t('studio.unplayable', { count: unknown.length, names: unknown.join(', ') })}
          actions={toFolder}
        />
      )}
    </>
  )
}
