import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/domain/job'
import { moveJobs, removeJobs, undoRemoval } from '../../stores/jobs'
import { canRemove } from './abilities'
import { placeAfter, stepTarget } from './jobOrder'
import { JobRow } from './JobRow'
import { JobToolbar } from './JobToolbar'
import { boxOf, rowOf } from './rows'
import { useJobDrag } from './useJobDrag'
import { useJobSelection } from './useJobSelection'

// Up to here the list is drawn whole. Above, only what is looked at, and the row that has the focus.
const MOST_DRAWN_WHOLE = 40
const ROW_HEIGHT_PX = 92

/** The jobs as a list: arrow keys move in it, Space selects, and what is selected has a toolbar. */
export function JobList({ jobs }: { readonly jobs: readonly Job[] }) {
  const { t } = useTranslation()
  const list = useRef<HTMLUListElement>(null)
  const scroll = useRef<HTMLDivElement>(null)
  const selection = useJobSelection(jobs)
  const [entry, setEntry] = useState<string | null>(null)
  const [announced, setAnnounced] = useState('')
  const toFocus = useRef<string | null>(null)
  const isLong = jobs.length > MOST_DRAWN_WHOLE
  const entryIndex = Math.max(0, jobs.findIndex(({ id }) => id === entry))
  // eslint-disable-next-line react-hooks/incompatible-library -- the React Compiler, which it is about, is not used here
  const virtual = useVirtualizer({
    count: jobs.length,
    enabled: isLong,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT_PX,
    getItemKey: (index) => jobs[index]?.id ?? index,
    overscan: 6,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan)
      const rows = Array.from({ length: Math.min(count - 1, endIndex + overscan) - from + 1 }, (_, at) => from + at)
      return rows.includes(entryIndex) ? rows : [...rows, entryIndex].sort((one, other) => one - other)
    }
  })

  useEffect(() => {
    if (toFocus.current === null) return
    const box = boxOf(list.current?.querySelector(`li[data-id="${CSS.escape(toFocus.current)}"]`))
    if (box === null) return
    toFocus.current = null
    box.focus()
  })
  const focusOn = (index: number): void => {
    const job = jobs[Math.min(Math.max(index, 0), jobs.length - 1)]
    if (job === undefined) return
    toFocus.current = job.id
    setEntry(job.id)
    if (isLong) virtual.scrollToIndex(jobs.indexOf(job))
    else boxOf(list.current?.querySelector(`li[data-id="${CSS.escape(job.id)}"]`))?.focus()
  }
  const move = (ids: readonly string[], beforeId: string | null): void => {
    const moved = new Set(ids)
    const first = jobs.find(({ id }) => moved.has(id))
    void moveJobs(ids, beforeId)
    setAnnounced(t('jobs.moved', { count: ids.length, name: first?.input.name ?? '', ...placeAfter(jobs, moved, beforeId) }))
  }
  const step = (ids: ReadonlySet<string>, by: -1 | 1 | 'top'): void => {
    const target = stepTarget(jobs, ids, by)
    if (target !== null) move(jobs.filter(({ id, phase }) => ids.has(id) && phase === 'queued').map(({ id }) => id), target.beforeId)
  }
  const remove = (chosen: readonly Job[]): void => {
    const gone = new Set(chosen.filter(canRemove).map(({ id }) => id))
    if (gone.size === 0) return
    const last = jobs.findLastIndex(({ id }) => gone.has(id))
    const next = jobs.slice(last).find(({ id }) => !gone.has(id)) ?? jobs.findLast(({ id }) => !gone.has(id))
    if (next !== undefined) focusOn(jobs.indexOf(next))
    void removeJobs(chosen.filter(canRemove))
  }
  // Rows draw again only when their job changes: what they are given must not.
  const latestStep = useRef(step)
  useEffect(() => { latestStep.current = step })
  const onStep = useCallback((id: string, by: -1 | 1 | 'top') => { latestStep.current(new Set([id]), by) }, [])
  const drag = useJobDrag(jobs, selection.ids, move)

  const onKeyDown = (event: KeyboardEvent<HTMLUListElement>): void => {
    // Menus of the rows stand elsewhere on the page, yet their keys come by here.
    if (!(event.target instanceof HTMLInputElement) || !event.currentTarget.contains(event.target)) return
    const at = jobs.findIndex(({ id }) => id === rowOf(event.target)?.dataset['id'])
    const job = jobs[at]
    if (job === undefined) return
    const chosen = selection.ids.has(job.id) ? selection.jobs : [job]
    const withControl = event.ctrlKey || event.metaKey
    const act = (): boolean => {
      switch (event.key) {
        case 'ArrowDown':
        case 'ArrowUp': {
          const by = event.key === 'ArrowDown' ? 1 : -1
          if (event.altKey) step(new Set(chosen.map(({ id }) => id)), by)
          else {
            const next = jobs[at + by]
            if (event.shiftKey && next !== undefined) {
              if (!selection.ids.has(job.id)) selection.pick(job.id, false)
              selection.pick(next.id, true)
            }
            focusOn(at + by)
          }
          return true
        }
        case 'Home': focusOn(0); return true
        case 'End': focusOn(jobs.length - 1); return true
        case 'Delete':
        case 'Backspace': remove(chosen); return true
        case 'Escape': selection.clear(); return selection.jobs.length > 0
        case 'a': if (withControl) selection.pickAll(); return withControl
        case 'z': if (withControl) void undoRemoval(); return withControl
        default: return false
      }
    }
    if (!act()) return
    event.preventDefault()
    event.stopPropagation()
  }
  const onClick = (event: MouseEvent<HTMLUListElement>): void => {
    const id = rowOf(event.target)?.dataset['id']
    if (id === undefined || (!event.ctrlKey && !event.metaKey && !event.shiftKey)) return
    if (event.target instanceof Element && event.target.closest('button, input') === null) selection.pick(id, event.shiftKey)
  }
  const row = (job: Job, index: number, start: number | null) => (
    <JobRow
      key={job.id}
      job={job}
      index={index}
      count={jobs.length}
      isSelected={selection.ids.has(job.id)}
      isEntry={index === entryIndex}
      drop={drag.mark?.id === job.id ? drag.mark.side : null}
      start={start}
      measure={isLong ? virtual.measureElement : null}
      onPick={selection.pick}
      onStep={onStep}
    />
  )
  return (
    <>
      {selection.jobs.length > 0 && (
        <JobToolbar
          selected={selection.jobs}
          onMoveToTop={() => { step(selection.ids, 'top') }}
          onRemove={() => { remove(selection.jobs) }}
          onClear={() => { selection.clear(); focusOn(entryIndex) }}
        />
      )}
      <div className="jobs__scroll" data-long={isLong} ref={scroll}>
        <ul
          ref={list}
          className="jobs__list"
          data-selecting={selection.jobs.length > 0}
          aria-label={t('jobs.title')}
          style={isLong ? { height: virtual.getTotalSize() } : undefined}
          onKeyDown={onKeyDown}
          onClick={onClick}
          onFocus={(event) => { const id = rowOf(event.target)?.dataset['id']; if (id !== undefined) setEntry(id) }}
          {...drag.handlers}
        >
          {isLong
            ? virtual.getVirtualItems().map(({ index, start }) => { const job = jobs[index]; return job === undefined ? null : row(job, index, start) })
            : jobs.map((job, index) => row(job, index, null))}
        </ul>
      </div>
      <div className="visually-hidden" role="status">{announced}</div>
    </>
  )
}
