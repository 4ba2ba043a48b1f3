import type { ReactNode } from 'react'
import { ToggleButton, ToggleButtonGroup, type Key } from 'react-aria-components'
import './filterChips.css'

export interface FilterChip {
  readonly key: string
  readonly label: string
  readonly icon?: ReactNode
}

export interface FilterChipsProps {
  readonly label: string
  readonly chips: readonly FilterChip[]
  readonly value: string
  readonly onChange: (key: string) => void
}

/** One of a few ways to look at something, all in sight; arrow keys move between them. */
export function FilterChips({ label, chips, value, onChange }: FilterChipsProps) {
  const change = (keys: Set<Key>): void => {
    const chip = chips.find(({ key }) => keys.has(key))
    if (chip !== undefined) onChange(chip.key)
  }
  return (
    <ToggleButtonGroup className="filters" aria-label={label} selectionMode="single" disallowEmptySelection selectedKeys={[value]} onSelectionChange={change}>
      {chips.map(({ key, label: words, icon }) => (
        <ToggleButton key={key} id={key} className="filter">
          {icon !== undefined && <span className="filter__icon" aria-hidden="true">{icon}</span>}
          {words}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
