import { useCallback, useEffect, useRef, type PointerEvent, type RefObject } from 'react'
import { toFrame, type TimeView } from '../../audio/timeView'

/** One notch of a wheel or a pinch's step to how much closer. */
const ZOOM_PER_WHEEL_PIXEL = 1 / 300
const WHEEL_LINE_PX = 16

/** The frame under a pointer; `element` spans what is in view. */
export function frameAt(element: Element, clientX: number, view: TimeView): number {
  const { left, width } = element.getBoundingClientRect()
  return toFrame(view.get(), width === 0 ? 0 : Math.min(1, Math.max(0, (clientX - left) / width)))
}

/** Ctrl and wheel, or a pinch, zoom around the pointer; Shift and wheel, or a sideways wheel, scroll. */
export function useTimelineWheel(room: RefObject<HTMLElement | null>, timeline: RefObject<HTMLElement | null>, view: TimeView): void {
  useEffect(() => {
    const element = room.current
    if (element === null) return
    const turn = (event: WheelEvent): void => {
      const area = timeline.current
      if (area === null) return
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? WHEEL_LINE_PX : 1
      const { startFrame, endFrame } = view.get()
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault()
        view.zoom(Math.exp(-event.deltaY * unit * ZOOM_PER_WHEEL_PIXEL), frameAt(area, event.clientX, view))
        return
      }
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX
      if (sideways === 0 || Math.abs(sideways) < Math.abs(event.shiftKey ? 0 : event.deltaY)) return
      event.preventDefault()
      view.scroll((sideways * unit * (endFrame - startFrame)) / Math.max(1, area.clientWidth))
    }
    // React listens passively, and a passive listener could not keep the page from zooming as well.
    element.addEventListener('wheel', turn, { passive: false })
    return () => { element.removeEventListener('wheel', turn) }
  }, [room, timeline, view])
}

interface DragHandlers {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerCancel: (event: PointerEvent<HTMLElement>) => void
}

/** A drag along the timeline, in frames; `isEnd` on the last call. The pointer is kept also outside the element. */
export function useTimelineDrag(
  timeline: RefObject<HTMLElement | null>,
  view: TimeView,
  onDrag: (fromFrame: number, toFrame: number, isEnd: boolean) => void
): DragHandlers {
  const from = useRef<number | null>(null)
  const at = useCallback((event: PointerEvent): number => frameAt(timeline.current ?? event.currentTarget, event.clientX, view), [timeline, view])
  const end = (event: PointerEvent<HTMLElement>): void => {
    if (from.current === null) return
    onDrag(from.current, at(event), true)
    from.current = null
  }
  return {
    onPointerDown(event) {
      if (event.button !== 0) return
      // The ruler's and the lanes' drags must not both begin.
      event.stopPropagation()
      event.currentTarget.setPointerCapture(event.pointerId)
      from.current = at(event)
      onDrag(from.current, from.current, false)
    },
    onPointerMove(event) {
      if (from.current !== null) onDrag(from.current, at(event), false)
    },
    onPointerUp: end,
    onPointerCancel: end
  }
}
