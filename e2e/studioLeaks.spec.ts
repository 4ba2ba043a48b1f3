import type { CDPSession } from '@playwright/test'
import { SeparatePage } from './pages/separatePage'
import { StudioPage } from './pages/studioPage'
import { writeClickStems } from './support/clickStems'
import { seedReadyJobs } from './support/readyJob'
import { expect, test } from './support/unbraid'

// The bench asks for more (bench/studio.config.ts).
const ROUNDS = Number(process.env['ROUNDS'] ?? 40)
/** What the first rounds keep for good: compiled code, caches, fonts. */
const WARM_UP = 5
const WATCHED = ['JSHeapUsedSize', 'Nodes', 'JSEventListeners', 'AudioHandlers', 'AudioWorkletProcessors', 'Documents'] as const
type Watched = Readonly<Record<(typeof WATCHED)[number], number>>

async function look(session: CDPSession): Promise<Watched> {
  // Twice: what the first collection lets go may hold more.
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const valueOf = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  const [JSHeapUsedSize = 0, Nodes = 0, JSEventListeners = 0, AudioHandlers = 0, AudioWorkletProcessors = 0, Documents = 0] = WATCHED.map(valueOf)
  return { JSHeapUsedSize, Nodes, JSEventListeners, AudioHandlers, AudioWorkletProcessors, Documents }
}

/**
 * Less than two Studios: what the last one leaves until something else is rendered is one. The heap also keeps the compiled
 * expressions of this test's own driver, two a round; snapshots of rounds 20 and 120 differ by them and by no object of ours.
 */
const LEFT_OVER = { nodes: 1_500, listeners: 150, heapBytes: 1_250_000 + ROUNDS * 12_000 } as const

test('jobs opened, played and left leave nothing of the sound or the view behind', async ({ folder, profile, launch }) => {
  test.setTimeout(120_000 + ROUNDS * 5_000)
  await seedReadyJobs(profile, [{ id: 'clicks', name: 'Clicks.wav', stems: await writeClickStems(folder, 4, 10) }])
  const { page } = await launch()
  const row = new SeparatePage(page).jobsOf('Clicks.wav').first()
  const studio = new StudioPage(page)
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await session.send('HeapProfiler.enable')

  async function openAndLeave(): Promise<void> {
    await row.getByRole('button', { name: 'Open in Studio' }).click()
    await expect(studio.play).toBeEnabled()
    await studio.play.click()
    await expect(studio.pause).toBeVisible()
    await studio.region.getByRole('button', { name: 'Back' }).click()
    await expect(row).toBeVisible()
  }

  for (let round = 0; round < WARM_UP; round += 1) await openAndLeave()
  const before = await look(session)
  for (let round = 0; round < ROUNDS; round += 1) await openAndLeave()
  // Contexts and workers end in their own time.
  await expect.poll(async () => (await look(session)).AudioHandlers, { timeout: 20_000 }).toBeLessThanOrEqual(before.AudioHandlers)
  const after = await look(session)
  const grown = WATCHED.map((name) => `${name} ${before[name]} -> ${after[name]}`).join(', ')
  console.log(`${ROUNDS} times opened and left: ${grown}`)
  expect(after.Documents).toBeLessThanOrEqual(before.Documents)
  expect(after.AudioHandlers).toBeLessThanOrEqual(before.AudioHandlers)
  expect(after.AudioWorkletProcessors).toBeLessThanOrEqual(before.AudioWorkletProcessors)
  expect(after.Nodes).toBeLessThan(before.Nodes + LEFT_OVER.nodes)
  expect(after.JSEventListeners).toBeLessThan(before.JSEventListeners + LEFT_OVER.listeners)
  expect(after.JSHeapUsedSize).toBeLessThan(before.JSHeapUsedSize + LEFT_OVER.heapBytes)
})
