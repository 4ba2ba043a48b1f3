import type { Locator, Page } from '@playwright/test'

/** The two places of an algorithm that matches one song to another. */
export class PairPage {
  readonly places: Locator
  readonly target: Locator
  readonly reference: Locator
  readonly addTarget: Locator
  readonly addReference: Locator
  readonly swap: Locator

  constructor(readonly page: Page) {
    this.places = page.getByRole('group', { name: 'Takes two songs' })
    this.target = this.places.getByRole('combobox', { name: 'Target' })
    this.reference = this.places.getByRole('combobox', { name: 'Reference' })
    this.addTarget = this.places.getByRole('button', { name: 'Add a file as target…' })
    this.addReference = this.places.getByRole('button', { name: 'Add a file as reference…' })
    this.swap = this.places.getByRole('button', { name: 'Swap target and reference' })
  }
}
