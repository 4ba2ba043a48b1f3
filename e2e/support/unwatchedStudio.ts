import { launchUnwatched, type UnwatchedApp } from './unwatched'

const POSITION = `document.querySelector('.transport input[type="range"]')`
const button = (name: string): string =>
  `[...document.querySelectorAll('button')].find((each) => (each.getAttribute('aria-label') ?? each.textContent) === ${JSON.stringify(name)})`

/** The Studio of an app nobody inspects, and what it says of itself. */
export interface UnwatchedStudio {
  readonly app: UnwatchedApp
  /** What the window took before the Studio was opened, in megabytes. */
  readonly idleMegabytes: number
  /** Waits until it plays beyond this second. */
  playBeyond(seconds: number): Promise<void>
  /** Moves the position slider and lets it play on for a while. */
  seekAndPlay(seconds: number, playMs: number): Promise<void>
  /** Megabytes over the idle window. */
  grownMegabytes(): Promise<number>
  /** The gaps in the sound as the Studio tells them; empty when there were none. */
  gaps(): Promise<string>
}

/** Starts the app on a profile with one ready job and plays that job. */
export async function playUnwatched(profile: string): Promise<UnwatchedStudio> {
  const app = await launchUnwatched(profile)
  const press = async (name: string): Promise<void> => {
    await app.until(`${button(name)}?.disabled === false`)
    await app.evaluate(`${button(name)}.click()`)
  }
  await app.until(`${button('Open in Studio')}?.disabled === false`)
  const idleMegabytes = await app.megabytes()
  await press('Open in Studio')
  await press('Play')
  return {
    app,
    idleMegabytes,
    playBeyond: (seconds) => app.until(`Number(${POSITION}?.value) > ${seconds}`),
    async seekAndPlay(seconds, playMs) {
      await app.evaluate(`new Promise((resolve) => {
        const slider = ${POSITION}
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(slider, '${seconds}')
        slider.dispatchEvent(new Event('input', { bubbles: true }))
        setTimeout(resolve, ${playMs})
      })`)
    },
    grownMegabytes: async () => (await app.megabytes()) - idleMegabytes,
    gaps: async () => String(await app.evaluate(`document.querySelector('.transport__underruns')?.textContent ?? ''`))
  }
}
