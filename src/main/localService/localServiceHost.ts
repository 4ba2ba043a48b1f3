import type { LocalServiceState } from '../../shared/domain/service'
import { AppError } from '../../shared/errors/appError'
import type { Log } from '../log/log'
import { createEmitter } from '../util/emitter'

/** A started local-service process, however it was started. */
export interface LocalServiceProcess {
  /** Resolves with the first line it printed: its API base. Rejects when it ended before. */
  readonly apiBase: Promise<string>
  /** Resolves when the process is gone. */
  readonly ended: Promise<{ readonly reason: string }>
  kill(): void
}

export interface LocalServiceHost {
  /** The API base of the running service; starts it when needed. Throws AppError('localServiceFailed'). */
  apiBase(): Promise<string>
  state(): LocalServiceState
  onChange(listener: (state: LocalServiceState) => void): () => void
  dispose(): Promise<void>
}

const BASE_PATTERN = /^http:\/\/127\.0\.0\.1:\d{1,5}\/api$/

/** Owns the embedded local service: started on first need, started again on the next need after it ended. */
export function createLocalServiceHost(launch: () => LocalServiceProcess, log: Log): LocalServiceHost {
  let state: LocalServiceState = { status: 'stopped' }
  let running: { process: LocalServiceProcess; base: Promise<string> } | null = null
  let disposed = false
  const changes = createEmitter<LocalServiceState>()
  const setState = (next: LocalServiceState): void => {
    state = next
    changes.emit(next)
  }

  const start = (): { process: LocalServiceProcess; base: Promise<string> } => {
    setState({ status: 'starting' })
    const process = launch()
    const base = process.apiBase.then((line) => {
      if (!BASE_PATTERN.test(line)) throw new Error('the local service did not say where it listens')
      setState({ status: 'running' })
      return line
    })
    const entry = { process, base }
    const over = (reason: string): void => {
      if (running !== entry) return
      running = null
      if (disposed) return
      log.warn('the local service ended', { reason })
      setState({ status: 'failed', reason })
    }
    base.catch((error: unknown) => {
      over(error instanceof Error ? error.message : String(error))
      process.kill()
    })
    void process.ended.then(({ reason }) => {
      over(reason)
    })
    return entry
  }

  return {
    async apiBase() {
      if (disposed) throw new AppError('localServiceFailed', { detail: 'the app is closing' })
      running ??= start()
      try {
        return await running.base
      } catch (error) {
        throw new AppError('localServiceFailed', { detail: error instanceof Error ? error.message : undefined, cause: error })
      }
    },
    state: () => state,
    onChange: (listener) => changes.on(listener),
    async dispose() {
      disposed = true
      changes.clear()
      if (running === null) return
      running.process.kill()
      await running.process.ended
    }
  }
}
