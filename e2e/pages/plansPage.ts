import type { Locator, Page } from '@playwright/test'

/** The plans of the Separate page, their matrix with the songs, and the presets. */
export class PlansPage {
  readonly plans: Locator
  readonly addPlan: Locator
  readonly matrix: Locator
  readonly presetsButton: Locator
  readonly presets: Locator

  constructor(readonly page: Page) {
    this.plans = page.getByRole('list', { name: 'Chosen plans' }).getByRole('listitem')
    this.addPlan = page.getByRole('button', { name: 'Add another plan' })
    this.matrix = page.getByRole('grid', { name: 'Jobs by song and plan' })
    this.presetsButton = page.getByRole('button', { name: 'Presets', exact: true })
    this.presets = page.getByRole('list', { name: 'Presets' }).getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Use / }) })
  }

  /** The box of one job. */
  job(song: string, plan: number): Locator {
    return this.matrix.getByRole('checkbox', { name: `${song} with plan ${plan}` })
  }

  preset(name: string): Locator {
    return this.presets.filter({ has: this.page.getByRole('button', { name: `Use ${name}`, exact: true }) })
  }

  /** Saves the present plan; the panel stays open. */
  async savePreset(name: string): Promise<void> {
    await this.presetsButton.click()
    await this.page.getByRole('textbox', { name: 'Name of the preset' }).fill(name)
    await this.page.getByRole('button', { name: 'Save this plan' }).click()
    await this.preset(name).waitFor()
  }

  async closePresets(): Promise<void> {
    const panel = this.page.getByRole('dialog', { name: 'Presets' })
    await panel.press('Escape')
    await panel.waitFor({ state: 'hidden' })
  }

  /** Does an entry of a preset's menu. */
  async doWithPreset(name: string, action: string): Promise<void> {
    await this.page.getByRole('button', { name: `More about ${name}`, exact: true }).click()
    await this.page.getByRole('menuitem', { name: action, exact: true }).click()
  }
}
