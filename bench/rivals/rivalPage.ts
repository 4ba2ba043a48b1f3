import type { Page } from '@playwright/test'
import type MultiTrack from 'wavesurfer-multitrack'

interface Piece {
  readonly frame: number
  readonly samples: readonly Float32Array[]
}
interface RivalState {
  readonly multitrack: MultiTrack
  readonly context: AudioContext
  readonly pieces: Piece[]
}
declare global {
  var rival: RivalState | undefined
}

/**
 * The library on these files. Without peaks it fetches and decodes every file to draw it, as its documentation has it; with
 * peaks (here flat ones) it only plays, which is the kindest way to use it. Its media elements play through our tap. Runs in its page.
 */
export async function loadTracks({ urls: all, peaks, sampleRateHz }: { readonly urls: readonly string[]; readonly peaks: boolean; readonly sampleRateHz: number }): Promise<void> {
  const library = '/multitrack.js'
  const { default: Library } = (await import(library)) as { default: typeof MultiTrack }
  const context = new AudioContext({ sampleRate: sampleRateHz })
  await context.audioWorklet.addModule('/tap.js')
  const tap = new AudioWorkletNode(context, 'tap', { numberOfInputs: all.length, outputChannelCount: [1] })
  tap.connect(context.destination)
  const pieces: Piece[] = []
  tap.port.onmessage = ({ data }: MessageEvent<Piece>) => { pieces.push(data); if (pieces.length > 200) pieces.shift() }
  const container = document.querySelector<HTMLElement>('#tracks')
  if (container === null) throw new Error('There is no room for tracks.')
  const multitrack = Library.create(all.map((url, id) => {
    const media = new Audio()
    media.crossOrigin = 'anonymous'
    context.createMediaElementSource(media).connect(tap, 0, id)
    return { id, url, startPosition: 0, volume: 1, ...(peaks ? { peaks: [new Float32Array(1_000)] } : {}), options: { media, height: 40 } }
  }), { container, minPxPerSec: 1 })
  await new Promise<void>((resolve) => { multitrack.once('canplay', resolve) })
  globalThis.rival = { multitrack, context, pieces }
  if (peaks) return
  const { wavesurfers } = multitrack as unknown as { wavesurfers: readonly { getDecodedData(): AudioBuffer | null }[] }
  await new Promise<void>((resolve) => {
    const look = (): void => { if (wavesurfers.slice(0, all.length).every((one) => one.getDecodedData() !== null)) resolve(); else setTimeout(look, 200) }
    look()
  })
}

/** Plays and goes to places one after the other, as a person who looks for one. Runs in its page. */
export async function playAround({ targets, playMs }: { readonly targets: readonly number[]; readonly playMs: number }): Promise<void> {
  const { rival } = globalThis
  if (!rival) throw new Error('Nothing is loaded.')
  rival.multitrack.play()
  for (const target of targets) {
    rival.multitrack.setTime(target)
    await new Promise((resolve) => { setTimeout(resolve, playMs) })
  }
}

export async function setPlaying(page: Page, isOn: boolean): Promise<void> {
  await page.evaluate((on) => {
    if (on) globalThis.rival?.multitrack.play()
    else globalThis.rival?.multitrack.pause()
  }, isOn)
}

export async function setMutes(page: Page, active: readonly boolean[]): Promise<void> {
  await page.evaluate((all) => { all.forEach((on, stem) => { globalThis.rival?.multitrack.setTrackVolume(stem, on ? 1 : 0) }) }, active)
}

export interface RivalTurn {
  /** Frames heard before the seek, counted from the first sample below. */
  readonly from: number
  /** The first stem, which counts frames. */
  readonly counter: Float32Array
  /** Where each stem clicked. */
  readonly clicks: readonly (readonly number[])[]
}

/** Goes to a place while it plays, and hands back what was heard in the time after. */
export async function seekRival(page: Page, seconds: number, listenSeconds: number): Promise<RivalTurn> {
  const { text, ...rest } = await page.evaluate(async ({ target, wait }) => {
    const { rival } = globalThis
    if (!rival) throw new Error('Nothing is loaded.')
    const { context, pieces, multitrack } = rival
    pieces.splice(0)
    const heard = Math.round(context.currentTime * context.sampleRate)
    multitrack.setTime(target)
    const enough = heard + wait * context.sampleRate
    await new Promise<void>((resolve) => {
      const look = (): void => { if ((pieces.at(-1)?.frame ?? 0) > enough) resolve(); else setTimeout(look, 20) }
      look()
    })
    const first = pieces[0]?.frame ?? 0
    const clicks = Array.from({ length: pieces[0]?.samples.length ?? 0 }, (_, stem) =>
      stem === 0 ? [] : pieces.flatMap(({ frame, samples }) => [...(samples[stem] ?? [])].flatMap((sample, at) => (sample === 0 ? [] : [frame + at - first]))))
    const bytes = new Uint8Array(await new Blob(pieces.map(({ samples }) => new Float32Array(samples[0] ?? []))).arrayBuffer())
    let text = ''
    for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
    return { text: btoa(text), clicks, from: heard - first }
  }, { target: seconds, wait: listenSeconds })
  const bytes = Buffer.from(text, 'base64')
  return { ...rest, counter: new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4).slice() }
}
