import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { Hint } from './Hint'
import './button.css'

export interface IconButtonProps {
  /** The accessible name, and the hint unless `hint` says more. */
  readonly label: string
  readonly icon: ReactNode
  readonly onPress: () => void
  readonly hint?: string
  readonly isDisabled?: boolean
}

/** A button that is only a picture to the eye; its name is in the hint and for assistive technology. */
export function IconButton({ label, icon, onPress, hint, isDisabled = false }: IconButtonProps) {
  return (
    <Hint text={hint ?? label}>
      <AriaButton className="icon-button" aria-label={label} onPress={onPress} isDisabled={isDisabled}>
        {icon}
      </AriaButton>
    </Hint>
  )
}
