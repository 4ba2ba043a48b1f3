import type { ReactNode } from 'react'
import { Form } from 'react-aria-components'

export interface EntryFormProps {
  /** Its heading and its name. */
  readonly heading: string
  /** What it is for. */
  readonly lead: string
  /** Whether it may be sent now; while it may not, the Enter key does nothing. */
  readonly isReady: boolean
  readonly onSubmit: () => Promise<void>
  readonly children: ReactNode
}

/** One of the ways in: its heading, what it is for, and what is to be filled in. */
export function EntryForm({ heading, lead, isReady, onSubmit, children }: EntryFormProps) {
  return (
    <Form
      className="sign-in"
      aria-label={heading}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) void onSubmit()
      }}
    >
      <h3 className="sign-in__heading">{heading}</h3>
      <p className="account__lead">{lead}</p>
      {children}
    </Form>
  )
}
