import { Check, ChevronDown } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { Button, ButtonContext, Label, ListBox, ListBoxItem, Popover, Select as AriaSelect, SelectValue, Text } from 'react-aria-components'
import './field.css'
import { LongList } from './LongList'

export interface SelectOption {
  readonly key: string
  readonly label: string
  /** A word at the end of the row, e.g. who may use it. */
  readonly note?: string
  readonly isDisabled?: boolean
}

export interface SelectProps {
  readonly label: string
  readonly options: readonly SelectOption[]
  readonly value: string | null
  readonly onChange: (key: string) => void
  readonly isDisabled?: boolean
  /** Stands beside the label, e.g. a button that explains the field. */
  readonly help?: ReactNode
  /** In a row, where the eye sees what it belongs to: the label is for assistive technology alone. */
  readonly isInRow?: boolean
}

const MOST_DRAWN_WHOLE = 40
// Rows of long lists are measured as they come into sight; this is what one line takes.
const LAYOUT = { estimatedRowSize: 34 }

/**
 * One of several. The trigger is a select-only combobox (ARIA authoring practices): named by the label alone,
 * its value is its text. React Aria's own trigger is a plain button named "value label".
 */
export function Select({ label, options, value, onChange, isDisabled = false, help, isInRow = false }: SelectProps) {
  const labelId = useId()
  return (
    <AriaSelect
      className={isInRow ? 'field field--row' : 'field'}
      value={value}
      onChange={(key) => { if (key !== null) onChange(String(key)) }}
      isDisabled={isDisabled}
      aria-label={label}
      placeholder="–"
    >
      <Label className={isInRow ? 'visually-hidden' : 'field__label'} id={labelId}>{label}</Label>
      <Button
        className="field__box select__trigger"
        render={(props) => <button {...props} role="combobox" aria-labelledby={labelId} />}
      >
        <SelectValue className="select__value">{({ selectedText, defaultChildren, isPlaceholder }) => isPlaceholder ? defaultChildren : selectedText}</SelectValue>
        <span className="select__arrow" aria-hidden="true"><ChevronDown /></span>
      </Button>
      {/* A button in here must not become the trigger. */}
      {help !== undefined && <div className="field__help"><ButtonContext value={null}>{help}</ButtonContext></div>}
      <Popover className="popover" offset={4}>
        <LongList rows={options.length} wholeUpTo={MOST_DRAWN_WHOLE} layout={LAYOUT}>
          <ListBox className="menu" items={options}>
            {(option) => (
              <ListBoxItem className="menu__item" id={option.key} textValue={option.label} isDisabled={option.isDisabled ?? false}>
                {({ isSelected }) => (
                  <>
                    <span className="menu__check" aria-hidden="true">{isSelected && <Check />}</span>
                    <Text slot="label" className="menu__words">{option.label}</Text>
                    {option.note !== undefined && <Text slot="description" className="menu__note">{option.note}</Text>}
                  </>
                )}
              </ListBoxItem>
            )}
          </ListBox>
        </LongList>
      </Popover>
    </AriaSelect>
  )
}
