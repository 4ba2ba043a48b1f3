import type { ElectronApplication, Page } from '@playwright/test'

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

/** From now on notes when main has seen this many files ending so: a walk through folders looks at each once, and at nothing else. */
export const watchWalk = (app: ElectronApplication, ending: string, files: number): Promise<void> => app.evaluate((_, wanted) => {
  const promises = process.getBuiltinModule('node:fs/promises')
  const { stat } = promises
  let seen = 0
  Object.assign(promises, {
    stat: async (...words: Parameters<typeof stat>) => {
      const answer = await stat(...words)
      if (String(words[0]).endsWith(wanted.ending)) seen += 1
      if (seen === wanted.files) process.env['WALKED_AT_MS'] ??= String(Date.now())
      return answer
    }
  })
  process.getBuiltinModule('node:module').syncBuiltinESMExports()
}, { ending, files })

/** When the walk had seen its last file, by the machine's clock. */
export const walked = async (app: ElectronApplication): Promise<number> => Number(await app.evaluate(() => process.env['WALKED_AT_MS']))
