import { useEffect } from 'react'
import { toAction, type StudioAction, type StudioKeys } from '../../../../shared/domain/studioKeys'
import type { Player } from '../../audio/player.types'
import type { LoopSwitch } from './useLoop'
import { togglePlaying } from './usePlayer'
import { useSpaceAnywhere } from './useSpaceAnywhere'
import type { ZoomSwitch } from './useZoom'

/** How far an arrow key moves. */
const ARROW_SECONDS = 5
/** How far J and L move. */
const JUMP_SECONDS = 10

export interface StudioKeyParts {
  readonly player: Player
  readonly loop: LoopSwitch
  readonly zoom: ZoomSwitch
  readonly onLeave: () => void
  readonly onHelp: () => void
}

/** Whether an element has a use of its own for this key, so that the Studio must not take it. */
function keepsKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role="dialog"], [role="listbox"], [role="menu"], textarea, input:not([type="range"]):not([type="checkbox"])') !== null) return true
  if (key === ' ') return target.closest('button, a, [role="button"]') !== null
  const isMove = key.startsWith('Arrow') || key === 'Home' || key === 'End'
  return isMove && target.closest('input[type="range"], [role="slider"], [role="scrollbar"]') !== null
}

/**
 * Whether a key is held with others that make it something else. Brackets and the like need Option or AltGr on many keyboards and
 * are typed with it; letters are not.
 */
function isChord({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const isSymbol = /^[^\p{L}\d\s]$/u.test(key)
  return metaKey || (altKey ? !isSymbol : ctrlKey)
}

/** The lane that has the focus, by its place among the stems. */
function focusedStem(): number | null {
  const lane = document.activeElement?.closest<HTMLElement>('[data-stem-position]')
  return lane?.dataset['stemPosition'] === undefined ? null : Number(lane.dataset['stemPosition'])
}

function focusStem(position: number): boolean {
  const lane = document.querySelector<HTMLElement>(`[data-stem-position="${position}"]`)
  lane?.focus()
  lane?.scrollIntoView({ block: 'nearest' })
  return lane !== null
}

/** Space, arrows, Home, End and Escape, and the single keys of the settings, anywhere in the window while the Studio is open. */
export function useStudioKeys({ player, loop, zoom, onLeave, onHelp }: StudioKeyParts, keys: StudioKeys, off: boolean): void {
  useSpaceAnywhere(() => { togglePlaying(player) }, off)
  useEffect(() => {
    if (off) return
    const { session } = player
    const { sampleRateHz, frames } = session
    const move = (seconds: number): void => { player.seek(player.positionFrames() + seconds * sampleRateHz) }
    const toggle = (): void => { togglePlaying(player) }
    const monitor = (wanted: 'original' | 'difference'): void => { player.setMonitor(player.getState().monitor === wanted ? 'stems' : wanted) }
    const always = (key: string): boolean => {
      switch (key) {
        case ' ': toggle(); return true
        case 'ArrowLeft': move(-ARROW_SECONDS); return true
        case 'ArrowRight': move(ARROW_SECONDS); return true
        case 'Home': player.seek(0); return true
        case 'End': player.seek(frames); return true
        case 'Escape': onLeave(); return true
        default: return false
      }
    }
    const onStem = (change: (stem: number) => void): boolean => {
      const stem = focusedStem()
      if (stem !== null) change(stem)
      return stem !== null
    }
    const act = (action: StudioAction, shift: boolean): boolean => {
      switch (action) {
        case 'playPause': toggle(); return true
        case 'back': move(-JUMP_SECONDS); return true
        case 'forward': move(JUMP_SECONDS); return true
        case 'loopStart': loop.startHere(); return true
        case 'loopEnd': loop.endHere(); return true
        case 'loop': loop.toggle(); return true
        case 'mute': return onStem((stem) => { player.setMuted(stem, !player.getState().controls[stem]?.muted) })
        case 'solo': return onStem((stem) => { player.setSoloed(stem, shift || !player.getState().controls[stem]?.soloed, shift) })
        case 'original': monitor('original'); return true
        case 'difference': if (!session.stems.some(({ notesUrl }) => notesUrl !== undefined)) monitor('difference'); return true
        case 'zoomIn': zoom.in(); return true
        case 'zoomOut': zoom.out(); return true
        case 'zoomFit': zoom.fit(); return true
        case 'follow': zoom.setFollowing(!zoom.isFollowing); return true
        case 'help': onHelp(); return true
      }
    }
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isChord(event) || keepsKey(event.target, event.key)) return
      if (always(event.key)) {
        event.preventDefault()
        return
      }
      const action = toAction(keys, event.key)
      const isDone = action !== undefined
        ? act(action, event.shiftKey && /^\p{L}$/u.test(event.key))
        : keys.enabled && /^[1-9]$/.test(event.key) && focusStem(Number(event.key) - 1)
      if (isDone) event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => { window.removeEventListener('keydown', press) }
  }, [player, loop, zoom, onLeave, onHelp, keys, off])
}
