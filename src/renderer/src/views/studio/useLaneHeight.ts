import { useEffect, useState, type RefObject } from 'react'

const LEAST_PX = 60
const MOST_PX = 208
/** Heights change in steps, so that dragging the window's edge does not redraw every waveform at each pixel. */
const STEP_PX = 8

/**
 * The height that lets `count` lanes share the room of an element.
 * @param aroundPx what the element needs besides: padding, ruler, gaps
 */
export function useLaneHeight(room: RefObject<HTMLElement | null>, count: number, aroundPx: number): number {
  const [heightPx, setHeightPx] = useState(LEAST_PX)
  useEffect(() => {
    const element = room.current
    if (element === null || count === 0) return
    const observer = new ResizeObserver(([entry]) => {
      const each = ((entry?.contentRect.height ?? 0) - aroundPx) / count
      setHeightPx(Math.min(MOST_PX, Math.max(LEAST_PX, Math.floor(each / STEP_PX) * STEP_PX)))
    })
    observer.observe(element)
    return () => { observer.disconnect() }
  }, [room, count, aroundPx])
  return heightPx
}
