import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import './filterChips.css'
import { stemFamily } from './stemFamily'

export interface StemToggle {
  readonly id: string
  readonly label: string
  /** Stands beside the name, e.g. how many there are. */
  readonly note: string
  readonly isDisabled: boolean
}

export interface StemTogglesProps {
  readonly label: string
  readonly stems: readonly StemToggle[]
  readonly selected: ReadonlySet<string>
  readonly onChange: (selected: readonly string[]) => void
}

/** Stems to choose any number of, each in the colour of its family. */
export function StemToggles({ label, stems, selected, onChange }: StemTogglesProps) {
  return (
    <ToggleButtonGroup className="filters" aria-label={label} selectionMode="multiple" selectedKeys={selected} onSelectionChange={(keys) => { onChange([...keys].map(String)) }}>
      {stems.map(({ id, label: name, note, isDisabled }) => (
        <ToggleButton key={id} id={id} className="filter" isDisabled={isDisabled} data-family={stemFamily(name)} aria-label={name}>
          <span className="filter__dot" aria-hidden="true" />
          {name}
          <span className="filter__count" aria-hidden="true">{note}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
