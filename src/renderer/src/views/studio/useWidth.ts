import { useEffect, useState, type RefObject } from 'react'

/** An element's width in CSS pixels, as it changes. */
export function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [widthPx, setWidthPx] = useState(0)
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    const observer = new ResizeObserver(([entry]) => { setWidthPx(Math.round(entry?.contentRect.width ?? 0)) })
    observer.observe(element)
    return () => { observer.disconnect() }
  }, [ref])
  return widthPx
}
