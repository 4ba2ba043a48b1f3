import type { Locator, Page } from '@playwright/test'

/** The comparison by its accessible names. */
export class ComparePage {
  readonly region: Locator
  readonly play: Locator
  readonly pause: Locator
  readonly position: Locator
  readonly candidates: Locator
  readonly matched: Locator

  constructor(readonly page: Page) {
    this.region = page.getByRole('region', { name: 'Compare' })
    this.play = this.region.getByRole('button', { name: 'Play' })
    this.pause = this.region.getByRole('button', { name: 'Pause' })
    this.position = this.region.getByRole('slider', { name: 'Position' })
    this.candidates = this.region.getByRole('radiogroup', { name: 'Heard now' })
    this.matched = this.region.getByRole('button', { name: 'Same loudness' })
  }

  /** One to hear: by its algorithm, or by its letter in a blind test. */
  candidate(name: string): Locator {
    return this.candidates.getByRole('radio', { name })
  }

  button(name: string): Locator {
    return this.region.getByRole('button', { name, exact: true })
  }
}
