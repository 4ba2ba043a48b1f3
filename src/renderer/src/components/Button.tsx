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
  /** Busy: keeps its place, its name and the focus, takes no press. */
  readonly isPending?: boolean
  /** Nothing to do by now, often because it was just pressed: looks disabled, takes no press, yet keeps the focus. */
  readonly isSpent?: boolean
  readonly type?: 'button' | 'submit'
  readonly describedBy?: string
  /** The accessible name where the words alone do not tell apart; begins with them. */
  readonly label?: string
}

/** A button with words. */
export function Button({
  children, onPress, kind = 'secondary', size = 'normal', icon, isDisabled = false, isPending = false, isSpent = false, type = 'button',
  describedBy, label
}: ButtonProps) {
  return (
    <AriaButton
      type={type}
      className={`button button--${kind} button--${size}${isPending ? ' button--pending' : ''}`}
      // React Aria's own pending state announces the button by its id, which is gone when the page changes meanwhile.
      onPress={() => { if (!isPending && !isSpent) onPress() }}
      isDisabled={isDisabled}
      {...(isSpent ? { 'aria-disabled': true } : {})}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {icon !== undefined && <span className="button__icon" aria-hidden="true">{icon}</span>}
      <span className="button__words">{children}</span>
    </AriaButton>
  )
}
