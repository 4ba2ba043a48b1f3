import type { DecodedChunk, DecodingEnd } from '../../../shared/domain/pageDecoding'
import type { StudioSession } from '../../../shared/domain/studio'
import type { DecodingOrder, DecodingReport } from './decoding.protocol'
import workerUrl from './decoding.worker.ts?worker&url'
import { installTrustedTypes } from './trustedTypes'

export interface PageDecodingParts {
  /** Hands a chunk to main. */
  readonly take: (chunk: DecodedChunk) => Promise<unknown>
  /** Tells main that nothing more will come; answers whether anything is heard. */
  readonly end: (end: DecodingEnd) => Promise<{ readonly isHeard: boolean }>
  /** All is done; `allHeard` is false when main has to look at the session's files again. */
  readonly onDone: (allHeard: boolean) => void
  readonly onFailed: (error: unknown) => void
}

/** Decodes, in a thread of the page, what only the browser can; main keeps it. The answer stops it. */
export function startPageDecoding({ windowUrl, undecoded = [] }: StudioSession, { take, end, onDone, onFailed }: PageDecodingParts): () => void {
  if (undecoded.length === 0) return () => undefined
  installTrustedTypes()
  const sessionId = new URL(windowUrl).pathname.split('/')[1] ?? ''
  const worker = new Worker(workerUrl, { type: 'module', name: 'decoder' })
  const order = (message: DecodingOrder): void => { worker.postMessage(message) }
  let left = undecoded.length
  let allHeard = true
  let isStopped = false

  function stop(): void {
    isStopped = true
    worker.terminate()
  }

  async function pass(report: DecodingReport): Promise<void> {
    const { stemIndex } = report
    if (report.type === 'chunk') {
      await take({ sessionId, stemIndex, sequence: report.sequence, samples: report.samples })
      return order({ type: 'taken', stemIndex })
    }
    const { isHeard } = await end({ sessionId, stemIndex, outcome: report.outcome })
    left -= 1
    allHeard &&= isHeard
    if (left > 0 || isStopped) return
    stop()
    onDone(allHeard)
  }

  /** Main hears that nothing more will come: nobody waits for it then. */
  async function fail(error: unknown): Promise<void> {
    if (isStopped) return
    stop()
    await Promise.allSettled(undecoded.map(({ stemIndex }) => end({ sessionId, stemIndex, outcome: 'broken' })))
    onFailed(error)
  }

  worker.onmessage = ({ data }: MessageEvent<DecodingReport>) => {
    pass(data).catch(fail)
  }
  worker.onerror = ({ message }) => void fail(message)
  for (const sound of undecoded) order({ type: 'decode', sound })
  return stop
}
