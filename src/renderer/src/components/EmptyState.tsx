import type { ReactNode } from 'react'
import { Strands } from './Strands'
import './empty.css'

export interface EmptyStateProps {
  readonly title: string
  readonly children: ReactNode
  readonly action?: ReactNode
}

/** What stands where nothing is yet: says what will be here and how to get it there. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="empty">
      <Strands className="empty__picture" width={320} height={96} spread={0.66} />
      <p className="empty__title">{title}</p>
      <p className="empty__words">{children}</p>
      {action}
    </div>
  )
}
