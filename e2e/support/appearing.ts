import type { Page } from '@playwright/test'

/** Times by the machine's clock, in ms: the last press before it, the words in the page, the first frame that shows them. */
export interface Appearing {
  readonly pressed: number
  readonly inPage: number
  readonly drawn: number
}

/** From now on waits in the page, without asking it again and again, until these words are there and drawn. */
export const watchAppearing = (page: Page, words: string): Promise<void> => page.evaluate((text) => {
  let pressed = Number.NaN
  addEventListener('pointerdown', () => { pressed = Date.now() }, { capture: true })
  const told = new Promise<Appearing>((resolve) => {
    const observer = new MutationObserver(() => {
      if (!document.body.textContent.includes(text)) return
      observer.disconnect()
      const inPage = Date.now()
      // The task after a frame's callback begins when the frame has been handed on.
      requestAnimationFrame(() => { setTimeout(() => { resolve({ pressed, inPage, drawn: Date.now() }) }) })
    })
    observer.observe(document.body, { childList: true, subtree: true, characterData: true })
  })
  Object.assign(window, { appearing: told })
}, words)

/** When the awaited words appeared. */
export const appeared = (page: Page): Promise<Appearing> => page.evaluate(() => (window as unknown as { appearing: Promise<Appearing> }).appearing)
