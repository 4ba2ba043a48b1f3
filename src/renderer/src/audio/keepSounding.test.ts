import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keepSounding, type Sounding } from './keepSounding'

class Context extends EventTarget implements Sounding {
  state: AudioContextState = 'running'
  readonly resumedAtMs: number[] = []
  /** What a resume comes to. */
  answer: () => Promise<void> = () => Promise.resolve()
  resume = (): Promise<void> => {
    this.resumedAtMs.push(Date.now())
    return this.answer()
  }
  become(state: AudioContextState): void {
    this.state = state
    this.dispatchEvent(new Event('statechange'))
  }
}

let context: Context
let devices: EventTarget
let listening = true
let stop: () => void
beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  context = new Context()
  devices = new EventTarget()
  listening = true
  stop = keepSounding(context, () => listening, devices)
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

it.each<[string, () => Promise<void>]>([
  ['is refused', () => Promise.reject(new Error('no device'))], ['is never answered', () => new Promise(() => undefined)]
])('A7-67: sound that the system stopped is asked for after 1 s and then up to each 30 s, also when that %s', async (_what, answer) => {
  context.answer = answer
  context.become('suspended')
  await vi.advanceTimersByTimeAsync(125_000)
  expect(context.resumedAtMs).toEqual([1_000, 3_000, 7_000, 15_000, 31_000, 61_000, 91_000, 121_000])
})

it('A7-67: once it sounds again nothing is asked, and the next loss begins with 1 s', async () => {
  context.become('suspended')
  await vi.advanceTimersByTimeAsync(10_000)
  context.become('running')
  await vi.advanceTimersByTimeAsync(100_000)
  expect(context.resumedAtMs).toHaveLength(3)
  context.state = 'interrupted'
  context.dispatchEvent(new Event('error'))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(context.resumedAtMs).toHaveLength(4)
})

it('A7-67: a device that comes back is tried at once', async () => {
  context.become('suspended')
  await vi.advanceTimersByTimeAsync(40_000)
  const before = context.resumedAtMs.length
  devices.dispatchEvent(new Event('devicechange'))
  expect(context.resumedAtMs).toHaveLength(before + 1)
})

it('A7-67: a paused player, a closed context and an ended one are left alone', async () => {
  listening = false
  context.become('suspended')
  devices.dispatchEvent(new Event('devicechange'))
  listening = true
  context.become('closed')
  stop()
  context.become('suspended')
  await vi.advanceTimersByTimeAsync(100_000)
  expect(context.resumedAtMs).toEqual([])
})
