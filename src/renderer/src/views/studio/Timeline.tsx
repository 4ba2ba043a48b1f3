import type { RefObject } from 'react'
import type { LoopRegion, Player } from '../../audio/player.types'
import { toFraction, type TimeView } from '../../audio/timeView'
import { withLoopEdge } from './loopEdit'
import { Playhead } from './Playhead'
import { usePlayerState } from './usePlayer'
import { useTimelineDrag } from './useTimelinePointer'
import { useSpan } from './useTimeView'

interface TimelineProps {
  readonly player: Player
  readonly view: TimeView
  readonly timeline: RefObject<HTMLDivElement | null>
}

/** What lies over all lanes: the loop, the playhead, and the place where a click or a drag moves it. For pointers and eyes. */
export function Timeline({ player, view, timeline }: TimelineProps) {
  const { loop } = usePlayerState(player)
  const drag = useTimelineDrag(timeline, view, (_, to) => { player.seek(to) })
  return (
    <div className="timeline" ref={timeline} aria-hidden="true" {...drag}>
      {loop !== null && <LoopArea player={player} view={view} timeline={timeline} loop={loop} />}
      <Playhead player={player} view={view} />
    </div>
  )
}

function LoopArea({ player, view, timeline, loop }: TimelineProps & { readonly loop: LoopRegion }) {
  const span = useSpan(view)
  const start = useTimelineDrag(timeline, view, (_, to) => { player.setLoop(withLoopEdge(loop, 'start', to, player.session)) })
  const end = useTimelineDrag(timeline, view, (_, to) => { player.setLoop(withLoopEdge(loop, 'end', to, player.session)) })
  const from = toFraction(span, loop.startFrame)
  const to = toFraction(span, loop.endFrame)
  return (
    <>
      <div className="loop-outside" style={{ insetInlineStart: 0, width: `${Math.max(0, Math.min(1, from)) * 100}%` }} />
      <div className="loop-outside" style={{ insetInlineEnd: 0, width: `${Math.max(0, 1 - Math.max(0, to)) * 100}%` }} />
      <div className="loop-edge" style={{ insetInlineStart: `${from * 100}%` }} {...start} />
      <div className="loop-edge" style={{ insetInlineStart: `${to * 100}%` }} {...end} />
    </>
  )
}
