import { AudioLines } from 'lucide-react'
import { useCallback, useId, useState, type ReactNode } from 'react'
import { ToggleButton } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { StudioStem } from '../../../../shared/domain/studio'
import type { SessionPeaks } from '../../audio/sessionPeaks'
import type { Player, StemControls } from '../../audio/player.types'
import { PLAIN_CONTROLS } from '../../audio/stemGains'
import type { TimeView } from '../../audio/timeView'
import { useWaveform, type WaveformColors } from '../../audio/useWaveform'
import { Hint } from '../../components/Hint'
import { stemFamily } from '../../components/stemFamily'
import type { LevelHub, MeterReading } from './levelHub'
import { Meter } from './Meter'
import { PanSlider } from './PanSlider'
import { Spectrogram } from './Spectrogram'
import { VolumeSlider } from './VolumeSlider'

export interface StemLaneProps {
  readonly player: Player
  readonly view: TimeView
  readonly hub: LevelHub
  readonly stem: StudioStem
  /** Place among the session's stems, which is what the player counts by. */
  readonly position: number
  readonly controls: StemControls | undefined
  /** Null until all stems' peaks are there. */
  readonly peaks: SessionPeaks | null
  readonly heightPx: number
  /** What can be done with the stem's file. */
  readonly menu?: ReactNode
}

const COLORS: WaveformColors = { wave: '--lane-wave', progress: '--lane-heard' }
const EDGE_PX = 12

/** One stem: name and mixer at the left, its waveform or spectrogram at the right. */
export function StemLane({ player, view, hub, stem, position, controls = PLAIN_CONTROLS, peaks, heightPx, menu }: StemLaneProps) {
  const { t } = useTranslation()
  const nameId = useId()
  const [showsSpectrum, setShowsSpectrum] = useState(false)
  const pick = useCallback(({ stems }: MeterReading) => [stems[position] ?? 0], [position])
  const own = peaks?.stems[position] ?? null
  const status = own !== null ? 'ready' : peaks === null ? 'loading' : 'failed'
  const silenced = controls.muted || (!controls.soloed && player.getState().controls.some(({ soloed }) => soloed))
  return (
    <div
      className="lane"
      role="group"
      aria-labelledby={nameId}
      tabIndex={-1}
      data-family={stemFamily(stem.name)}
      data-silenced={silenced || undefined}
      data-stem-position={position}
    >
      <div className="lane__mixer">
        <div className="lane__head">
          <p className="lane__name truncate" id={nameId} title={stem.name}>{stem.name}</p>
          <div className="lane__tools">
            <Hint text={t('studio.spectrumHint')}>
              <ToggleButton className="tool tool--icon tool--small" aria-label={t('studio.spectrum')} isSelected={showsSpectrum} onChange={setShowsSpectrum}>
                <AudioLines aria-hidden="true" />
              </ToggleButton>
            </Hint>
            {menu}
          </div>
          <div className="lane__switches">
            <Hint text={t('studio.muteHint')}>
              <ToggleButton
                className="switch switch--mute"
                aria-label={t('studio.mute')}
                isSelected={controls.muted}
                onChange={(muted) => { player.setMuted(position, muted) }}
              >
                {t('studio.muteLetter')}
              </ToggleButton>
            </Hint>
            <Hint text={t('studio.soloHint')}>
              <ToggleButton
                className="switch switch--solo"
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
        </div>
        <div className="lane__sliders">
          <VolumeSlider label={t('studio.volume')} gain={controls.gain} onChange={(gain) => { player.setGain(position, gain) }} />
          <PanSlider pan={controls.pan} onChange={(pan) => { player.setPan(position, pan) }} />
        </div>
        <div className="lane__meter"><Meter hub={hub} pick={pick} direction="up" /></div>
      </div>
      <div className="lane__wave" data-status={status} style={{ minHeight: `${heightPx}px` }} aria-hidden="true">
        {showsSpectrum
          ? <Spectrogram player={player} stem={stem} view={view} heightPx={heightPx} />
          : (
            <>
              {status === 'failed' && <p className="lane__none">{t('studio.noWaveform')}</p>}
              <Waveform player={player} stem={stem} view={view} peaks={peaks} position={position} heightPx={heightPx - EDGE_PX} />
            </>
          )}
      </div>
    </div>
  )
}

function Waveform({ player, stem, view, peaks, position, heightPx }: Pick<StemLaneProps, 'player' | 'stem' | 'view' | 'peaks' | 'position' | 'heightPx'>) {
  const wave = useWaveform({
    player, stem, view, peaks: peaks?.stems[position] ?? null, scale: peaks?.scale ?? 1, colors: COLORS, heightPx
  })
  return <div ref={wave} />
}
