import { Activity } from 'lucide-react'
import { Button, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Player } from '../../audio/player.types'
import { Hint } from '../../components/Hint'
import { usePlayerState } from './usePlayer'

/** What tells whether this computer keeps up: gaps in the sound since the job was opened, also when there are none. */
export function SoundDetails({ player }: { readonly player: Player }) {
  const { t, i18n } = useTranslation()
  const { underruns } = usePlayerState(player)
  const { stems, sampleRateHz, original } = player.session
  const facts = [
    { name: t('studio.gaps'), value: underruns === 0 ? t('studio.gapsNone') : underruns.toLocaleString(i18n.language) },
    { name: t('studio.soundRate'), value: t('studio.kilohertz', { value: (sampleRateHz / 1_000).toLocaleString(i18n.language) }) },
    { name: t('studio.soundSources'), value: (stems.length + (original === null ? 0 : 1)).toLocaleString(i18n.language) }
  ]
  return (
    <DialogTrigger>
      <Hint text={t('studio.soundDetails')}>
        <Button className="tool tool--icon" aria-label={t('studio.soundDetails')}><Activity aria-hidden="true" /></Button>
      </Hint>
      <Popover className="popover panel panel--small" placement="bottom end" offset={6}>
        <div className="panel__body">
          <h2 className="panel__title">{t('studio.soundDetails')}</h2>
          <dl className="sound-facts">
            {facts.map(({ name, value }) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
          </dl>
          {underruns > 0 && <p className="speed__value">{t('studio.gapsWhy')}</p>}
        </div>
      </Popover>
    </DialogTrigger>
  )
}
