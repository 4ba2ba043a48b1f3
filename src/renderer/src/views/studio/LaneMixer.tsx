import { AudioLines } from 'lucide-react'
import { memo, useCallback } from 'react'
import { ToggleButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { StudioStem } from '../../../../shared/domain/studio'
import type { Player, StemControls } from '../../audio/player.types'
import { Hint } from '../../components/Hint'
import { StemFileMenu } from './export/StemFileMenu'
import type { LevelHub, MeterReading } from './levelHub'
import { Meter } from './Meter'
import { PanSlider } from './PanSlider'
import { VolumeSlider } from './VolumeSlider'

interface LaneMixerProps {
  readonly player: Player
  readonly hub: LevelHub
  readonly stem: StudioStem
  /** Place among the session's stems, which is what the player counts by. */
  readonly position: number
  readonly controls: StemControls
  readonly showsSpectrum: boolean
  readonly onShowSpectrum: (isShown: boolean) => void
}

/** What is done with one stem. Drawn anew only when its own controls change: twelve of these are most of the page. */
export const LaneMixer = memo(function LaneMixer({ player, hub, stem, position, controls, showsSpectrum, onShowSpectrum }: LaneMixerProps) {
  const { t } = useTranslation()
  const pick = useCallback(({ stems }: MeterReading) => [stems[position] ?? 0], [position])
  return (
    <>
      <div className="lane__tools">
        <Hint text={t('studio.spectrumHint')}>
          <ToggleButton className="tool tool--icon tool--small" aria-label={t('studio.spectrum')} isSelected={showsSpectrum} onChange={onShowSpectrum}>
            <AudioLines aria-hidden="true" />
          </ToggleButton>
        </Hint>
        <StemFileMenu jobId={player.session.jobId} stem={stem} isAlone={player.session.stems.length === 1} />
      </div>
      <div className="lane__switches">
        <Hint text={t('studio.mute')}>
          <ToggleButton
            className="lane-switch lane-switch--mute"
            aria-label={t('studio.mute')}
            isSelected={controls.muted}
            onChange={(muted) => { player.setMuted(position, muted) }}
          >
            {t('studio.muteLetter')}
          </ToggleButton>
        </Hint>
        <Hint text={t('studio.soloHint')}>
          <ToggleButton
            className="lane-switch lane-switch--solo"
            aria-label={t('studio.solo')}
            isSelected={controls.soloed}
            onPress={({ shiftKey, ctrlKey, metaKey }) => {
              const exclusive = shiftKey || ctrlKey || metaKey
              player.setSoloed(position, exclusive || !controls.soloed, exclusive)
            }}
          >
            {t('studio.soloLetter')}
          </ToggleButton>
        </Hint>
      </div>
      <div className="lane__sliders">
        <VolumeSlider label={t('studio.volume')} gain={controls.gain} onChange={(gain) => { player.setGain(position, gain) }} />
        <PanSlider pan={controls.pan} onChange={(pan) => { player.setPan(position, pan) }} />
      </div>
      <div className="lane__meter"><Meter hub={hub} pick={pick} direction="up" /></div>
    </>
  )
})
