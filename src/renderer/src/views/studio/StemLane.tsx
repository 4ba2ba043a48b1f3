import { memo, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StudioStem } from '../../../../shared/domain/studio'
import type { Player, StemControls } from '../../audio/player.types'
import { levelsAt, type SessionPeaks } from '../../audio/sessionPeaks'
import { PLAIN_CONTROLS } from '../../audio/stemGains'
import type { TimeView } from '../../audio/timeView'
import type { WaveformColors } from '../../audio/createWaveform'
import { useWaveform } from '../../audio/useWaveform'
import { stemFamily } from '../../components/stemFamily'
import { LaneMixer } from './LaneMixer'
import type { LevelHub } from './levelHub'
import { PianoRoll } from './PianoRoll'
import { Spectrogram } from './Spectrogram'

export interface StemLaneProps {
  readonly player: Player
  readonly view: TimeView
  readonly hub: LevelHub
  readonly stem: StudioStem
  /** Place among the session's stems, which is what the player counts by. */
  readonly position: number
  readonly controls: StemControls | undefined
  readonly peaks: SessionPeaks
  readonly heightPx: number
  /** Names and waveforms first; the many controls follow, see useDrawn. */
  readonly isDrawn: boolean
}

const COLORS: WaveformColors = { wave: '--lane-wave', progress: '--lane-heard' }
const EDGE_PX = 12

/** One stem: name and mixer at the left, its waveform, notes or spectrogram at the right. */
export function StemLane({ player, view, hub, stem, position, controls = PLAIN_CONTROLS, peaks, heightPx, isDrawn }: StemLaneProps) {
  const { t } = useTranslation()
  const nameId = useId()
  const [showsSpectrum, setShowsSpectrum] = useState(false)
  const silenced = controls.muted || (!controls.soloed && player.getState().controls.some(({ soloed }) => soloed))
  return (
    <div
      className="lane"
      role="group"
      aria-labelledby={nameId}
      aria-description={stem.notesUrl === undefined ? undefined : t('studio.midi')}
      tabIndex={-1}
      data-family={stemFamily(stem.name)}
      data-silenced={silenced || undefined}
      data-stem-position={position}
    >
      <div className="lane__mixer">
        <p className="lane__name truncate" id={nameId} title={stem.name}>{stem.name}</p>
        {isDrawn && (
          <LaneMixer
            player={player} hub={hub} stem={stem} position={position} controls={controls}
            showsSpectrum={showsSpectrum} onShowSpectrum={setShowsSpectrum}
          />
        )}
      </div>
      {showsSpectrum
        ? (
          <div className="lane__wave" style={{ minHeight: `${heightPx}px` }} aria-hidden="true">
            <Spectrogram player={player} stem={stem} view={view} heightPx={heightPx} />
          </div>
        )
        : stem.notesUrl !== undefined
          ? <PianoRoll player={player} notesUrl={stem.notesUrl} view={view} heightPx={heightPx} />
          : <Waveform player={player} stem={stem} view={view} peaks={peaks} position={position} heightPx={heightPx} />}
    </div>
  )
}

type WaveformProps = Pick<StemLaneProps, 'player' | 'stem' | 'view' | 'peaks' | 'position' | 'heightPx'>

const Waveform = memo(function Waveform({ player, stem, view, peaks, position, heightPx }: WaveformProps) {
  const { t } = useTranslation()
  const own = levelsAt(peaks, position)
  const isDecoded = player.session.undecoded?.some(({ stemIndex }) => stemIndex === stem.index)
  const status = own !== null ? 'ready' : peaks.stems[position] === 'loading' ? 'loading' : 'failed'
  const wave = useWaveform({ player, stem, view, peaks: own, scale: peaks.scale, colors: COLORS, heightPx: heightPx - EDGE_PX })
  return (
    <div className="lane__wave" data-status={status} style={{ minHeight: `${heightPx}px` }} aria-hidden="true">
      {status === 'failed' && <p className="lane__none">{t('studio.noWaveform')}</p>}
      {status === 'loading' && isDecoded && <p className="lane__none">{t('studio.decoding')}</p>}
      <div ref={wave} />
    </div>
  )
})
