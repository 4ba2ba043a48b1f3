import { Star } from 'lucide-react'
import { ToggleButton } from 'react-aria-components'
import { Hint } from './Hint'
import './button.css'
import './star.css'

export interface StarToggleProps {
  readonly label: string
  readonly hint: string
  readonly isStarred: boolean
  readonly onChange: (isStarred: boolean) => void
}

/** A star to set or take away. */
export function StarToggle({ label, hint, isStarred, onChange }: StarToggleProps) {
  return (
    <Hint text={hint}>
      <ToggleButton className="icon-button star" aria-label={label} isSelected={isStarred} onChange={onChange}><Star /></ToggleButton>
    </Hint>
  )
}
