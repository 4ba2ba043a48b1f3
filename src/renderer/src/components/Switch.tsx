import { SwitchButton, SwitchField, Text } from 'react-aria-components'
import './switch.css'

export interface SwitchProps {
  readonly label: string
  /** What it changes. */
  readonly description: string
  readonly isSelected: boolean
  readonly onChange: (isSelected: boolean) => void
  readonly isDisabled?: boolean
}

/** On or off, at once, with what that changes. */
export function Switch({ label, description, isSelected, onChange, isDisabled = false }: SwitchProps) {
  return (
    <SwitchField className="switch" isSelected={isSelected} onChange={onChange} isDisabled={isDisabled}>
      <SwitchButton className="switch__button">
        <span className="switch__label">{label}</span>
        <span className="switch__track" aria-hidden="true"><span className="switch__thumb" /></span>
      </SwitchButton>
      <Text slot="description" className="switch__description">{description}</Text>
    </SwitchField>
  )
}
