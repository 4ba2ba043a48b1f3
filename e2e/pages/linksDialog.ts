import type { Locator, Page } from '@playwright/test'

/** The dialog that takes links, and the links among the songs to separate. */
export class LinksDialog {
  readonly dialog: Locator
  readonly field: Locator
  readonly found: Locator
  readonly refused: Locator

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Songs from links' })
    this.field = this.dialog.getByRole('textbox', { name: 'Links' })
    this.found = this.dialog.getByRole('list', { name: 'Links found' }).getByRole('listitem')
    this.refused = this.dialog.getByRole('list', { name: 'Not taken' }).getByRole('listitem')
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Paste link…' }).click()
    await this.field.waitFor()
  }

  add(count: number): Promise<void> {
    return this.dialog.getByRole('button', { name: count === 1 ? 'Add 1 link' : `Add ${count} links` }).click()
  }

  /** The songs to separate. */
  get inputs(): Locator {
    return this.page.getByRole('list', { name: 'Songs to separate' }).getByRole('listitem')
  }

  /** Corrects where a link leads; `within`: its row. */
  async choose(within: Locator, kind: string): Promise<void> {
    await within.getByRole('combobox', { name: /^Kind of link/ }).click()
    await this.page.getByRole('option', { name: kind, exact: true }).click()
  }
}
