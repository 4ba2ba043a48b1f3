import { useEffect, useRef } from 'react'

/** What has uses of its own for Space, whoever put the focus there. */
const KEEPS_SPACE = '[role="dialog"], [role="listbox"], [role="menu"]'

/**
 * Space plays also when a button has the focus because it was just clicked: whoever clicks Mute and then presses Space wants to hear
 * it. A button that was reached by keys is pressed by Space, as everywhere; a radio button that is chosen cannot be chosen once more.
 */
export function useSpaceAnywhere(toggle: () => void, isOff = false): void {
  const latest = useRef(toggle)
  useEffect(() => { latest.current = toggle })
  useEffect(() => {
    if (isOff) return
    let wasPointer = false
    let isClicked = false
    const point = ({ target }: Event): void => {
      wasPointer = true
      if (target instanceof Node && document.activeElement !== document.body) isClicked ||= document.activeElement?.contains(target) === true
    }
    const focus = (): void => { isClicked = wasPointer }
    const press = (event: KeyboardEvent): void => {
      wasPointer = false
      const { target } = event
      if (event.key !== ' ' || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !(target instanceof HTMLElement)) return
      const isFree = target.matches('input[type="radio"]:checked') || (isClicked && target.closest('button, [role="button"]') !== null)
      if (!isFree || target.closest(KEEPS_SPACE) !== null) return
      // Before the button hears it.
      event.preventDefault()
      event.stopPropagation()
      if (!event.repeat) latest.current()
    }
    window.addEventListener('pointerdown', point, { capture: true })
    window.addEventListener('focusin', focus, { capture: true })
    window.addEventListener('keydown', press, { capture: true })
    return () => {
      window.removeEventListener('pointerdown', point, { capture: true })
      window.removeEventListener('focusin', focus, { capture: true })
      window.removeEventListener('keydown', press, { capture: true })
    }
  }, [isOff])
}
