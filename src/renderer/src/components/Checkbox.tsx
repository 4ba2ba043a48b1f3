import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { CheckboxButton, CheckboxField } from 'react-aria-components'
import './choice.css'

export interface CheckboxProps {
  readonly children: ReactNode
  readonly isSelected: boolean
  readonly isIndeterminate?: boolean
  readonly onChange: (isSelected: boolean) => void
}

/** A box to tick, with its words. */
export function Checkbox({ children, isSelected, isIndeterminate = false, onChange }: CheckboxProps) {
  return (
    <CheckboxField isSelected={isSelected} isIndeterminate={isIndeterminate} onChange={onChange}>
      <CheckboxButton className="check">
        <span className="check__box" aria-hidden="true">{isIndeterminate ? <Minus /> : isSelected && <Check />}</span>
        <span className="truncate">{children}</span>
      </CheckboxButton>
    </CheckboxField>
  )
}
