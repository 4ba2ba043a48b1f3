import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Player } from '../../audio/player.types'
import { createLevelHub, type LevelHub } from './levelHub'

const LESS_MOTION = '(prefers-reduced-motion: reduce)'

/** The one reader of the player's levels, ended with the view. */
export function useLevelHub(player: Player): LevelHub {
  const hub = useMemo(() => createLevelHub(player, () => matchMedia(LESS_MOTION).matches), [player])
  useEffect(() => hub.start(), [hub])
  return hub
}

/** Whether the clip light is on. */
export function useClipped(hub: LevelHub): boolean {
  return useSyncExternalStore(hub.onClipped, hub.clipped)
}
