import { useId } from 'react'
import { ToggleButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { StudioStem } from '../../../../shared/domain/studio'
import type { Player, StemControls } from '../../audio/player.types'
import { useWaveform, type WaveformColors } from '../../audio/useWaveform'
import { Hint } from '../../components/Hint'
import { Slider } from '../../components/Slider'
import { stemFamily } from '../../components/stemFamily'
import { gainDecibels } from '../../text/format'

export interface StemLaneProps {
  readonly player: Player
  readonly stem: StudioStem
  /** Place among the session's stems, which is what the player counts by. */
  readonly position: number
  readonly controls: StemControls | undefined
  readonly heightPx: number
}

const COLORS: WaveformColors = { wave: '--lane-wave', progress: '--lane-heard', cursor: '--lane-cursor' }
const AS_DELIVERED: StemControls = { muted: false, soloed: false, gain: 1 }

/** One stem: name and mixer at the left, its waveform at the right. M and S work while focus is inside. */
export function StemLane({ player, stem, position, controls = AS_DELIVERED, heightPx }: StemLaneProps) {
  const { t } = useTranslation()
  const nameId = useId()
  const { ref, status } = useWaveform({ player, stem, colors: COLORS, heightPx: heightPx - 16 })
  const decibels = gainDecibels(controls.gain)
  const silenced = controls.muted || (!controls.soloed && player.getState().controls.some(({ soloed }) => soloed))
  const solo = (exclusive: boolean): void => { player.setSoloed(position, exclusive || !controls.soloed, exclusive) }
  return (
    <div
      className="lane"
      role="group"
      aria-labelledby={nameId}
      data-family={stemFamily(stem.name)}
      data-silenced={silenced || undefined}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return
        if (event.key.toLowerCase() === 'm') player.setMuted(position, !controls.muted)
        else if (event.key.toLowerCase() === 's') solo(event.shiftKey)
      }}
    >
      <div className="lane__mixer">
        <p className="lane__name" id={nameId}>{stem.name}</p>
        <div className="lane__switches">
          <Hint text={t('studio.muteHint')}>
            <ToggleButton className="switch switch--mute" isSelected={controls.muted} onChange={(muted) => { player.setMuted(position, muted) }}>
              {t('studio.mute')}
            </ToggleButton>
          </Hint>
          <Hint text={t('studio.soloHint')}>
            <ToggleButton
              className="switch switch--solo"
              isSelected={controls.soloed}
              onChange={(soloed) => { player.setSoloed(position, soloed, false) }}
            >
              {t('studio.solo')}
            </ToggleButton>
          </Hint>
        </div>
        <div className="lane__volume">
          <Slider
            label={t('studio.volume')}
            value={controls.gain}
            minimum={0}
            maximum={2}
            step={0.02}
            onChange={(gain) => { player.setGain(position, gain) }}
            valueText={decibels === null ? t('studio.silent') : t('studio.decibels', { value: decibels })}
          />
          <span className="lane__decibels" aria-hidden="true">{decibels === null ? '−∞' : `${decibels > 0 ? '+' : ''}${decibels.toFixed(1)}`}</span>
        </div>
      </div>
      <div className="lane__wave" data-status={status} style={{ minHeight: `${heightPx}px` }} aria-hidden="true"><div ref={ref} /></div>
    </div>
  )
}
