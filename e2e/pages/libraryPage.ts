import type { Locator, Page } from '@playwright/test'

/** The Library by its accessible names. */
export class LibraryPage {
  readonly link: Locator
  readonly list: Locator
  readonly rows: Locator
  readonly loadMore: Locator
  readonly search: Locator
  readonly linkField: Locator
  readonly openLink: Locator

  constructor(readonly page: Page) {
    this.link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Library' })
    this.list = page.getByRole('list', { name: 'Finished jobs' })
    this.rows = this.list.locator(':scope > li')
    this.loadMore = page.getByRole('button', { name: 'Load more' })
    this.search = page.getByRole('searchbox', { name: 'Search library' })
    this.linkField = page.getByRole('textbox', { name: 'Link or hash' })
    this.openLink = page.getByRole('button', { name: 'Open', exact: true })
  }

  row(name: string): Locator {
    return this.list.getByRole('listitem', { name, exact: true })
  }

  async show(filter: string): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'Show' }).getByRole('radio', { name: filter, exact: true }).click()
  }
}
