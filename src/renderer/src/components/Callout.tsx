import { CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './IconButton'
import './callout.css'

export interface CalloutProps {
  readonly tone: 'error' | 'warning' | 'good' | 'plain'
  readonly title: string
  readonly children?: ReactNode
  /** Buttons with the next step. */
  readonly actions?: ReactNode
  readonly dismissLabel?: string
  readonly onDismiss?: () => void
}

const ICONS = { error: TriangleAlert, warning: TriangleAlert, good: CircleCheck, plain: Info }

/** Something worth knowing, with its next step; errors are announced at once. */
export function Callout({ tone, title, children, actions, dismissLabel, onDismiss }: CalloutProps) {
  const Icon = ICONS[tone]
  return (
    <div className={`callout callout--${tone}`} role={tone === 'error' ? 'alert' : 'note'}>
      <span className="callout__icon" aria-hidden="true"><Icon /></span>
      <div className="callout__words">
        <p className="callout__title">{title}</p>
        {children !== undefined && <div className="callout__more">{children}</div>}
        {actions !== undefined && <div className="callout__actions">{actions}</div>}
      </div>
      {onDismiss !== undefined && dismissLabel !== undefined && <IconButton label={dismissLabel} icon={<X />} onPress={onDismiss} />}
    </div>
  )
}
