import { Minus, Plus } from 'lucide-react'
import { Button, Group, Input, Label, NumberField as AriaNumberField } from 'react-aria-components'
import './field.css'
import './numberField.css'

export interface NumberFieldProps {
  readonly label: string
  readonly value: number
  readonly smallest: number
  readonly largest: number
  /** Names of the two buttons. */
  readonly lessLabel: string
  readonly moreLabel: string
  readonly onChange: (value: number) => void
}

/** A whole number, typed or stepped; a number out of its bounds is brought back to them when the field is left. */
export function NumberField({ label, value, smallest, largest, lessLabel, moreLabel, onChange }: NumberFieldProps) {
  return (
    <AriaNumberField
      className="number"
      value={value}
      minValue={smallest}
      maxValue={largest}
      step={1}
      decrementAriaLabel={lessLabel}
      incrementAriaLabel={moreLabel}
      onChange={(next) => { if (Number.isFinite(next)) onChange(next) }}
    >
      <Label className="number__label">{label}</Label>
      <Group className="number__box">
        <Button slot="decrement" className="icon-button"><Minus /></Button>
        <Input className="number__input" />
        <Button slot="increment" className="icon-button"><Plus /></Button>
      </Group>
    </AriaNumberField>
  )
}
