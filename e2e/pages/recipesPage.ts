import type { Locator, Page } from '@playwright/test'

/** The Recipes page by the names of its texts. */
export class RecipesPage {
  readonly newRecipe: Locator
  readonly name: Locator
  readonly steps: Locator
  readonly save: Locator
  readonly before: Locator
  readonly recipes: Locator

  constructor(readonly page: Page) {
    this.newRecipe = page.getByRole('button', { name: 'New recipe' })
    this.name = page.getByRole('textbox', { name: 'Name of the recipe' })
    this.steps = page.getByRole('list', { name: 'Steps', exact: true })
    this.save = page.getByRole('button', { name: 'Save recipe' })
    this.before = page.getByRole('region', { name: 'Before it runs' })
    this.recipes = page.getByRole('list', { name: 'Recipes' })
  }

  /** Goes there from the Separate page. */
  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Recipes', exact: true }).click()
    await this.newRecipe.waitFor()
  }

  async show(part: RegExp): Promise<void> {
    await this.page.getByRole('tab', { name: part }).click()
  }

  /** Answers the dialog that asks what a step does. */
  async choosePlan(search: string, name: RegExp): Promise<void> {
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('searchbox').fill(search)
    await dialog.getByRole('option', { name }).first().click()
    await dialog.getByRole('button', { name: 'Add step' }).click()
    await dialog.waitFor({ state: 'hidden' })
  }

  async addOnSong(search: string, name: RegExp): Promise<void> {
    await this.page.getByRole('button', { name: 'Add a step on the song' }).click()
    await this.choosePlan(search, name)
  }

  async addOnStem(stem: string, number: number, search: string, name: RegExp): Promise<void> {
    await this.page.getByRole('button', { name: `Add a step on ${stem} of step ${number}` }).click()
    await this.choosePlan(search, name)
  }

  /** A recipe under way. */
  run(name: string): Locator {
    return this.page.getByRole('region', { name })
  }

  /** The steps of one song of it. */
  stepsOf(name: string, song: string): Locator {
    return this.run(name).getByRole('list', { name: `Steps for ${song}` })
  }
}
