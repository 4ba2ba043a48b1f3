import { Pause, Play } from 'lucide-react'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { TRIAL_SECONDS } from '../../../../shared/domain/prepared'
import type { StudioSession } from '../../../../shared/domain/studio'
import type { Player } from '../../audio/player.types'
import { levelsAt } from '../../audio/sessionPeaks'
import { usePeaks } from '../../audio/usePeaks'
import { useWaveform } from '../../audio/useWaveform'
import { Button } from '../../components/Button'
import { clock } from '../../text/format'
import { Playhead } from '../studio/Playhead'
import { useDecoding } from '../studio/useDecoding'
import { usePlayer, usePlayerState } from '../studio/usePlayer'
import { useTimelineDrag } from '../studio/useTimelinePointer'
import { useTimeView } from '../studio/useTimeView'

interface PickerProps {
  readonly session: StudioSession
  readonly reopen: () => Promise<void>
  readonly startSeconds: number
  readonly onStart: (startSeconds: number) => void
}

const COLORS = { wave: '--lane-wave', progress: '--lane-heard' } as const
const HEIGHT_PX = 112
const STEP_SECONDS = 1
const PAGE_SECONDS = 10

/** The song with a window of thirty seconds on it, to be moved and heard. */
export function TrialPicker(props: PickerProps) {
  const player = usePlayer(props.session)
  useDecoding(props.session, props.reopen)
  return player === null ? <div className="trial" style={{ minHeight: `${HEIGHT_PX}px` }} /> : <Picker {...props} player={player} />
}

function Picker({ session, player, startSeconds, onStart }: PickerProps & { readonly player: Player }) {
  const { t } = useTranslation()
  const view = useTimeView(session.frames)
  const peaks = usePeaks(session)
  const levels = levelsAt(peaks, 0)
  const area = useRef<HTMLDivElement>(null)
  const grip = useRef(0)
  const { sampleRateHz, frames } = session
  const { playing } = usePlayerState(player)
  const songSeconds = frames / sampleRateHz
  const lastStart = Math.max(0, songSeconds - TRIAL_SECONDS)
  const start = Math.min(startSeconds, lastStart)
  const moveTo = (seconds: number): void => { onStart(Math.min(lastStart, Math.max(0, seconds))) }
  const wave = useWaveform({
    player, stem: session.stems[0] ?? { pcmUrl: '', channels: 1 }, view, peaks: levels, scale: peaks.scale, colors: COLORS, heightPx: HEIGHT_PX
  })
  // What is heard is what would be sent, again and again.
  useEffect(() => {
    const startFrame = Math.round(start * sampleRateHz)
    player.setLoop({ startFrame, endFrame: startFrame + TRIAL_SECONDS * sampleRateHz })
    const at = player.positionFrames()
    if (at < startFrame || at >= startFrame + TRIAL_SECONDS * sampleRateHz) player.seek(startFrame)
  }, [player, start, sampleRateHz])
  const drag = useTimelineDrag(area, view, (from, to) => {
    const [fromSeconds, toSeconds] = [from / sampleRateHz, to / sampleRateHz]
    // Beside the window it is brought there; within it, it is moved from where it was taken.
    if (from === to) grip.current = fromSeconds >= start && fromSeconds <= start + TRIAL_SECONDS ? fromSeconds - start : TRIAL_SECONDS / 2
    moveTo(toSeconds - grip.current)
  })
  const step = (event: KeyboardEvent): number | null => {
    switch (event.key) {
      case 'ArrowLeft': case 'ArrowDown': return start - STEP_SECONDS
      case 'ArrowRight': case 'ArrowUp': return start + STEP_SECONDS
      case 'PageDown': return start - PAGE_SECONDS
      case 'PageUp': return start + PAGE_SECONDS
      case 'Home': return 0
      case 'End': return lastStart
      default: return null
    }
  }
  return (
    <>
      <p className="way__what" id="trial-what">{t('prepareDialog.pick.what')}</p>
      <div className="trial" role="group" aria-label={t('prepareDialog.pick.wave')} data-family="other">
        <div className="trial__wave" data-status={levels === null ? 'loading' : 'ready'} aria-hidden="true"><div ref={wave} /></div>
        <div className="trial__area" ref={area} {...drag}>
          <i className="trial__outside" style={{ insetInlineStart: 0, width: `${(start / songSeconds) * 100}%` }} />
          <i className="trial__outside" style={{ insetInlineEnd: 0, width: `${Math.max(0, 1 - (start + TRIAL_SECONDS) / songSeconds) * 100}%` }} />
          <div
            className="trial__window"
            role="slider"
            tabIndex={0}
            aria-label={t('prepareDialog.pick.window')}
            aria-describedby="trial-what"
            aria-valuemin={0}
            aria-valuemax={Math.round(lastStart * 10) / 10}
            aria-valuenow={Math.round(start * 10) / 10}
            aria-valuetext={t('prepareDialog.pick.windowText', { from: clock(start), to: clock(start + TRIAL_SECONDS) })}
            style={{ insetInlineStart: `${(start / songSeconds) * 100}%`, width: `${(TRIAL_SECONDS / songSeconds) * 100}%` }}
            onKeyDown={(event) => {
              const next = event.ctrlKey || event.metaKey || event.altKey ? null : step(event)
              if (next === null) return
              event.preventDefault()
              moveTo(next)
            }}
          />
          <Playhead player={player} view={view} />
        </div>
      </div>
      <div className="trial__foot">
        <Button icon={playing ? <Pause /> : <Play />} onPress={() => { if (playing) player.pause(); else void player.play() }}>
          {t(playing ? 'prepareDialog.pick.pause' : 'prepareDialog.pick.play')}
        </Button>
        <p className="trial__times">{t('prepareDialog.pick.windowText', { from: clock(start), to: clock(start + TRIAL_SECONDS) })}</p>
        {levels === null && <p className="way__what">{t('prepareDialog.pick.decoding')}</p>}
      </div>
    </>
  )
}
