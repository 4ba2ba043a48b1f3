import { useId, useState } from 'react'
import './numberField.css'

export interface NumberFieldProps {
  readonly label: string
  readonly value: number
  readonly smallest: number
  readonly largest: number
  /** Stands under the label. */
  readonly description: string
  /** Hears each whole number within the bounds, as soon as it stands there. */
  readonly onChange: (value: number) => void
}

/** A whole number, typed or stepped; what is none within the bounds is not told, and gone when the field is left. */
export function NumberField({ label, value, smallest, largest, description, onChange }: NumberFieldProps) {
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <div className="number">
      <div>
        <label className="number__label" htmlFor={id}>{label}</label>
        <p className="number__what" id={`${id}-what`}>{description}</p>
      </div>
      {/* The browser's own field: arrow keys, wheel and screen readers know it, and it weighs nothing. */}
      <input
        type="number"
        id={id}
        className="number__input"
        value={typed ?? value}
        min={smallest}
        max={largest}
        step={1}
        aria-describedby={`${id}-what`}
        onChange={({ target }) => {
          setTyped(target.value)
          const next = target.valueAsNumber
          if (Number.isInteger(next) && next >= smallest && next <= largest) onChange(next)
        }}
        onBlur={() => { setTyped(null) }}
      />
    </div>
  )
}
