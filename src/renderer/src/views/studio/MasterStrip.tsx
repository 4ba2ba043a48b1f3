import { Volume2 } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Player } from '../../audio/player.types'
import { Hint } from '../../components/Hint'
import type { LevelHub, MeterReading } from './levelHub'
import { Meter } from './Meter'
import { useClipped } from './useLevelHub'
import { usePlayerState } from './usePlayer'
import { VolumeSlider } from './VolumeSlider'

const bothSides = ({ left, right }: MeterReading): readonly number[] => [left, right]

/** The sum: its volume, its level left and right, and the light that says it was too loud. */
export function MasterStrip({ player, hub }: { readonly player: Player; readonly hub: LevelHub }) {
  const { t } = useTranslation()
  const { masterGain } = usePlayerState(player)
  const clipped = useClipped(hub)
  return (
    <div className="master" role="group" aria-label={t('studio.master')}>
      <Volume2 className="master__icon" aria-hidden="true" />
      <div className="master__volume">
        <VolumeSlider label={t('studio.masterVolume')} gain={masterGain} onChange={(gain) => { player.setMasterGain(gain) }} />
      </div>
      <div className="master__meter"><Meter hub={hub} pick={bothSides} direction="right" /></div>
      <Hint text={t(clipped ? 'studio.clipReset' : 'studio.clipNone')}>
        <Button className="clip" data-lit={clipped || undefined} onPress={() => { hub.resetClip() }} aria-label={t(clipped ? 'studio.clipped' : 'studio.notClipped')}>
          {t('studio.clip')}
        </Button>
      </Hint>
      <span className="visually-hidden" role="status">{clipped ? t('studio.clippedSaid') : ''}</span>
    </div>
  )
}
