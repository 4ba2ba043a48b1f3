import { useId, type ReactNode } from 'react'
import './card.css'

export interface CardProps {
  readonly title: string
  readonly children: ReactNode
  /** At the end of the title's row. */
  readonly aside?: ReactNode
  readonly className?: string
}

/** A part of a page: a region named by its heading. */
export function Card({ title, children, aside, className = '' }: CardProps) {
  const titleId = useId()
  return (
    <section className={`card ${className}`} aria-labelledby={titleId}>
      <header className="card__head">
        <h2 className="card__title" id={titleId}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  )
}
