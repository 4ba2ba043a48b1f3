import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { LoopRegion, Player } from '../../audio/player.types'
import { isInside, toFraction, type TimeView } from '../../audio/timeView'
import { fineClock } from '../../text/fineClock'
import { withLoopEdge } from './loopEdit'
import { useTimelineDrag } from './useTimelinePointer'
import { useSpan } from './useTimeView'

interface LoopHandleProps {
  readonly player: Player
  readonly view: TimeView
  readonly timeline: RefObject<HTMLElement | null>
  readonly loop: LoopRegion
  readonly edge: 'start' | 'end'
}

/** An arrow key moves an edge by so many hundredths of what is in view. */
const KEY_STEP = 1 / 100
const PAGE_STEP = 1 / 10

/** One end of the loop: a slider for keys and assistive technology, a grip for the pointer. */
export function LoopHandle({ player, view, timeline, loop, edge }: LoopHandleProps) {
  const { t } = useTranslation()
  const { sampleRateHz, frames } = player.session
  const span = useSpan(view)
  const frame = edge === 'start' ? loop.startFrame : loop.endFrame
  const moveTo = (next: number): LoopRegion => {
    const moved = withLoopEdge(loop, edge, next, player.session)
    player.setLoop(moved)
    return moved
  }
  const drag = useTimelineDrag(timeline, view, (_, to) => { moveTo(to) })
  const step = (key: string): number | null => {
    const length = span.endFrame - span.startFrame
    switch (key) {
      case 'ArrowLeft': case 'ArrowDown': return frame - length * KEY_STEP
      case 'ArrowRight': case 'ArrowUp': return frame + length * KEY_STEP
      case 'PageDown': return frame - length * PAGE_STEP
      case 'PageUp': return frame + length * PAGE_STEP
      case 'Home': return 0
      case 'End': return frames
      default: return null
    }
  }
  return (
    <div
      className={`loop-handle loop-handle--${edge}`}
      role="slider"
      tabIndex={0}
      aria-label={t(edge === 'start' ? 'studio.loopStart' : 'studio.loopEnd')}
      aria-valuemin={0}
      aria-valuemax={frames / sampleRateHz}
      aria-valuenow={frame / sampleRateHz}
      aria-valuetext={fineClock(frame / sampleRateHz, 2)}
      data-away={!isInside(span, frame) || undefined}
      style={{ insetInlineStart: `${toFraction(span, frame) * 100}%` }}
      onFocus={() => { view.reveal(frame) }}
      onKeyDown={(event) => {
        const next = event.ctrlKey || event.metaKey || event.altKey ? null : step(event.key)
        if (next === null) return
        event.preventDefault()
        event.stopPropagation()
        const moved = moveTo(next)
        view.reveal(edge === 'start' ? moved.startFrame : moved.endFrame)
      }}
      {...drag}
    />
  )
}
