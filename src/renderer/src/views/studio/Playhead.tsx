import { useCallback, useRef } from 'react'
import type { Player } from '../../audio/player.types'
import { isInside, toFraction, type TimeView } from '../../audio/timeView'
import { useFollowing } from './useTimeView'

/** One line across ruler and lanes; moved without drawing anything else anew. */
export function Playhead({ player, view }: { readonly player: Player; readonly view: TimeView }) {
  const ref = useRef<HTMLDivElement>(null)
  const show = useCallback((frame: number) => {
    const line = ref.current
    if (line === null) return
    const span = view.get()
    line.hidden = !isInside(span, frame)
    line.style.insetInlineStart = `${toFraction(span, frame) * 100}%`
  }, [view])
  useFollowing(player, view, show)
  return <div ref={ref} className="playhead" aria-hidden="true" />
}
