import { describe, expect, it } from 'vitest'
import { createTransferSlots } from './transferSlots'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const never = new AbortController().signal

/** Transfers that last until they are told to end. */
function transfers(slots: ReturnType<typeof createTransferSlots>) {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const own = new Map<string, AbortSignal>()
  return {
    begun, own,
    end: (name: string) => ends.get(name)?.(),
    start: (name: string, signal = never) => slots.run(signal, (ownSignal) => new Promise<void>((resolve) => {
      begun.push(name)
      own.set(name, ownSignal)
      ends.set(name, resolve)
    }))
  }
}

describe('transfer slots', () => {
  it('let so many move at once, the others in the order they came', async () => {
    const { begun, start, end } = transfers(createTransferSlots(() => 2))
    for (const name of ['a', 'b', 'c', 'd']) void start(name)
    await turn()
    expect(begun).toEqual(['a', 'b'])
    end('b')
    await turn()
    expect(begun).toEqual(['a', 'b', 'c'])
  })

  it('follow a limit that changes', async () => {
    let most = 1
    const slots = createTransferSlots(() => most)
    const { begun, start, end } = transfers(slots)
    for (const name of ['a', 'b', 'c', 'd']) void start(name)
    most = 3
    slots.look()
    await turn()
    expect(begun).toEqual(['a', 'b', 'c'])
    most = 1
    end('a')
    await turn()
    expect(begun).toHaveLength(3)
  })

  it('are free again after a failure, and forget who gave up waiting', async () => {
    const slots = createTransferSlots(() => 1)
    const { begun, start, end } = transfers(slots)
    const failing = slots.run(never, () => Promise.reject(new Error('broken')))
    const giving = new AbortController()
    void start('first')
    const given = start('given up', giving.signal)
    void start('last')
    giving.abort()
    await expect(failing).rejects.toThrow('broken')
    await expect(given).rejects.toMatchObject({ code: 'cancelled' })
    await turn()
    end('first')
    await turn()
    expect(begun).toEqual(['first', 'last'])
  })

  it('are given away while a transfer rests', async () => {
    const slots = createTransferSlots(() => 1)
    const { begun, start, end, own } = transfers(slots)
    void start('a')
    void start('b')
    await turn()
    let wake = (): void => undefined
    let isBack = false
    const rest = slots.rest(own.get('a') ?? never, () => new Promise<void>((resolve) => (wake = resolve))).then(() => (isBack = true))
    await turn()
    expect(begun).toEqual(['a', 'b'])
    wake()
    await turn()
    expect(isBack).toBe(false)
    end('b')
    await rest
    expect(isBack).toBe(true)
  })
})
