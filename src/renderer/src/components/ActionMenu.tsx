import { Ellipsis } from 'lucide-react'
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { Hint } from './Hint'
import './button.css'
import './field.css'

export interface MenuAction {
  readonly key: string
  readonly label: string
  readonly onAction: () => void
  readonly isDisabled?: boolean
}

/** Three dots that open a list of things to do with what they stand beside. */
export function ActionMenu({ label, actions }: { readonly label: string; readonly actions: readonly MenuAction[] }) {
  return (
    <MenuTrigger>
      <Hint text={label}><Button className="icon-button" aria-label={label}><Ellipsis /></Button></Hint>
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu className="menu" onAction={(key) => { actions.find((action) => action.key === key)?.onAction() }}>
          {actions.map((action) => (
            <MenuItem key={action.key} id={action.key} className="menu__item" isDisabled={action.isDisabled ?? false}>{action.label}</MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
