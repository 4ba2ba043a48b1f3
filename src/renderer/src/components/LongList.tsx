import { useState, type ReactNode } from 'react'
import { ListLayout, Virtualizer, type ListLayoutOptions } from 'react-aria-components'

export interface LongListProps {
  /** Rows in the list. */
  readonly rows: number
  /** Up to this many rows the list is drawn whole, which keeps its headings in sight; once longer, only what is looked at. */
  readonly wholeUpTo: number
  /** Heights in pixels, fixed or guessed, of what is drawn when only a part is. */
  readonly layout: ListLayoutOptions
  /** The ListBox. */
  readonly children: ReactNode
}

/** Keeps a list of thousands as quick as a short one. */
export function LongList({ rows, wholeUpTo, layout, children }: LongListProps) {
  const isLong = rows > wholeUpTo
  // Going back and forth with every letter of a search would make the list anew each time, and lay it out twice.
  const [wasLong, setWasLong] = useState(isLong)
  if (isLong && !wasLong) setWasLong(true)
  return isLong || wasLong ? <Virtualizer layout={ListLayout} layoutOptions={layout}>{children}</Virtualizer> : children
}
