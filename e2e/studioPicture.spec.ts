import { join } from 'node:path'
import { writeManyStems } from './support/manyStems'
import { seedReadyJobs } from './support/readyJob'
import { expect, test } from './support/unbraid'

interface Seen {
  readonly first: string
  readonly isKept: boolean
}

test('the waveform that is on screen first is, point by point, the one wavesurfer.js holds from then on', async ({ folder, profile, launch }) => {
  await seedReadyJobs(profile, [await writeManyStems(join(folder, 'song'), 'job-1', 4, 30)])
  const { page } = await launch()
  await page.evaluate(() => {
    const seen: Seen[] = []
    // A picture is taken away in the very moment in which there is another.
    new MutationObserver((changes) => {
      for (const { target, removedNodes } of changes) {
        for (const node of removedNodes) {
          if (!(node instanceof HTMLCanvasElement) || !(target instanceof HTMLElement) || !target.matches('.waveform')) continue
          const kept = target.querySelector(':scope > div > div')?.shadowRoot?.querySelector<HTMLCanvasElement>('.canvases canvas')
          seen.push({ first: node.toDataURL(), isKept: kept?.toDataURL() === node.toDataURL() })
        }
      }
    }).observe(document.body, { subtree: true, childList: true })
    Object.assign(window, { seen })
  })
  const seen = () => page.evaluate(() => (window as unknown as { seen: Seen[] }).seen)
  for (const opened of [1, 2]) {
    await page.getByRole('link', { name: 'Library' }).click()
    await page.getByRole('button', { name: 'Open in Studio' }).click()
    await expect.poll(async () => (await seen()).length).toBe(4 * opened)
    await expect(page.locator('.waveform > canvas')).toHaveCount(0)
    await expect(page.getByRole('slider', { name: 'Volume' }).first()).toBeVisible()
    await page.getByRole('button', { name: 'Back' }).click()
  }
  expect((await seen()).map(({ isKept }) => isKept)).toEqual(Array.from({ length: 8 }, () => true))
  // Four stems, four pictures: none of them is empty.
  expect(new Set((await seen()).slice(4).map(({ first }) => first)).size).toBe(4)
})
