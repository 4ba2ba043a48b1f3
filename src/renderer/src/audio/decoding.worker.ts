import type { UndecodedSound } from '../../../shared/domain/undecoded'
import { decodeSound } from './decodeSound'
import type { DecodingOrder, DecodingReport } from './decoding.protocol'

interface WorkerScope {
  onmessage: ((event: MessageEvent<DecodingOrder>) => void) | null
  postMessage(message: DecodingReport, transfer?: Transferable[]): void
}
declare const self: WorkerScope

/** Chunks of one stem on their way at most: main writes as fast as its disk. */
const MOST_ON_THE_WAY = 2

const onTheWay = new Map<number, { count: number; wake: () => void }>()

self.onmessage = ({ data: order }) => {
  if (order.type === 'decode') void decode(order.sound)
  else {
    const way = onTheWay.get(order.stemIndex)
    if (!way) return
    way.count -= 1
    way.wake()
  }
}

async function decode(sound: UndecodedSound): Promise<void> {
  const { stemIndex } = sound
  const way = { count: 0, wake: () => undefined as void }
  onTheWay.set(stemIndex, way)
  let sequence = 0
  try {
    const outcome = await decodeSound({
      sound,
      signal: new AbortController().signal, // the whole thread is ended instead
      post(samples) {
        way.count += 1
        self.postMessage({ type: 'chunk', stemIndex, sequence, samples }, [samples.buffer])
        sequence += 1
      },
      async room() {
        while (way.count >= MOST_ON_THE_WAY) await new Promise<void>((resolve) => { way.wake = resolve })
      }
    })
    self.postMessage({ type: 'end', stemIndex, outcome })
  } catch (error) {
    console.warn('a stem could not be decoded', error)
    self.postMessage({ type: 'end', stemIndex, outcome: 'broken' })
  }
}
