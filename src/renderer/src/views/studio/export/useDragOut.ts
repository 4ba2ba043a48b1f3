import { useCallback, useState, type DragEvent } from 'react'
import type { ExportContent } from '../../../../../shared/domain/exports'
import { dragOut, prepareDrag } from '../../../stores/exports'

export type DragState =
  | { readonly status: 'idle' }
  | { readonly status: 'making'; readonly key: string }
  | { readonly status: 'ready'; readonly key: string; readonly dragId: string; readonly fileNames: readonly string[] }

export interface DragOut {
  readonly state: DragState
  readonly prepare: () => void
  /** For the element that is dragged: nothing moves before its files are there. */
  readonly draggable: boolean
  readonly onDragStart: (event: DragEvent<HTMLElement>) => void
}

/** Files to drag out of the window, made when they are wanted; what is ready for other contents counts no more. */
export function useDragOut(content: ExportContent | null): DragOut {
  const [known, setKnown] = useState<DragState>({ status: 'idle' })
  const key = JSON.stringify(content)
  const state: DragState = known.status !== 'idle' && known.key === key ? known : { status: 'idle' }
  const prepare = useCallback(() => {
    if (content === null || (known.status !== 'idle' && known.key === key)) return
    setKnown({ status: 'making', key })
    void prepareDrag(content).then((ready) => {
      // Meanwhile something else may have been asked for.
      setKnown((now) => (now.status === 'making' && now.key === key ? (ready === null ? { status: 'idle' } : { status: 'ready', key, ...ready }) : now))
    })
  }, [content, known, key])
  return {
    state,
    prepare,
    draggable: state.status === 'ready',
    onDragStart(event) {
      // The system's own drag of real files takes over; the page's would carry a picture of the element.
      event.preventDefault()
      if (state.status === 'ready') void dragOut(state.dragId)
    }
  }
}
