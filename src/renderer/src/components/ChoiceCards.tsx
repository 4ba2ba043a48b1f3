import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components'
import './choice.css'

export interface Choice {
  readonly key: string
  readonly label: string
  readonly description?: string
}

export interface ChoiceCardsProps {
  readonly label: string
  /** Hides the label from the eye where a heading already says it. */
  readonly labelHidden?: boolean
  readonly choices: readonly Choice[]
  readonly value: string | null
  readonly onChange: (key: string) => void
}

/** One of a few, all in sight: radio buttons that look like cards. */
export function ChoiceCards({ label, labelHidden = false, choices, value, onChange }: ChoiceCardsProps) {
  return (
    <RadioGroup className="choices" value={value} onChange={onChange} orientation="horizontal">
      <Label className={labelHidden ? 'visually-hidden' : 'field__label'}>{label}</Label>
      <div className="choices__row">
        {choices.map((choice) => (
          <RadioField key={choice.key} value={choice.key} className="choices__one">
            <RadioButton className="choice">
              <span className="choice__dot" aria-hidden="true" />
              <span className="choice__words">
                <span className="choice__label">{choice.label}</span>
                {choice.description !== undefined && <span className="choice__description">{choice.description}</span>}
              </span>
            </RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  )
}
