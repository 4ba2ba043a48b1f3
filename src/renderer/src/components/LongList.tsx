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

// Up to here a list is drawn whole, which keeps its headings in sight. Above, only what is looked at: drawing a hundred
// rows of the picker at every letter typed takes longer than a frame, and a list of thousands would stand still.
const MOST_DRAWN_WHOLE = 40

/** Keeps a list of thousands as quick as a short one. */
export function LongList({ rows, layout, children }: LongListProps) {
  return rows > MOST_DRAWN_WHOLE ? <Virtualizer layout={ListLayout} layoutOptions={layout}>{children}</Virtualizer> : children
}
