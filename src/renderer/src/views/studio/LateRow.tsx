import { useEffect, useRef, useState, type ReactNode } from 'react'

interface LateRowProps {
  /** One of its kind in the window. */
  readonly name: string
  /** See useDrawn. */
  readonly isDrawn: boolean
  readonly children: ReactNode
}

/** How high each was when it was last seen, and in a window how wide. */
const seen = new Map<string, { readonly windowPx: number; readonly heightPx: number }>()

/**
 * A row of controls that comes a moment after the page it is in, so that what people wait for is there first. Its place is kept free and
 * nothing moves; where it is not known how high it will be, it comes with the page.
 */
export function LateRow({ name, isDrawn, children }: LateRowProps) {
  const row = useRef<HTMLDivElement>(null)
  const [keptPx] = useState(() => {
    const last = seen.get(name)
    return last?.windowPx === window.innerWidth ? last.heightPx : null
  })
  const isThere = isDrawn || keptPx === null
  useEffect(() => {
    const element = row.current
    if (!isThere || element === null) return
    const observer = new ResizeObserver(() => { seen.set(name, { windowPx: window.innerWidth, heightPx: element.offsetHeight }) })
    observer.observe(element)
    return () => { observer.disconnect() }
  }, [name, isThere])
  return <div ref={row} style={isThere ? undefined : { height: `${keptPx}px` }}>{isThere && children}</div>
}
