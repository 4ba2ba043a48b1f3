import type { ReactNode } from 'react'
import { FieldError, Input, Label, Text, TextArea, TextField as AriaTextField } from 'react-aria-components'
import './field.css'

export interface TextFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'password'
  readonly multiline?: boolean
  readonly placeholder?: string
  readonly description?: string
  /** Said under the field, and marks it invalid. */
  readonly error?: string | null
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  /** Takes the focus when it appears because of something the user just did. */
  readonly autoFocus?: boolean
  /** Stands beside the label, e.g. a button that explains the field. */
  readonly help?: ReactNode
  /** Stands inside the field, at its end. */
  readonly end?: ReactNode
}

/** One line or several lines of text. */
export function TextField({
  label, value, onChange, type = 'text', multiline = false, placeholder, description, error = null, isRequired = false,
  isDisabled = false, autoFocus = false, help, end
}: TextFieldProps) {
  const hint = placeholder === undefined ? {} : { placeholder }
  return (
    <AriaTextField
      className="field"
      value={value}
      onChange={onChange}
      type={type}
      isRequired={isRequired}
      isDisabled={isDisabled}
      autoFocus={autoFocus}
      isInvalid={error !== null}
      validationBehavior="aria"
      autoComplete="off"
      spellCheck={multiline ? 'true' : 'false'}
    >
      <Label className="field__label">{label}</Label>
      <div className="field__box">
        {multiline ? <TextArea className="field__input" rows={4} {...hint} /> : <Input className="field__input" {...hint} />}
        {end}
      </div>
      {help !== undefined && <div className="field__help">{help}</div>}
      {description !== undefined && <Text slot="description" className="field__description">{description}</Text>}
      <FieldError className="field__error">{error}</FieldError>
    </AriaTextField>
  )
}
