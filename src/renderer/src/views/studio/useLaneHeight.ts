import { useLayoutEffect, useState, type RefObject } from 'react'

/** As in studio.css: ruler, padding, and what lies between lanes. */
export const AROUND_PX = 34
export const GAP_PX = 6

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
  useLayoutEffect(() => {
    const element = room.current
    if (element === null || count === 0) return
    const share = (contentPx: number): void => {
      const each = (contentPx - aroundPx) / count
      setHeightPx(Math.min(MOST_PX, Math.max(LEAST_PX, Math.floor(each / STEP_PX) * STEP_PX)))
    }
    // Before the first picture: waveforms are not drawn at one height to be drawn again at another.
    const { paddingTop, paddingBottom } = getComputedStyle(element)
    share(element.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom))
    const observer = new ResizeObserver(([entry]) => { share(entry?.contentRect.height ?? 0) })
    observer.observe(element)
    return () => { observer.disconnect() }
  }, [room, count, aroundPx])
  return heightPx
}
