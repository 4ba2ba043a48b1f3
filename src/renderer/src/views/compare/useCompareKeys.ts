import { useEffect, useRef } from 'react'
import type { Player } from '../../audio/player.types'
import { useApp } from '../../stores/app'
import { togglePlaying } from '../studio/usePlayer'
import { useSpaceAnywhere } from '../studio/useSpaceAnywhere'

/** Space plays and pauses; 1 to 8 hear a candidate, where single keys are on (settings). */
export function useCompareKeys(player: Player, count: number, onHear: (place: number) => void): void {
  const areSingleKeysOn = useApp(({ settings }) => settings.studioKeys.enabled)
  const hear = useRef(onHear)
  useEffect(() => { hear.current = onHear })
  useSpaceAnywhere(() => { togglePlaying(player) })
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      const isIn = (selector: string): boolean => event.target instanceof HTMLElement && event.target.closest(selector) !== null
      if (isIn('[role="dialog"], [role="listbox"], textarea, input:not([type="range"]):not([type="checkbox"]):not([type="radio"])')) return
      if (event.key === ' ' && !isIn('button, a, input')) {
        togglePlaying(player)
        event.preventDefault()
      }
      const place = Number(event.key) - 1
      if (areSingleKeysOn && /^[1-8]$/.test(event.key) && place < count) {
        hear.current(place)
        event.preventDefault()
      }
    }
    window.addEventListener('keydown', press)
    return () => { window.removeEventListener('keydown', press) }
  }, [player, count, areSingleKeysOn])
}
