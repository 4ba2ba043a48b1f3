import { startTransition, useEffect, useState } from 'react'
import { afterFrame } from '../../audio/afterFrame'

/** Whether the view's first frame is on its way to the screen; what can wait for it is drawn from then on, piece by piece. */
export function useDrawn(): boolean {
  const [isDrawn, setDrawn] = useState(false)
  useEffect(() => afterFrame(() => { startTransition(() => { setDrawn(true) }) }), [])
  return isDrawn
}
