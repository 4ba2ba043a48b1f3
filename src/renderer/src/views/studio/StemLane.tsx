import { useId } from 'react'
import { ToggleButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { StudioStem } from '../../../../shared/domain/studio'
import type { SessionOutlines } from '../../audio/outlines'
import type { Player, StemControls } from '../../audio/player.types'
import { MOST_GAIN, PLAIN_CONTROLS } from '../../audio/stemGains'
import { useWaveform, type WaveformColors } from '../../audio/useWaveform'
import { Hint } from '../../components/Hint'
import { Slider } from '../../components/Slider'
import { stemFamily } from '../../components/stemFamily'
import { gainDecibels, level } from '../../text/format'

export interface StemLaneProps {
  readonly player: Player
  readonly stem: StudioStem
  /** Place among the session's stems, which is what the player counts by. */
  readonly position: number
  readonly controls: StemControls | undefined
  /** Null until all stems' outlines are there. */
  readonly outlines: SessionOutlines | null
  readonly heightPx: number
}

const COLORS: WaveformColors = { wave: '--lane-wave', progress: '--lane-heard', cursor: '--lane-cursor' }

/** One stem: name and mixer at the left, its waveform at the right. M and S work while focus is inside. */
export function StemLane({ player, stem, position, controls = PLAIN_CONTROLS, outlines, heightPx }: StemLaneProps) {
  const { t, i18n } = useTranslation()
  const nameId = useId()
  const outline = outlines?.outlines[position] ?? null
  const wave = useWaveform({ player, outline, scale: outlines?.scale ?? 1, colors: COLORS, heightPx: heightPx - 16 })
  const status = outline !== null ? 'ready' : outlines === null ? 'loading' : 'failed'
  const decibels = gainDecibels(controls.gain)
  const volumeText = decibels === null ? null : t('studio.decibels', { value: level(decibels, i18n.language) })
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
            maximum={MOST_GAIN}
            step={0.02}
            mark={PLAIN_CONTROLS.gain}
            onChange={(gain) => { player.setGain(position, gain) }}
            valueText={volumeText ?? t('studio.silent')}
          />
          <span className="lane__decibels" aria-hidden="true">{volumeText ?? t('studio.decibels', { value: '−∞' })}</span>
        </div>
      </div>
      <div className="lane__wave" data-status={status} style={{ minHeight: `${heightPx}px` }} aria-hidden="true">
        {status === 'failed' && <p className="lane__none">{t('studio.noWaveform')}</p>}
        <div ref={wave} />
      </div>
    </div>
  )
}
