import type { ReactNode } from 'react'
import { ListLayout, Virtualizer, type ListLayoutOptions } from 'react-aria-components'

export interface LongListProps {
  /** Rows in the list. */
  readonly rows: number
  /** Heights in pixels, fixed or guessed, of what is drawn when only a part is. */
  readonly layout: ListLayoutOptions
  /** The ListBox. */
  readonly children: ReactNode
}

// Up to here a list is drawn whole, which keeps its headings in sight; above, only what is looked at.
const MOST_DRAWN_WHOLE = 200

/** Whether a list of this many rows is drawn only where it is looked at. */
export const isLong = (rows: number): boolean => rows > MOST_DRAWN_WHOLE

/** Keeps a list of thousands as quick as one of a hundred. */
export function LongList({ rows, layout, children }: LongListProps) {
  return isLong(rows) ? <Virtualizer layout={ListLayout} layoutOptions={layout}>{children}</Virtualizer> : children
}
