import type { ReactNode } from 'react'
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import './button.css'
import './panel.css'

export interface PanelProps {
  /** The button that opens it, and its heading. */
  readonly title: string
  readonly icon: ReactNode
  readonly children: (close: () => void) => ReactNode
}

/** A small page that opens beside its button: Escape or a press beside it closes it, focus returns to the button. */
export function Panel({ title, icon, children }: PanelProps) {
  return (
    <DialogTrigger>
      <Button className="button button--secondary button--small">
        <span className="button__icon" aria-hidden="true">{icon}</span>
        <span className="button__words">{title}</span>
      </Button>
      <Popover className="popover panel" placement="bottom end" offset={6}>
        <Dialog className="panel__body">
          {({ close }) => (
            <>
              <Heading slot="title" className="panel__title">{title}</Heading>
              {children(close)}
            </>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
