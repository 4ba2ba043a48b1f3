import { expect, type Page } from '@playwright/test'
import { StudioPage } from '../pages/studioPage'

/** How long a job's Studio took to show its waveforms, in ms from the press. */
export interface Opening {
  /** Until the last waveform was drawn. */
  readonly drawnMs: number
  /** Until the first frame with all of them was handed on. */
  readonly shownMs: number
}

/** From now on waits in the page, without asking it again and again, for a press and so many waveforms behind it. */
const watchOpening = (page: Page, waveforms: number): Promise<void> => page.evaluate((count) => {
  let pressedMs = Number.NaN
  addEventListener('pointerup', ({ timeStamp }) => { pressedMs = timeStamp }, { capture: true, once: true })
  const told = new Promise<Opening>((resolve) => {
    const look = (): void => {
      const drawn = performance.getEntriesByName('studio:waveform').filter(({ startTime }) => startTime > pressedMs)
      if (drawn.length < count) {
        requestAnimationFrame(look)
        return
      }
      const drawnMs = Math.max(...drawn.map(({ startTime }) => startTime)) - pressedMs
      // The task after a frame's callbacks begins when the frame has been handed on.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => { resolve({ drawnMs, shownMs: performance.now() - pressedMs }) }
      port2.postMessage(null)
    }
    requestAnimationFrame(look)
  })
  Object.assign(window, { opening: told })
}, waveforms)

/** The watched opening, once its waveforms are on screen. */
const opened = (page: Page): Promise<Opening> => page.evaluate(() => (window as unknown as { opening: Promise<Opening> }).opening)

/** From now on waits in the page for a press and for a Studio that can be played behind it. */
export const watchPlayable = (page: Page): Promise<void> => page.evaluate(() => {
  let pressedMs = Number.NaN
  addEventListener('pointerup', ({ timeStamp }) => { pressedMs = timeStamp }, { capture: true, once: true })
  const told = new Promise<number>((resolve) => {
    const look = (): void => {
      const play = document.querySelector('[aria-label="Play"]')
      if (pressedMs > 0 && play instanceof HTMLButtonElement && !play.disabled) resolve(performance.now() - pressedMs)
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  Object.assign(window, { playable: told })
})

/** How long the watched Studio took, in ms from the press until it can be played. */
export const playable = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as { playable: Promise<number> }).playable)

/** All of them in order, with the middle one and the 95th of a hundred. */
export function toDistribution(timesMs: readonly number[]): string {
  const ordered = timesMs.toSorted((a, b) => a - b)
  const at = (share: number): string => ordered[Math.ceil(ordered.length * share) - 1]?.toFixed(0) ?? '-'
  return `median ${at(0.5)} ms, p95 ${at(0.95)} ms (${ordered.map((time) => time.toFixed(0)).join(', ')})`
}

/** Opens the library's one job so many times, from the press on its button until it can be played, and leaves it again. */
export async function openTimes(page: Page, times: number, waveforms: number): Promise<Opening[]> {
  const openings: Opening[] = []
  while (openings.length < times) {
    await page.getByRole('link', { name: 'Library' }).click()
    await watchOpening(page, waveforms)
    await page.getByRole('button', { name: 'Open in Studio' }).click()
    openings.push(await opened(page))
    await expect(new StudioPage(page).play).toBeEnabled()
    await page.getByRole('button', { name: 'Back' }).click()
  }
  return openings
}

/** The first, for which pictures may have to be made, and those after it. */
export function tellOpenings([first, ...again]: readonly Opening[]): string {
  return `waveforms on screen, from the press: first ${first?.shownMs.toFixed(0)} ms, again ${toDistribution(again.map(({ shownMs }) => shownMs))}\n`
    + `of that until the last of them is drawn: ${toDistribution(again.map(({ drawnMs }) => drawnMs))}`
}
