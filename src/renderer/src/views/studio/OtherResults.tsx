import { FolderOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Player } from '../../audio/player.types'
import { Button } from '../../components/Button'
import { Callout } from '../../components/Callout'
import { tellJob } from '../../stores/jobs'
import { useTextsOf } from '../../stores/texts'
import { TextResults } from './TextResults'

/** Results that are no stems: words are shown, what can neither be heard nor read is named. */
export function OtherResults({ player }: { readonly player: Player }) {
  const { t } = useTranslation()
  const { jobId, unplayable, damaged } = player.session
  const texts = useTextsOf(jobId)
  const unknown = unplayable.filter((name) => !damaged.includes(name) && !texts.some(({ fileName }) => fileName === name))
  const toFolder = <Button size="small" icon={<FolderOpen />} onPress={() => { void tellJob('jobs:showInFolder', jobId) }}>{t('jobs.showInFolder')}</Button>
  return (
    <>
      <TextResults player={player} />
      {damaged.length > 0 && (
        <Callout tone="warning" title={t('texts.damaged', { count: damaged.length, names: damaged.join(', ') })} actions={toFolder}>
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
