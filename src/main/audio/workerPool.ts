import type { Worker } from 'node:worker_threads'
import { type AudioResults, type AudioTask, TaskError, type TaskReply, type TaskRequest } from './tasks'

/** An unused thread ends after this long: its decoders hold memory. */
const IDLE_MS = 30_000

export interface WorkerPoolParts {
  /** Starts a thread that runs worker.ts. */
  readonly createWorker: () => Worker
  /** Threads at most. */
  readonly size: number
}

export interface WorkerPool {
  /** Runs a task on the next free thread. @throws TaskError */
  run<Task extends AudioTask>(task: Task): Promise<AudioResults[Task['kind']]>
  /** Ends every thread; tasks under way are rejected. */
  dispose(): Promise<void>
}

interface Waiting {
  readonly request: TaskRequest
  readonly settle: (reply: TaskReply) => void
}

interface Thread {
  readonly worker: Worker
  current: Waiting | undefined
  idleTimer: NodeJS.Timeout | undefined
}

/** A few audio threads, started when there is work. */
export function createWorkerPool({ createWorker, size }: WorkerPoolParts): WorkerPool {
  const queue: Waiting[] = []
  const threads = new Set<Thread>()
  let lastId = 0
  let disposed = false

  function startThread(): Thread {
    const thread: Thread = { worker: createWorker(), current: undefined, idleTimer: undefined }
    thread.worker.on('message', (reply: TaskReply) => {
      const done = thread.current
      thread.current = undefined
      if (done?.request.id === reply.id) done.settle(reply)
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
    if (thread.current) thread.current.settle(toLost(thread.current, message))
    feed()
  }

  const toLost = ({ request }: Waiting, message: string): TaskReply => ({
    id: request.id,
    ok: false,
    failure: { code: disposed ? 'disposed' : 'unexpected', message }
  })

  function feed(): void {
    for (let next = queue[0]; next; next = queue[0]) {
      const free = [...threads].find(({ current }) => current === undefined) ?? (threads.size < size ? startThread() : undefined)
      if (!free) break
      queue.shift()
      clearTimeout(free.idleTimer)
      free.current = next
      free.worker.postMessage(next.request)
    }
    for (const thread of threads) if (thread.current === undefined) endWhenIdle(thread)
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
    run<Task extends AudioTask>(task: Task) {
      return new Promise<AudioResults[Task['kind']]>((resolve, reject) => {
        if (disposed) return reject(new TaskError('disposed', 'The audio threads have ended.'))
        lastId += 1
        const settle = (reply: TaskReply): void => {
          // The worker answers each kind of task with that kind's result.
          if (reply.ok) resolve(reply.result as AudioResults[Task['kind']])
          else reject(new TaskError(reply.failure.code, reply.failure.message))
        }
        queue.push({ request: { id: lastId, task }, settle })
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
