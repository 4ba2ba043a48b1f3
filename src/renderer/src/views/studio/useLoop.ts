import { useEffect, useMemo, useRef } from 'react'
import type { LoopRegion, Player } from '../../audio/player.types'
import type { TimeView } from '../../audio/timeView'
import { loopBetween, withLoopEnd, withLoopStart } from './loopEdit'

export interface LoopSwitch {
  /** Off, or on again as it was last; without one before, what is in view. */
  readonly toggle: () => void
  readonly startHere: () => void
  readonly endHere: () => void
}

/** What buttons and keys do with the loop. */
export function useLoop(player: Player, view: TimeView): LoopSwitch {
  const last = useRef<LoopRegion | null>(null)
  useEffect(() => player.subscribe(() => { last.current = player.getState().loop ?? last.current }), [player])
  return useMemo(() => ({
    toggle() {
      const { startFrame, endFrame } = view.get()
      player.setLoop(player.getState().loop === null ? last.current ?? loopBetween(startFrame, endFrame, player.session) : null)
    },
    startHere: () => { player.setLoop(withLoopStart(player.getState().loop, player.positionFrames(), player.session)) },
    endHere: () => { player.setLoop(withLoopEnd(player.getState().loop, player.positionFrames(), player.session)) }
  }), [player, view])
}
