import { useEffect, useRef, type RefObject } from 'react'

/**
 * For a dialog whose foot tells progress while something runs, instead of its buttons: the focus goes with it, and comes back to the
 * button that began. It would fall to the dialog's first button, which closes it. The progress takes it as `[tabindex="-1"]`.
 */
export function useFootFocus(isRunning: boolean): RefObject<HTMLDivElement | null> {
  const foot = useRef<HTMLDivElement>(null)
  const hasRun = useRef(false)
  useEffect(() => {
    if (isRunning || hasRun.current) foot.current?.querySelector<HTMLElement>(isRunning ? '[tabindex="-1"]' : '.button--primary')?.focus()
    hasRun.current = isRunning
  }, [isRunning])
  return foot
}
