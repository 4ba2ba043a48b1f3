import { parentPort } from 'node:worker_threads'
import { codeOf } from '../transfers/systemError'
import { runTask } from './runTask'
import type { TaskFailure, TaskNews, TaskReply, TaskRequest } from './tasks'

// The entry of the audio thread: decoding and peaks, off the main thread. Main keeps a few threads and says what each does.
const port = parentPort
if (!port) throw new Error('This file runs in a worker thread.')

port.on('message', ({ id, task }: TaskRequest) => {
  runTask(task, (news) => port.postMessage({ id, news } satisfies TaskNews)).then(
    (result) => port.postMessage({ id, ok: true, result } satisfies TaskReply),
    (error: unknown) => port.postMessage({ id, ok: false, failure: toFailure(error) } satisfies TaskReply)
  )
})

function toFailure(error: unknown): TaskFailure {
  // CodecError and Node's system errors both carry a string code.
  return { code: codeOf(error) || 'unexpected', message: error instanceof Error ? error.message : String(error) }
}
