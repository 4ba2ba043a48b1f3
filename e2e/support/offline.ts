import type { Page } from '@playwright/test'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FeederCommand, FeedLoop, FeedMessage, ConsumedMessage, MixerCommand, MixerReport, OpenMessage, WorkletMessage } from '../../src/renderer/src/audio/protocol'
import type { Sides } from '../../src/shared/domain/mix'
import { ROOT } from './unbraid'

/** What is rendered before anything can be changed again, in frames; a whole number of blocks. */
export const SLICE_FRAMES = 86 * 128

/** A jump, with what is to be heard from there on. */
export interface OfflineTurn {
  readonly frame: number
  readonly loop: FeedLoop | null
  readonly gains: readonly Sides[]
  readonly slices: number
}
export interface OfflineRun {
  /** The left side of all turns, one behind the other. */
  readonly samples: Float32Array
  /** What the mixer told of its position meanwhile. */
  readonly reports: readonly MixerReport[]
}

/** Plays turns through the built worklet and the built feeder in an OfflineAudioContext; the job's Studio must be open. */
export async function playOffline(page: Page, jobId: string, turns: readonly OfflineTurn[]): Promise<OfflineRun> {
  const built = await readdir(join(ROOT, 'out/renderer/assets'))
  const urlOf = (name: string): string => `/assets/${built.find((file) => file.startsWith(name) && file.endsWith('.js')) ?? name}`
  const { text, reports } = await page.evaluate(renderInPage, {
    jobId, turns, sliceFrames: SLICE_FRAMES, mixerUrl: urlOf('mixer.worklet'), feederUrl: urlOf('feeder.worker')
  })
  const bytes = Buffer.from(text, 'base64')
  return { samples: new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4).slice(), reports }
}

interface Order {
  readonly jobId: string
  readonly turns: readonly OfflineTurn[]
  readonly sliceFrames: number
  readonly mixerUrl: string
  readonly feederUrl: string
}

/** Runs in the page, so it can use nothing of this file. Every window passes through it on its way, so that it knows when enough are there. */
async function renderInPage({ jobId, turns, sliceFrames, mixerUrl, feederUrl }: Order): Promise<{ text: string; reports: MixerReport[] }> {
  const opened = await window.unbraid.call('studio:open', { jobId })
  if (!opened.ok) throw new Error('The session is not open.')
  const { frames, sampleRateHz, stems, windowUrl } = opened.value
  const channels = stems.map((stem) => stem.channels)
  const slices = turns.reduce((sum, turn) => sum + turn.slices, 0)
  const context = new OfflineAudioContext(2, slices * sliceFrames, sampleRateHz)
  await context.audioWorklet.addModule(mixerUrl)
  const node = new AudioWorkletNode(context, 'unbraid-mixer', { numberOfInputs: 0, outputChannelCount: [2] })
  node.connect(context.destination)
  const [commands, mixing, feeding] = [new MessageChannel(), new MessageChannel(), new MessageChannel()]
  const options = { channels, frames, rampFrames: Math.round(0.005 * sampleRateHz) }
  node.port.postMessage({ options, commands: commands.port2, feed: mixing.port2 } satisfies OpenMessage, [commands.port2, mixing.port2])

  let generation = 0
  let ahead = 0
  let onMore = (): void => undefined
  feeding.port1.onmessage = ({ data }: MessageEvent<FeedMessage>) => {
    const memory = data.window.data[0]?.buffer
    mixing.port1.postMessage(data, memory ? [memory] : [])
    if (data.window.generation === generation) ahead += data.window.frames
    onMore()
  }
  mixing.port1.onmessage = ({ data }: MessageEvent<ConsumedMessage>) => {
    if (data.generation === generation) ahead -= data.frames
    feeding.port1.postMessage(data, data.memory ? [data.memory] : [])
  }
  const enough = (): Promise<void> =>
    new Promise((resolve) => {
      onMore = () => { if (ahead >= 2 * sliceFrames) resolve() }
      onMore()
    })
  const reports: MixerReport[] = []
  let onAnswer = (): void => undefined
  commands.port1.onmessage = ({ data }: MessageEvent<WorkletMessage>) => {
    if (data.type === 'report') reports.push(data.report)
    else onAnswer()
  }
  const tell = (command: MixerCommand): void => commands.port1.postMessage(command)
  /** The one command that is answered, be it by a refusal: whatever was told before it was obeyed by then. */
  const obeyed = (): Promise<void> =>
    new Promise((resolve) => {
      onAnswer = resolve
      tell({ type: 'loadStretch' })
    })
  const feeder = new Worker(feederUrl, { type: 'module' })
  const toFeeder = (command: FeederCommand, transfer: Transferable[] = []): void => feeder.postMessage(command, transfer)
  toFeeder({ type: 'start', port: feeding.port2, windowUrl, channels, originalChannels: null, frames, sampleRateHz }, [feeding.port2])
  tell({ type: 'play' })

  const begin = async ({ frame, loop, gains }: OfflineTurn): Promise<void> => {
    generation += 1
    ahead = 0
    toFeeder({ type: 'seek', generation, frame, loop, withOriginal: false })
    await enough()
    tell({ type: 'gains', gains, sinceGeneration: 0 })
    tell({ type: 'seek', generation, frame })
  }
  let slice = 0
  const stops = turns.flatMap((turn) => Array.from({ length: turn.slices }, (_, index) => ({ at: slice++, turn: index === 0 ? turn : undefined })))
  const failed = Promise.all(
    stops.slice(1).map(async ({ at, turn }) => {
      await context.suspend((at * sliceFrames) / sampleRateHz)
      await (turn ? begin(turn) : enough())
      await obeyed()
      await context.resume()
    })
  )
  if (stops[0]?.turn) await begin(stops[0].turn)
  await obeyed()
  const [rendered] = await Promise.all([context.startRendering(), failed])
  feeder.terminate()
  const bytes = new Uint8Array(rendered.getChannelData(0).slice().buffer)
  let text = ''
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return { text: btoa(text), reports }
}
