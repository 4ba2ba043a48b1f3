import { useTranslation } from 'react-i18next'
import type { Player } from '../../audio/player.types'
import { Callout } from '../../components/Callout'
import { useTextsOf } from '../../stores/texts'
import { ShowInFolder } from './ShowInFolder'
import { TextResults } from './TextResults'

/** Results that are no stems: words are shown, what can neither be heard nor read is named. */
export function OtherResults({ player }: { readonly player: Player }) {
  const { t } = useTranslation()
  const { jobId, unplayable, damaged } = player.session
  const texts = useTextsOf(jobId)
  const unknown = unplayable.filter((name) => !damaged.includes(name) && !texts.some(({ fileName }) => fileName === name))
  return (
    <>
      <TextResults player={player} />
      {unknown.length > 0 && (
        <Callout
          tone="plain"
          title={t('studio.unplayable', { count: unknown.length, names: unknown.join(', ') })}
          actions={<ShowInFolder jobId={jobId} />}
        />
      )}
    </>
  )
}
