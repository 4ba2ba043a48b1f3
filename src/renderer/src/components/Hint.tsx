import type { ReactElement } from 'react'
import { Tooltip, TooltipTrigger } from 'react-aria-components'
import './hint.css'

/** A few words that appear beside a control on hover and on keyboard focus. The child is the control. */
export function Hint({ text, children }: { readonly text: string; readonly children: ReactElement }) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <Tooltip className="hint" offset={6}>{text}</Tooltip>
    </TooltipTrigger>
  )
}
