import type { ReactNode } from 'react'

export interface PageHeadProps {
  readonly title: string
  readonly lead?: string
  readonly actions?: ReactNode
}

/** A page's heading; receives focus when the page opens. */
export function PageHead({ title, lead, actions }: PageHeadProps) {
  return (
    <header className="page__head">
      <div>
        <h1 className="page__title" tabIndex={-1}>{title}</h1>
        {lead !== undefined && <p className="page__lead">{lead}</p>}
      </div>
      {actions}
    </header>
  )
}
