import { parentPort, Worker, workerData } from 'node:worker_threads'
import type { InputRequest } from './inputThreads'
import { giveWay, PATIENT } from './patience'
import { serveInput } from './serveInput'
import type { TaskNews, TaskReply, TaskRequest } from './tasks'
import { toFailure } from './toFailure'

// The entry of the audio thread: decoding and peaks, off the main thread. Main keeps a few threads and says what each does. An export
// starts more of them, which decode its inputs.
const port = parentPort
if (!port) throw new Error('This file runs in a worker thread.')

if (workerData === PATIENT) giveWay()

// The file this thread was started from is the second of its arguments.
const startThread = (): Worker => new Worker(process.argv[1] ?? import.meta.filename)

port.on('message', (message: TaskRequest | InputRequest) => {
  if ('input' in message) return serveInput(port, message)
  const { id, task } = message
  // Loaded by the first task: a thread that only decodes is up sooner without it.
  import('./runTask').then(({ runTask }) => runTask(task, (news) => port.postMessage({ id, news } satisfies TaskNews), startThread)).then(
    (result) => port.postMessage({ id, ok: true, result } satisfies TaskReply),
    (error: unknown) => port.postMessage({ id, ok: false, failure: toFailure(error) } satisfies TaskReply)
  )
})
