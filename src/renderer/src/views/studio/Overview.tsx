import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { readCssColor, watchTheme } from '../../audio/cssColor'
import { outlineOf } from '../../audio/peakLevels'
import type { Player } from '../../audio/player.types'
import type { SessionPeaks } from '../../audio/sessionPeaks'
import type { TimeView } from '../../audio/timeView'
import { fineClock } from '../../text/fineClock'
import { usePlayerState } from './usePlayer'
import { useSpan } from './useTimeView'
import { useWidth } from './useWidth'

interface OverviewProps {
  readonly player: Player
  readonly view: TimeView
  readonly peaks: SessionPeaks
  /** The id of what it scrolls. */
  readonly controls: string
}

const KEY_STEP = 1 / 10

/** The whole song, small, with the part in view: drag it to scroll. */
export function Overview({ player, view, peaks, controls }: OverviewProps) {
  const { t } = useTranslation()
  const { frames, sampleRateHz } = player.session
  const { loop } = usePlayerState(player)
  const span = useSpan(view)
  const ref = useRef<HTMLDivElement>(null)
  const grip = useRef<number | null>(null)
  const widthPx = useWidth(ref)
  const length = span.endFrame - span.startFrame
  const frameAt = (clientX: number): number => {
    const box = ref.current?.getBoundingClientRect()
    return box === undefined || box.width === 0 ? 0 : ((clientX - box.left) / box.width) * frames
  }
  const showFrom = (startFrame: number): void => { view.show({ startFrame, endFrame: startFrame + length }) }
  const scrolled = (key: string): number | null => {
    switch (key) {
      case 'ArrowLeft': return span.startFrame - length * KEY_STEP
      case 'ArrowRight': return span.startFrame + length * KEY_STEP
      case 'PageUp': return span.startFrame - length
      case 'PageDown': return span.startFrame + length
      case 'Home': return 0
      case 'End': return frames - length
      default: return null
    }
  }
  const atSeconds = (frame: number): string => fineClock(frame / sampleRateHz, length < sampleRateHz * 5 ? 2 : 0)
  return (
    <div
      className="overview"
      ref={ref}
      role="scrollbar"
      tabIndex={0}
      aria-label={t('studio.overview')}
      aria-controls={controls}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, Math.round(((frames - length) / sampleRateHz) * 1_000) / 1_000)}
      aria-valuenow={Math.round((span.startFrame / sampleRateHz) * 1_000) / 1_000}
      aria-valuetext={t('studio.overviewText', { from: atSeconds(span.startFrame), to: atSeconds(span.endFrame) })}
      onKeyDown={(event) => {
        const next = event.ctrlKey || event.metaKey || event.altKey ? null : scrolled(event.key)
        if (next === null) return
        event.preventDefault()
        event.stopPropagation()
        showFrom(next)
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        const frame = frameAt(event.clientX)
        const isOnGrip = frame >= span.startFrame && frame <= span.endFrame
        grip.current = isOnGrip ? frame - span.startFrame : length / 2
        showFrom(frame - grip.current)
      }}
      onPointerMove={(event) => { if (grip.current !== null) showFrom(frameAt(event.clientX) - grip.current) }}
      onPointerUp={() => { grip.current = null }}
      onPointerCancel={() => { grip.current = null }}
    >
      <OverviewPicture peaks={peaks} frames={frames} widthPx={widthPx} />
      {loop !== null && (
        <i className="overview__loop" style={{ insetInlineStart: `${(loop.startFrame / frames) * 100}%`, width: `${((loop.endFrame - loop.startFrame) / frames) * 100}%` }} />
      )}
      <i className="overview__view" style={{ insetInlineStart: `${(span.startFrame / frames) * 100}%`, width: `max(6px, ${(length / frames) * 100}%)` }} />
    </div>
  )
}

/** The loudest of all stems in each column. */
function OverviewPicture({ peaks, frames, widthPx }: { readonly peaks: SessionPeaks; readonly frames: number; readonly widthPx: number }) {
  const ref = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const canvas = ref.current
    const context = canvas?.getContext('2d')
    if (!canvas || !context || widthPx === 0) return
    const draw = (): void => {
      canvas.width = Math.round(widthPx * devicePixelRatio)
      canvas.height = Math.round(canvas.clientHeight * devicePixelRatio)
      context.fillStyle = readCssColor(canvas.parentElement ?? canvas, '--color-text-faint')
      const outlines = peaks.stems.flatMap((own) => (typeof own === 'object' ? [outlineOf(own, { startFrame: 0, endFrame: frames }, canvas.width)] : []))
      const middle = canvas.height / 2
      for (let column = 0; column < canvas.width; column += 1) {
        let most = 0
        for (const { tops, bottoms } of outlines) most = Math.max(most, tops[column] ?? 0, -(bottoms[column] ?? 0))
        const half = Math.max(0.5, Math.min(1, most * peaks.scale) * (middle - 1))
        context.fillRect(column, middle - half, 1, half * 2)
      }
    }
    draw()
    return watchTheme(draw)
  }, [peaks, frames, widthPx])
  return <canvas ref={ref} className="overview__picture" aria-hidden="true" />
}
