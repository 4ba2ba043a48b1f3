import { useRef, useState, type DragEvent } from 'react'
import type { Job } from '../../../../shared/domain/job'
import { canMove } from './abilities'
import { rowOf } from './rows'

/** Where what is dragged would come to stand. */
export interface DropMark {
  readonly id: string
  readonly side: 'before' | 'after'
}

export interface JobDrag {
  readonly mark: DropMark | null
  readonly handlers: {
    readonly onDragStart: (event: DragEvent<HTMLElement>) => void
    readonly onDragOver: (event: DragEvent<HTMLElement>) => void
    readonly onDrop: (event: DragEvent<HTMLElement>) => void
    readonly onDragEnd: () => void
  }
}

/** A type of our own: what is dragged here means nothing to another window. */
const TYPE = 'application/x-unbraid-jobs'

/**
 * Lets queued jobs be put elsewhere in the queue with the mouse; a selected one takes the whole selection along.
 * The browser's own drag: React Aria's needs its grid, whose roles would hide that this is a list.
 */
export function useJobDrag(jobs: readonly Job[], selected: ReadonlySet<string>, onMove: (ids: readonly string[], beforeId: string | null) => void): JobDrag {
  const dragged = useRef<readonly string[] | null>(null)
  const [mark, setMark] = useState<DropMark | null>(null)
  const queue = jobs.filter(canMove)

  const markAt = (event: DragEvent<HTMLElement>): DropMark | null => {
    const row = rowOf(event.target)
    const id = row?.dataset['id']
    if (row === null || id === undefined || !queue.some((job) => job.id === id)) return null
    const { top, height } = row.getBoundingClientRect()
    return { id, side: event.clientY < top + height / 2 ? 'before' : 'after' }
  }
  const end = (): void => {
    dragged.current = null
    setMark(null)
  }
  return {
    mark,
    handlers: {
      onDragStart(event) {
        const id = rowOf(event.target)?.dataset['id']
        if (id === undefined) return
        dragged.current = queue.filter((job) => (selected.has(id) ? selected.has(job.id) : job.id === id)).map((job) => job.id)
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData(TYPE, id)
      },
      onDragOver(event) {
        if (dragged.current === null) return
        const next = markAt(event)
        if (next !== null) {
          event.preventDefault()
          event.dataTransfer.dropEffect = 'move'
        }
        setMark((now) => (now?.id === next?.id && now?.side === next?.side ? now : next))
      },
      onDrop(event) {
        const target = markAt(event)
        const ids = dragged.current
        end()
        if (target === null || ids === null) return
        event.preventDefault()
        const at = queue.findIndex((job) => job.id === target.id)
        onMove(ids, target.side === 'before' ? target.id : (queue[at + 1]?.id ?? null))
      },
      onDragEnd: end
    }
  }
}
