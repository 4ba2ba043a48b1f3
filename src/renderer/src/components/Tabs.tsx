import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'
import './tabs.css'

export interface TabsProps {
  readonly label: string
  readonly tabs: readonly { readonly key: string; readonly label: string }[]
  readonly value: string
  readonly onChange: (key: string) => void
  /** The panel of the tab in front; the others do not exist meanwhile. */
  readonly children: ReactNode
}

/** Parts of a page, one in front; arrow keys move between them. */
export function Tabs({ label, tabs, value, onChange, children }: TabsProps) {
  return (
    <AriaTabs className="tabs" selectedKey={value} onSelectionChange={(key) => { onChange(String(key)) }}>
      <TabList className="tabs__list" aria-label={label}>
        {tabs.map(({ key, label: words }) => <Tab key={key} id={key} className="tabs__tab">{words}</Tab>)}
      </TabList>
      <TabPanel key={value} id={value} className="tabs__panel">{children}</TabPanel>
    </AriaTabs>
  )
}
