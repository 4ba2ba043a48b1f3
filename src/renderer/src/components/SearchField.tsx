import { Search, X } from 'lucide-react'
import type { RefObject } from 'react'
import { Button, Input, SearchField as AriaSearchField } from 'react-aria-components'
import './field.css'

export interface SearchFieldProps {
  readonly label: string
  readonly clearLabel: string
  readonly placeholder: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** Enter, or arrow down: on to what was found. */
  readonly onLeave?: () => void
  readonly inputRef?: RefObject<HTMLInputElement | null>
}

/** A search box; Escape empties it. Its label is for assistive technology, the eye has the magnifier. */
export function SearchField({ label, clearLabel, placeholder, value, onChange, onLeave, inputRef }: SearchFieldProps) {
  return (
    <AriaSearchField
      className="field search"
      aria-label={label}
      value={value}
      onChange={onChange}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown' || event.key === 'Enter') onLeave?.()
        else event.continuePropagation()
      }}
    >
      <div className="field__box">
        <span className="field__lead" aria-hidden="true"><Search /></span>
        <Input className="field__input" placeholder={placeholder} {...(inputRef === undefined ? {} : { ref: inputRef })} />
        <Button className="icon-button" aria-label={clearLabel}><X /></Button>
      </div>
    </AriaSearchField>
  )
}
