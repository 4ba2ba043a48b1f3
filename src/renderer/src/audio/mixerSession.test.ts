import { afterEach, describe, expect, it } from 'vitest'
import { MixerSession } from './mixerSession'
import type { ConsumedMessage, FeedMessage, MixerCommand, WorkletMessage } from './protocol'

const FRAMES = 512
const BLOCK = 128
const open: MessagePort[] = []
afterEach(() => {
  for (const port of open.splice(0)) port.close()
})

function createSession() {
  const [commands, feed] = [new MessageChannel(), new MessageChannel()]
  open.push(commands.port1, commands.port2, feed.port1, feed.port2)
  const heard: WorkletMessage[] = []
  const consumed: ConsumedMessage[] = []
  commands.port1.onmessage = ({ data }: MessageEvent<WorkletMessage>) => { heard.push(data) }
  feed.port1.onmessage = ({ data }: MessageEvent<ConsumedMessage>) => { consumed.push(data) }
  let closed = 0
  const session = new MixerSession({ commands: commands.port2, feed: feed.port2 }, { channels: [1], frames: FRAMES, rampFrames: 4 }, {
    loadStretcher: () => Promise.reject(new Error('There is no library.')),
    onClosed: () => { closed += 1 }
  })
  let seconds = 0
  return {
    heard,
    consumed,
    isClosed: () => closed === 1,
    tell: (command: MixerCommand) => { commands.port1.postMessage(command) },
    feed() {
      const samples = new Float32Array(FRAMES).fill(0.5)
      const message: FeedMessage = { type: 'window', window: { generation: 0, startFrame: 0, frames: FRAMES, last: true, data: [samples] } }
      feed.port1.postMessage(message, [samples.buffer])
    },
    render(): Float32Array {
      const [left, right] = [new Float32Array(BLOCK), new Float32Array(BLOCK)]
      session.render(left, right, (seconds += 0.01))
      return left
    }
  }
}

describe('a session on the audio thread', () => {
  it('plays what it is fed, tells where it is, and gives memory back', async () => {
    const { tell, feed, render, heard, consumed } = createSession()
    tell({ type: 'gains', gains: [[1, 1]], sinceGeneration: 0 })
    tell({ type: 'play' })
    feed()
    await expect.poll(() => render().at(-1)).toBeGreaterThan(0.4)
    await expect.poll(() => {
      render()
      return consumed.map(({ frames, memory }) => [frames, memory?.byteLength])
    }).toEqual([[FRAMES, FRAMES * 4]])
    await expect.poll(() => heard.at(-1)).toMatchObject({ type: 'report', report: { frame: FRAMES, playing: false, underruns: 0 } })
  })

  it('tells when the stretching library cannot be had', async () => {
    const { tell, heard } = createSession()
    tell({ type: 'loadStretch' })
    await expect.poll(() => heard).toEqual([{ type: 'stretchFailed', detail: 'Error: There is no library.' }])
  })

  it('is over once it is closed', async () => {
    const { tell, isClosed } = createSession()
    tell({ type: 'close' })
    await expect.poll(isClosed).toBe(true)
  })
})
