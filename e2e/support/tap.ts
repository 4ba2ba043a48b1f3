import type { Page } from '@playwright/test'

/** What the page holds while it is tapped. */
interface Tap {
  readonly pieces: Float32Array<ArrayBuffer>[]
  readonly context: BaseAudioContext
  read(): void
}
declare global {
  var unbraidTap: Tap | undefined
}

/**
 * Listens to everything the next player gives to its sound device, sample for sample: an analyser beside the output keeps
 * the last 0.7 s and is read more often than that. To be called before the Studio is opened.
 */
export async function installTap(page: Page): Promise<void> {
  await page.evaluate(() => {
    const KEPT = 32_768
    const Plain = AudioWorkletNode
    class Tapped extends Plain {
      constructor(context: BaseAudioContext, name: string, options?: AudioWorkletNodeOptions) {
        super(context, name, options)
        const analyser = context.createAnalyser()
        analyser.fftSize = KEPT
        this.connect(analyser)
        const pieces: Float32Array<ArrayBuffer>[] = []
        let before = new Float32Array(KEPT)
        let beforeAt = 0
        /** How many frames are new: the clock says about how many, the overlap says exactly. */
        const countNew = (now: Float32Array, guess: number): number => {
          const near = Array.from({ length: 33 }, (_, step) => guess + (step % 2 === 0 ? step / 2 : -(step + 1) / 2) * 128)
          const fits = (shift: number): boolean => {
            for (let at = 0; at < KEPT - shift; at += 1) if (now[at] !== before[at + shift]) return false
            return true
          }
          return near.find((shift) => shift >= 0 && shift <= KEPT && fits(shift)) ?? Math.min(KEPT, guess)
        }
        const read = (): void => {
          const now = new Float32Array(KEPT)
          const at = Math.round(context.currentTime * context.sampleRate)
          analyser.getFloatTimeDomainData(now)
          const fresh = countNew(now, at - beforeAt)
          pieces.push(now.slice(KEPT - fresh))
          before = now
          beforeAt = at
        }
        setInterval(read, 200)
        globalThis.unbraidTap = { pieces, context, read }
      }
    }
    globalThis.AudioWorkletNode = Tapped
  })
}

/** Everything heard since the tap began (or was last taken), and the underruns of the whole run. */
export async function takeTap(page: Page): Promise<{ readonly samples: Float32Array; readonly underruns: number }> {
  const { text, underruns } = await page.evaluate(async () => {
    const tap = globalThis.unbraidTap
    if (!tap) throw new Error('Nothing was tapped.')
    tap.read()
    const bytes = new Uint8Array(await new Blob(tap.pieces.splice(0)).arrayBuffer())
    let text = ''
    // In pieces: a call takes so many arguments and no more.
    for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
    // As the Studio tells it: the worklet's own words go to the player alone.
    const told = document.querySelector('.transport__underruns')?.textContent ?? '0'
    return { text: btoa(text), underruns: Number.parseInt(told, 10) }
  })
  const bytes = Buffer.from(text, 'base64')
  return { samples: new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4).slice(), underruns }
}

/** Moves the position slider as a person would, and says how many samples had been heard by then. */
export async function seekTo(page: Page, seconds: number): Promise<number> {
  return page.evaluate((target) => {
    const slider = document.querySelector<HTMLInputElement>('.transport input[type="range"]')
    const tap = globalThis.unbraidTap
    if (!slider || !tap) throw new Error('There is nothing to seek in.')
    tap.read()
    const heard = tap.pieces.reduce((sum, { length }) => sum + length, 0)
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(slider, String(target))
    slider.dispatchEvent(new Event('input', { bubbles: true }))
    return heard
  }, seconds)
}
