/** The row of the jobs list that a thing on the page stands in; null outside of one. */
export const rowOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('li[data-id]') : null

/** The box of a row that is ticked to select it: what the arrow keys move between. */
export const boxOf = (row: Element | null | undefined): HTMLElement | null => row?.querySelector<HTMLElement>('input[type=checkbox]') ?? null
