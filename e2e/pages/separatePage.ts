import type { Locator, Page } from '@playwright/test'

/** The Separate page by the names of product.md. */
export class SeparatePage {
  readonly addAudio: Locator
  readonly addFiles: Locator
  readonly search: Locator
  readonly algorithms: Locator
  readonly outputFormat: Locator
  /** Adds the algorithm on screen to the favourites, or takes it out. */
  readonly star: Locator
  /** Opens the long description of the algorithm on screen. */
  readonly readMore: Locator
  readonly beforeYouStart: Locator
  readonly separate: Locator
  readonly jobs: Locator

  constructor(readonly page: Page) {
    this.addAudio = page.getByRole('region', { name: 'Add audio' })
    this.addFiles = page.getByRole('button', { name: 'Add files…' })
    this.search = page.getByRole('searchbox', { name: 'Search algorithms' })
    this.algorithms = page.getByRole('listbox', { name: 'Algorithms' })
    this.outputFormat = page.getByLabel('Output format')
    this.star = page.getByRole('button', { name: 'Favourite', exact: true })
    this.readMore = page.getByRole('button', { name: /^Read more about/ })
    this.beforeYouStart = page.getByRole('region', { name: 'Before you start' })
    this.separate = page.getByRole('button', { name: 'Separate', exact: true })
    this.jobs = page.getByRole('list', { name: 'Jobs' })
  }

  /** The job rows of this input: under way in the order of the queue, then those at rest, newest first. */
  jobsOf(inputName: string): Locator {
    return this.jobs.getByRole('listitem').filter({ hasText: inputName })
  }

  /** The stems named under "You will get", in their order. */
  async predictedStems(): Promise<string[]> {
    return this.beforeYouStart.getByRole('list', { name: 'You will get' }).getByRole('listitem').allInnerTexts()
  }

  /** Looks at the catalogue in another way: "Favourites", "Popular this month"… */
  async show(view: string): Promise<void> {
    await this.page.getByRole('radio', { name: view, exact: true }).click()
  }

  /** Asks for algorithms that give these stems. */
  async need(...stems: readonly string[]): Promise<void> {
    await this.page.getByRole('button', { name: 'I need', exact: true }).click()
    const panel = this.page.getByRole('dialog', { name: 'I need' })
    for (const stem of stems) await panel.getByRole('button', { name: stem, exact: true }).click()
    await this.page.keyboard.press('Escape')
    await panel.waitFor({ state: 'hidden' })
  }

  async chooseAlgorithm(search: string, name: RegExp | string): Promise<void> {
    await this.search.fill(search)
    await this.algorithms.getByRole('option', { name }).first().click()
  }

  /** Chooses an entry of a select named by its label. */
  async chooseOption(label: string, option: RegExp | string): Promise<void> {
    await this.page.getByRole('combobox', { name: label, exact: true }).click()
    await this.page.getByRole('listbox', { name: label }).getByRole('option', { name: option }).click()
  }
}
