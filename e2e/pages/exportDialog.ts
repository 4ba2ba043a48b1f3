import { expect, type Locator, type Page } from '@playwright/test'

/** The export dialog by the names of its texts. */
export class ExportDialogPage {
  readonly dialog: Locator
  readonly begin: Locator
  readonly names: Locator
  readonly files: Locator

  constructor(readonly page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Export' })
    this.begin = this.dialog.getByRole('button', { name: /^(Export|Choose folder…)$/ })
    this.names = this.dialog.getByRole('textbox', { name: 'Names' })
    this.files = this.dialog.getByRole('list', { name: 'Files that will be written' }).getByRole('listitem')
  }

  async open(): Promise<void> {
    await this.page.getByRole('region', { name: 'Studio' }).getByRole('button', { name: 'Export…' }).click()
    await expect(this.names).toBeVisible()
  }

  async kind(name: 'Stems' | 'Mix as heard' | 'Minus one'): Promise<void> {
    await this.dialog.getByRole('radio', { name }).check({ force: true })
  }

  async select(field: string, option: string | RegExp): Promise<void> {
    await this.dialog.getByRole('combobox', { name: field }).click()
    await this.page.getByRole('option', { name: option }).click()
  }

  /** Begins, and waits until the dialog has given way to the notice. */
  async run(): Promise<void> {
    await this.begin.click()
    await expect(this.dialog).toBeHidden()
    const notice = this.page.getByText(/exported to/)
    await expect(notice).toBeVisible()
    await this.page.getByRole('button', { name: 'Dismiss' }).first().click()
  }
}
