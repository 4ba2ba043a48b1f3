import type { Worker } from 'node:worker_threads'
import { type AudioResults, type AudioTask, type DecodeNews, TaskError, type TaskNews, type TaskReply, type TaskRequest } from './tasks'

/** An unused thread ends after this long: its decoders hold memory. */
const IDLE_MS = 30_000
/** Decoding goes block by block, so a thread does several at once: all stems of a job grow together. */
const MOST_DECODES = 8

export interface WorkerPoolParts {
  /** Starts a thread that runs worker.ts. */
  readonly createWorker: () => Worker
  /** Threads at most. */
  readonly size: number
}

export interface WorkerPool {
  /** Runs a task on the next free thread; decoding shares one. `onNews` hears of it before it is done. @throws TaskError */
  run<Task extends AudioTask>(task: Task, onNews?: (news: DecodeNews) => void): Promise<AudioResults[Task['kind']]>
  /** Ends every thread; tasks under way are rejected. */
  dispose(): Promise<void>
}

interface Waiting {
  readonly request: TaskRequest
  readonly settle: (reply: TaskReply) => void
  readonly onNews: ((news: DecodeNews) => void) | undefined
}

interface Thread {
  readonly worker: Worker
  readonly current: Map<number, Waiting>
  idleTimer: NodeJS.Timeout | undefined
}

/** A few audio threads, started when there is work. */
export function createWorkerPool({ createWorker, size }: WorkerPoolParts): WorkerPool {
  const queue: Waiting[] = []
  const threads = new Set<Thread>()
  let lastId = 0
  let disposed = false

  function startThread(): Thread {
    const thread: Thread = { worker: createWorker(), current: new Map(), idleTimer: undefined }
    thread.worker.on('message', (message: TaskReply | TaskNews) => {
      const told = thread.current.get(message.id)
      if ('news' in message) return told?.onNews?.(message.news)
      thread.current.delete(message.id)
      told?.settle(message)
      feed()
    })
    thread.worker.on('error', (error) => lose(thread, error instanceof Error ? error.message : String(error)))
    thread.worker.on('exit', () => lose(thread, 'The audio thread ended.'))
    threads.add(thread)
    return thread
  }

  function lose(thread: Thread, message: string): void {
    if (!threads.delete(thread)) return
    clearTimeout(thread.idleTimer)
    for (const waiting of thread.current.values()) waiting.settle(toLost(waiting, message))
    feed()
  }

  const toLost = ({ request }: Waiting, message: string): TaskReply => ({
    id: request.id,
    ok: false,
    failure: { code: disposed ? 'disposed' : 'unexpected', message }
  })

  function feed(): void {
    for (let next = queue[0]; next; next = queue[0]) {
      const thread = findThread(next)
      if (!thread) break
      queue.shift()
      clearTimeout(thread.idleTimer)
      thread.current.set(next.request.id, next)
      thread.worker.postMessage(next.request)
    }
    for (const thread of threads) if (thread.current.size === 0) endWhenIdle(thread)
  }

  function findThread({ request }: Waiting): Thread | undefined {
    const free = [...threads].find(({ current }) => current.size === 0)
    if (free) return free
    if (threads.size < size) return startThread()
    if (request.task.kind !== 'decode') return undefined
    const shared = [...threads].filter(({ current }) => [...current.values()].every((other) => other.request.task.kind === 'decode'))
    const [least] = shared.sort((one, other) => one.current.size - other.current.size)
    return least && least.current.size < MOST_DECODES ? least : undefined
  }

  function endWhenIdle(thread: Thread): void {
    clearTimeout(thread.idleTimer)
    thread.idleTimer = setTimeout(() => void end(thread), IDLE_MS)
    thread.idleTimer.unref()
  }

  async function end(thread: Thread): Promise<void> {
    lose(thread, 'The audio thread was ended.')
    await thread.worker.terminate()
  }

  return {
    run<Task extends AudioTask>(task: Task, onNews?: (news: DecodeNews) => void) {
      return new Promise<AudioResults[Task['kind']]>((resolve, reject) => {
        if (disposed) return reject(new TaskError('disposed', 'The audio threads have ended.'))
        lastId += 1
        const settle = (reply: TaskReply): void => {
          // The worker answers each kind of task with that kind's result.
          if (reply.ok) resolve(reply.result as AudioResults[Task['kind']])
          else reject(new TaskError(reply.failure.code, reply.failure.message))
        }
        queue.push({ request: { id: lastId, task }, settle, onNews })
        feed()
      })
    },
    async dispose() {
      disposed = true
      for (const waiting of queue.splice(0)) waiting.settle(toLost(waiting, 'The audio threads have ended.'))
      await Promise.all([...threads].map(end))
    }
  }
}
