import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { Player } from '../../audio/player.types'
import { createTimeView, isInside, type FrameSpan, type TimeView } from '../../audio/timeView'

/** One view of the session's timeline, for as long as the session is open. */
export function useTimeView(frames: number): TimeView {
  const [view] = useState(() => createTimeView(frames))
  return view
}

/** What is in view, drawn anew on each change. */
export function useSpan(view: TimeView): FrameSpan {
  const subscribe = useCallback((listener: () => void) => view.subscribe(listener), [view])
  return useSyncExternalStore(subscribe, () => view.get())
}

/** Calls on each drawn frame while playing, and once after every other change of the player or the view. */
export function useFollowing(player: Player, view: TimeView, onFrame: (frame: number) => void): void {
  useEffect(() => {
    let request = 0
    const show = (): void => {
      cancelAnimationFrame(request)
      onFrame(player.positionFrames())
      if (player.getState().playing) request = requestAnimationFrame(show)
    }
    show()
    const ends = [player.subscribe(show), view.subscribe(show)]
    return () => {
      cancelAnimationFrame(request)
      ends.forEach((end) => { end() })
    }
  }, [player, view, onFrame])
}

/**
 * Turns the page when the playhead leaves the window. Someone who scrolled away is left alone: only a playhead that was in
 * sight a moment ago takes the picture along.
 */
export function useFollowPlay(player: Player, view: TimeView, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return
    let request = 0
    let wasInside = isInside(view.get(), player.positionFrames())
    const follow = (): void => {
      const frame = player.positionFrames()
      const inside = isInside(view.get(), frame)
      if (!inside && wasInside) view.reveal(frame)
      wasInside = isInside(view.get(), frame)
      cancelAnimationFrame(request)
      if (player.getState().playing) request = requestAnimationFrame(follow)
    }
    follow()
    const ends = [player.subscribe(follow), view.subscribe(() => { wasInside = isInside(view.get(), player.positionFrames()) })]
    return () => {
      cancelAnimationFrame(request)
      ends.forEach((end) => { end() })
    }
  }, [player, view, isOn])
}
