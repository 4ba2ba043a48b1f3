import { Button } from 'react-aria-components'
import './textLink.css'

export interface TextButtonProps {
  readonly children: string
  /** The accessible name; begins with the words. */
  readonly label: string
  readonly onPress: () => void
}

/** A button that stands in text and looks like it. */
export function TextButton({ children, label, onPress }: TextButtonProps) {
  return <Button className="text-link text-link--button" aria-label={label} onPress={onPress}>{children}</Button>
}
