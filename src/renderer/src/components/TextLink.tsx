import type { ReactNode } from 'react'
import { Link } from 'react-aria-components'
import './textLink.css'

export interface TextLinkProps {
  readonly children: ReactNode
  readonly onPress: () => void
  /** Where it leads, for the eye that rests on it. */
  readonly title: string
}

/** A link inside text. It has no address of its own: pages are opened by the main process, after its allow-list. */
export function TextLink({ children, onPress, title }: TextLinkProps) {
  return <Link className="text-link" onPress={onPress} render={(props) => <span {...props} title={title} />}>{children}</Link>
}
