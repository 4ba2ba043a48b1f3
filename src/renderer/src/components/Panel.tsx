import { use, type ReactNode } from 'react'
import { Button, DialogTrigger, OverlayTriggerStateContext, Popover } from 'react-aria-components'
import './button.css'
import './panel.css'

export interface PanelProps {
  /** The button that opens it, and its heading. */
  readonly title: string
  readonly icon: ReactNode
  readonly children: (close: () => void) => ReactNode
}

function PanelBody({ title, children }: Pick<PanelProps, 'title' | 'children'>) {
  const state = use(OverlayTriggerStateContext)
  return (
    <div className="panel__body">
      <h2 className="panel__title">{title}</h2>
      {children(() => { state?.close() })}
    </div>
  )
}

/**
 * A small page that opens beside its button: Escape or a press beside it closes it, focus returns to the button. The
 * popover is the dialog itself, named by the button: around one inside it, its hidden ways out would lie in no region.
 */
export function Panel({ title, icon, children }: PanelProps) {
  return (
    <DialogTrigger>
      <Button className="button button--secondary button--small">
        <span className="button__icon" aria-hidden="true">{icon}</span>
        <span className="button__words">{title}</span>
      </Button>
      <Popover className="popover panel" placement="bottom end" offset={6}>
        <PanelBody title={title}>{children}</PanelBody>
      </Popover>
    </DialogTrigger>
  )
}
