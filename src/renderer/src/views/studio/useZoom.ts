import { useMemo, useState } from 'react'
import type { Player } from '../../audio/player.types'
import { isInside, type TimeView } from '../../audio/timeView'
import { useFollowPlay } from './useTimeView'

export interface ZoomSwitch {
  readonly in: () => void
  readonly out: () => void
  readonly fit: () => void
  readonly isFollowing: boolean
  readonly setFollowing: (isFollowing: boolean) => void
}

const STEP = 1.6

/** What buttons and keys do with the view: they zoom around the playhead, or the middle when it is out of sight. */
export function useZoom(player: Player, view: TimeView): ZoomSwitch {
  const [isFollowing, setFollowing] = useState(true)
  useFollowPlay(player, view, isFollowing)
  return useMemo(() => {
    const by = (factor: number): void => {
      const span = view.get()
      const playhead = player.positionFrames()
      view.zoom(factor, isInside(span, playhead) ? playhead : (span.startFrame + span.endFrame) / 2)
    }
    return { in: () => { by(STEP) }, out: () => { by(1 / STEP) }, fit: () => { view.fit() }, isFollowing, setFollowing }
  }, [player, view, isFollowing])
}
