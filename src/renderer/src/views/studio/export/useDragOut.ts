import { useCallback, useState, type DragEvent } from 'react'
import type { DragOutcome, ExportContent } from '../../../../../shared/domain/exports'
import { dragOut, prepareDrag } from '../../../stores/exports'

export type DragState = { readonly status: 'idle' } | { readonly status: 'making' } | ({ readonly status: 'answered' } & DragOutcome)

export interface DragOut {
  readonly state: DragState
  /** Makes the files, lowered by this much where full scale would cut them off. */
  readonly prepare: (lowerByDecibels?: number) => void
  /** For the element that is dragged: nothing moves before its files are there. */
  readonly draggable: boolean
  readonly onDragStart: (event: DragEvent<HTMLElement>) => void
}

interface Known {
  /** What the state is about. */
  readonly key: string
  readonly state: DragState
}

const IDLE: DragState = { status: 'idle' }

/** Files to drag out of the window, made when they are wanted; what is ready for other contents counts no more. */
export function useDragOut(content: ExportContent | null): DragOut {
  const [known, setKnown] = useState<Known | null>(null)
  const key = JSON.stringify(content)
  const state = known?.key === key ? known.state : IDLE
  const { status } = state
  const prepare = useCallback((lowerByDecibels?: number) => {
    if (content === null || status === 'making' || (status === 'answered' && lowerByDecibels === undefined)) return
    setKnown({ key, state: { status: 'making' } })
    void prepareDrag(lowerByDecibels === undefined ? content : { ...content, lowerByDecibels }).then((outcome) => {
      // Meanwhile something else may have been asked for.
      setKnown((now) => (now?.key === key ? { key, state: outcome === null ? IDLE : { status: 'answered', ...outcome } } : now))
    })
  }, [content, status, key])
  const dragId = state.status === 'answered' && state.kind === 'ready' ? state.dragId : null
  return {
    state,
    prepare,
    draggable: dragId !== null,
    onDragStart(event) {
      // The system's own drag of real files takes over; the page's would carry a picture of the element.
      event.preventDefault()
      if (dragId !== null) void dragOut(dragId)
    }
  }
}
