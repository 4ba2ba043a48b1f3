import { useRef, type CSSProperties, type RefObject } from 'react'
import type { LoopRegion, Player } from '../../audio/player.types'
import { toFraction, type TimeView } from '../../audio/timeView'
import { fineClock } from '../../text/fineClock'
import { loopBetween, withLoopMoved } from './loopEdit'
import { LoopHandle } from './LoopHandle'
import { rulerTicks } from './rulerTicks'
import { usePlayerState } from './usePlayer'
import { useTimelineDrag } from './useTimelinePointer'
import { useSpan } from './useTimeView'
import { useWidth } from './useWidth'

let knownTimes: number | null = null

/** How many times as large as usual letters are. Read once: reading makes the browser lay out a page that is just being made. */
function lettersTimes(): number {
  knownTimes ??= parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_LETTERS_PX || 1
  return knownTimes
}

interface RulerProps {
  readonly player: Player
  readonly view: TimeView
  readonly timeline: RefObject<HTMLElement | null>
}

/** A hand that clicks may tremble by so much. */
const CLICK_PX = 3
/** What a label's letter takes at the most, and what lies before the first, at letters of the usual size. */
const LETTER_PX = 7
const LABEL_START_PX = 6
const USUAL_LETTERS_PX = 16
/** So far a loop's handle at the very start reaches beyond the ruler. */
const HANDLE_PX = 6

/** Times above the lanes, down to milliseconds. A click goes there, a drag marks what is to be looped, or moves what is. */
export function Ruler({ player, view, timeline }: RulerProps) {
  const { sampleRateHz } = player.session
  const { loop } = usePlayerState(player)
  const span = useSpan(view)
  const ref = useRef<HTMLDivElement>(null)
  const widthPx = useWidth(ref)
  const drag = useTimelineDrag(timeline, view, (from, to, isEnd) => {
    const marked = loopBetween(from, to, player.session)
    if (marked !== null) player.setLoop(marked)
    else if (isEnd) player.seek(to)
  })
  const { labels, minor, digits } = rulerTicks(span.startFrame / sampleRateHz, span.endFrame / sampleRateHz, widthPx / lettersTimes())
  // At the very end a label would be cut off in its middle: its line stays.
  const fits = (seconds: number): boolean => (1 - toFraction(span, seconds * sampleRateHz)) * widthPx >= (LABEL_START_PX + fineClock(seconds, digits).length * LETTER_PX) * lettersTimes()
  const toPercent = (frame: number): string => `${toFraction(span, frame) * 100}%`
  return (
    <div
      className="ruler"
      ref={ref}
      {...drag}
      // What lies before it only covers what is scrolled away.
      onPointerDown={(event) => { if (event.clientX >= event.currentTarget.getBoundingClientRect().left - HANDLE_PX) drag.onPointerDown(event) }}
    >
      <div className="ruler__ticks" aria-hidden="true">
        {minor.map((seconds) => <i key={seconds} style={{ insetInlineStart: toPercent(seconds * sampleRateHz) }} />)}
        {labels.map((seconds) => (
          <span key={seconds} className="ruler__label" style={{ insetInlineStart: toPercent(seconds * sampleRateHz) }}>
            {fits(seconds) && fineClock(seconds, digits)}
          </span>
        ))}
        {loop !== null && (
          <LoopBar
            player={player} view={view} timeline={timeline} loop={loop}
            clickFrames={(CLICK_PX * (span.endFrame - span.startFrame)) / Math.max(1, widthPx)}
            style={{ insetInlineStart: toPercent(loop.startFrame), width: `${((loop.endFrame - loop.startFrame) / (span.endFrame - span.startFrame)) * 100}%` }}
          />
        )}
      </div>
      {loop !== null && (
        <>
          <LoopHandle player={player} view={view} timeline={timeline} loop={loop} edge="start" />
          <LoopHandle player={player} view={view} timeline={timeline} loop={loop} edge="end" />
        </>
      )}
    </div>
  )
}

interface LoopBarProps extends RulerProps {
  readonly loop: LoopRegion
  /** What is shorter than this is no drag. */
  readonly clickFrames: number
  readonly style: CSSProperties
}

/** The loop as a whole, to be moved along. */
function LoopBar({ player, view, timeline, loop, clickFrames, style }: LoopBarProps) {
  const grabbed = useRef(loop)
  const hasMoved = useRef(false)
  const drag = useTimelineDrag(timeline, view, (from, to, isEnd) => {
    hasMoved.current ||= Math.abs(to - from) >= clickFrames
    if (hasMoved.current) player.setLoop(withLoopMoved(grabbed.current, to - from, player.session))
    else if (isEnd) player.seek(to)
  })
  return (
    <div
      className="ruler__loop"
      style={style}
      {...drag}
      onPointerDown={(event) => {
        grabbed.current = loop
        hasMoved.current = false
        drag.onPointerDown(event)
      }}
    />
  )
}
