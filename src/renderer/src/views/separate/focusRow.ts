import { HEADING_HEIGHT, ROW_HEIGHT, topOf, type Section } from './algorithmSections'

/** Brings a row into sight by the shortest way; rows out of sight may not be drawn, so their place is computed. */
export function showRow(list: HTMLElement, top: number): void {
  const visibleFrom = list.scrollTop + HEADING_HEIGHT
  const visibleTo = list.scrollTop + list.clientHeight
  if (top < visibleFrom) list.scrollTop = top - HEADING_HEIGHT
  else if (top + ROW_HEIGHT > visibleTo) list.scrollTop = top + ROW_HEIGHT - list.clientHeight
}

// A list that changed is drawn within one or two frames; after these it will not come.
const MOST_FRAMES = 20

/** Moves the focus to a row, as soon as it is drawn; the list is asked for anew, since it may be another one by then. */
export function focusRow(list: () => HTMLElement | null, sections: readonly Section[], renderId: number): void {
  const attempt = (frames: number): void => {
    const element = list()
    const top = topOf(sections, renderId)
    if (element === null || top === null) return
    showRow(element, top)
    const row = element.querySelector<HTMLElement>(`[role="option"][data-key="${renderId}"]`)
    if (row !== null) row.focus()
    else if (frames > 0) requestAnimationFrame(() => { attempt(frames - 1) })
  }
  attempt(MOST_FRAMES)
}
