import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { StudioPage } from './pages/studioPage'
import { shoot } from './support/shots'
import { openInStudio, tryOnThisComputer, waitUntilReady } from './support/steps'
import { expect, test, type Unbraid } from './support/unbraid'

/** The sample song in four stems, in the Studio. */
async function openSample({ page }: Unbraid, algorithm: { search: string; name: RegExp } = { search: 'four', name: /vocals, drums, bass, other/i }): Promise<StudioPage> {
  const separate = await tryOnThisComputer(page)
  await page.getByRole('button', { name: 'Use the sample song' }).click()
  await separate.chooseAlgorithm(algorithm.search, algorithm.name)
  await separate.separate.click()
  return openInStudio(await waitUntilReady(separate, 'Unbraid sample song'))
}

async function violationsOf(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations.map(({ id, nodes }) => ({ id, targets: nodes.map((node) => node.target) }))
}

test('the Studio looks right and passes axe with everything open', async ({ launch }) => {
  for (const colorScheme of ['dark'] as const) {
    const unbraid = await launch({ colorScheme })
    const { page } = unbraid
    const studio = await openSample(unbraid)
    await shoot(page, `studio-fit-${colorScheme}`)
    await studio.play.click()
    await expect.poll(() => studio.seconds()).toBeGreaterThan(3)
    await page.keyboard.press('[')
    await expect.poll(() => studio.seconds()).toBeGreaterThan(5)
    await page.keyboard.press(']')
    await studio.stem('Bass').solo.click()
    await shoot(page, `studio-loop-${colorScheme}`)
    expect(await violationsOf(page)).toEqual([])
  }
})
