import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker, type WorkerOptions } from 'node:worker_threads'
import type { SeparationReport, SeparationRequest } from './request'

export type SeparationOutcome =
  | Extract<SeparationReport, { readonly kind: 'done' | 'failed' }>
  | { readonly kind: 'stopped' }

/** A separation under way in a thread of its own. */
export interface SeparationRun {
  readonly ended: Promise<SeparationOutcome>
  /** Ends the thread where it stands and waits for that. What it wrote so far stays on disk. */
  stop(): Promise<void>
}

/** Starts a thread for `request`; `onNews` hears how it goes until it ended. A thread that dies unasked has failed. */
export function startSeparation(
  request: SeparationRequest,
  onNews: (news: Exclude<SeparationReport, { readonly kind: 'done' | 'failed' }>) => void
): SeparationRun {
  const worker = createWorker(request)
  let stopping = false
  let last: SeparationOutcome | null = null

  const ended = new Promise<SeparationOutcome>((resolve) => {
    worker.on('message', (news: SeparationReport) => {
      if (news.kind === 'done' || news.kind === 'failed') last = news
      else if (!stopping) onNews(news)
    })
    worker.on('error', (error) => {
      last = { kind: 'failed', message: `The separation failed unexpectedly: ${error.message}` }
    })
    worker.on('exit', () => {
      if (stopping) resolve({ kind: 'stopped' })
      else resolve(last ?? { kind: 'failed', message: 'The separation ended before it was done.' })
    })
  })

  return {
    ended,
    async stop() {
      stopping = true
      await worker.terminate()
      await ended
    }
  }
}

/**
 * Makes the thread. In the built app its code is the bundle entry `separationWorker` beside the service's own
 * (electron.vite.config.ts); a shared chunk may lie one folder deeper. Run from source (tsx, vitest) it is worker.ts,
 * and the thread has to load tsx (found from the working folder, the project's) by itself first: loaders set up in
 * one thread do not hold in the next.
 */
function createWorker(request: SeparationRequest): Worker {
  const options: WorkerOptions = { workerData: request, name: 'separation' }
  if (import.meta.url.endsWith('.ts')) {
    const worker = new URL('../worker.ts', import.meta.url).href
    const load = `import('tsx/esm/api').then((tsx) => { tsx.register(); return import('${worker}') })`
    return new Worker(load, { ...options, eval: true })
  }
  const found = ['./separationWorker.js', '../separationWorker.js']
    .map((path) => new URL(path, import.meta.url))
    .find((url) => existsSync(fileURLToPath(url)))
  if (!found) throw new Error('The separation worker is missing beside the service; the build is not whole.')
  return new Worker(found, options)
}
