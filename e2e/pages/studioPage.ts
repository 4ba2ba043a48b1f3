import type { Locator, Page } from '@playwright/test'

/** The Studio by the names of product.md. */
export class StudioPage {
  readonly region: Locator
  readonly play: Locator
  readonly pause: Locator
  readonly position: Locator
  readonly export: Locator

  constructor(readonly page: Page) {
    this.region = page.getByRole('region', { name: 'Studio' })
    this.play = this.region.getByRole('button', { name: 'Play' })
    this.pause = this.region.getByRole('button', { name: 'Pause' })
    this.position = this.region.getByRole('slider', { name: 'Position' })
    this.export = this.region.getByRole('button', { name: 'Export…' })
  }

  stem(name: string): { group: Locator; mute: Locator; solo: Locator; volume: Locator } {
    const group = this.region.getByRole('group', { name, exact: true })
    return {
      group,
      mute: group.getByRole('button', { name: 'Mute' }),
      solo: group.getByRole('button', { name: 'Solo' }),
      volume: group.getByRole('slider', { name: 'Volume' })
    }
  }

  /** Seconds shown by the position slider. */
  async seconds(): Promise<number> {
    return Number(await this.position.inputValue())
  }
}
