import './badge.css'

/** A word that sets one thing apart from its neighbours: who may use it, what it costs. */
export function Badge({ children, tone = 'plain' }: { readonly children: string; readonly tone?: 'plain' | 'warning' }) {
  return <span className={`badge badge--${tone}`}>{children}</span>
}
