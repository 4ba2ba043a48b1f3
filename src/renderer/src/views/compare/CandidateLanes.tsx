import type { RefObject } from 'react'
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Player } from '../../audio/player.types'
import { levelsAt, type SessionPeaks } from '../../audio/sessionPeaks'
import type { TimeView } from '../../audio/timeView'
import type { WaveformColors } from '../../audio/createWaveform'
import { useWaveform } from '../../audio/useWaveform'
import { stemFamily } from '../../components/stemFamily'
import { level } from '../../text/format'
import { PianoRoll } from '../studio/PianoRoll'
import { Timeline } from '../studio/Timeline'

export interface CandidateLanesProps {
  readonly player: Player
  readonly view: TimeView
  readonly timeline: RefObject<HTMLDivElement | null>
  readonly peaks: SessionPeaks
  /** In the order of the session's stems. */
  readonly labels: readonly string[]
  /** The stem's name, for its colour. */
  readonly stem: string
  /** Linear. */
  readonly gains: readonly number[]
  readonly heard: number
  readonly onHear: (candidate: number) => void
  /** Of a lane; larger letters make it higher. */
  readonly heightPx: number
}

const COLORS: WaveformColors = { wave: '--lane-wave', progress: '--lane-heard' }
const EDGES_PX = 12

/** One lane a candidate; the one that is chosen is heard, from the very place the last one was. */
export function CandidateLanes({ labels, heard, onHear, gains, stem, player, view, timeline, peaks, heightPx }: CandidateLanesProps) {
  const { t, i18n } = useTranslation()
  return (
    <RadioGroup className="lanes" aria-label={t('compare.candidates')} value={String(heard)} onChange={(value) => { onHear(Number(value)) }}>
      {labels.map((label, index) => {
        const decibels = 20 * Math.log10(gains[index] ?? 1)
        return (
          <RadioField key={label} value={String(index)} className="lane compare-lane" data-family={stemFamily(stem)} data-silenced={index === heard ? undefined : true}>
            <RadioButton className="compare-lane__pick">
              <span className="choice__dot" aria-hidden="true" />
              <span className="compare-lane__words">
                <span className="compare-lane__name">{label}</span>
                <span className="compare-lane__gain">{decibels === 0 ? t('compare.asItIs') : t('units.decibels', { value: level(decibels, i18n.language) })}</span>
              </span>
            </RadioButton>
            <Picture player={player} view={view} peaks={peaks} index={index} heightPx={heightPx} />
          </RadioField>
        )
      })}
      <Timeline player={player} view={view} timeline={timeline} />
    </RadioGroup>
  )
}

type PictureProps = Pick<CandidateLanesProps, 'player' | 'view' | 'peaks' | 'heightPx'> & { readonly index: number }

/** Notes as notes, sound as its shape. */
function Picture(props: PictureProps) {
  const notesUrl = props.player.session.stems[props.index]?.notesUrl
  if (notesUrl !== undefined) return <PianoRoll player={props.player} notesUrl={notesUrl} view={props.view} heightPx={props.heightPx} />
  return <div className="lane__wave" style={{ minHeight: `${props.heightPx}px` }} aria-hidden="true"><Wave {...props} /></div>
}

function Wave({ player, view, peaks, index, heightPx }: PictureProps) {
  const stem = player.session.stems[index] ?? { pcmUrl: '', channels: 1 }
  const wave = useWaveform({ player, stem, view, peaks: levelsAt(peaks, index), scale: peaks.scale, colors: COLORS, heightPx: heightPx - EDGES_PX })
  return <div ref={wave} />
}
