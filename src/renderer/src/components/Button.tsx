import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import './button.css'

export interface ButtonProps {
  readonly children: ReactNode
  readonly onPress: () => void
  /** primary: the one thing to do here · secondary: beside it · quiet: in rows · danger: takes something away. */
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly size?: 'small' | 'normal' | 'large'
  readonly icon?: ReactNode
  readonly isDisabled?: boolean
  /** Busy: keeps its place and its name, takes no press. */
  readonly isPending?: boolean
  readonly type?: 'button' | 'submit'
  readonly describedBy?: string
}

/** A button with words. */
export function Button({
  children, onPress, kind = 'secondary', size = 'normal', icon, isDisabled = false, isPending = false, type = 'button', describedBy
}: ButtonProps) {
  return (
    <AriaButton
      type={type}
      className={`button button--${kind} button--${size}`}
      onPress={onPress}
      isDisabled={isDisabled}
      isPending={isPending}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
    >
      {icon !== undefined && <span className="button__icon" aria-hidden="true">{icon}</span>}
      <span className="button__words">{children}</span>
    </AriaButton>
  )
}
