import { useEffect } from 'react'
import type { Player } from '../../audio/player.types'

/** How far an arrow key moves. */
const ARROW_SECONDS = 5

/** Whether an element has a use of its own for this key, so that the Studio must not take it. */
function keepsKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role="dialog"], [role="listbox"], textarea, input:not([type="range"])') !== null) return true
  if (key === ' ') return target.closest('button, a, [role="button"]') !== null
  return target.closest('input[type="range"]') !== null
}

/** Space, arrows, Home, End and Escape, anywhere in the window while the Studio is open. */
export function useStudioKeys(player: Player, onLeave: () => void, off: boolean): void {
  useEffect(() => {
    if (off) return
    const { sampleRateHz, frames } = player.session
    const act = (key: string): boolean => {
      switch (key) {
        case ' ':
          if (player.getState().playing) player.pause()
          else void player.play()
          return true
        case 'ArrowLeft': player.seek(player.positionFrames() - ARROW_SECONDS * sampleRateHz); return true
        case 'ArrowRight': player.seek(player.positionFrames() + ARROW_SECONDS * sampleRateHz); return true
        case 'Home': player.seek(0); return true
        case 'End': player.seek(frames); return true
        case 'Escape': onLeave(); return true
        default: return false
      }
    }
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || keepsKey(event.target, event.key)) return
      if (act(event.key)) event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => { window.removeEventListener('keydown', press) }
  }, [player, onLeave, off])
}
