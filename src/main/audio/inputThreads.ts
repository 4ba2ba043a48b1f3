import type { Worker } from 'node:worker_threads'
import type { AudioFormat } from '../../codecs/types'
import type { ExportInput, ExportPiece } from './exportInput'
import { TaskError, type TaskFailure } from './tasks'

/** What an input thread is told. Inputs have numbers; what is asked of one is answered in order. */
export type InputRequest =
  | { readonly input: number; readonly open: { readonly path: string; readonly sampleRateHz: number; readonly startFrame: number } }
  | { readonly input: number; readonly frames: number }

type OpenedInput = AudioFormat & Pick<ExportInput, 'isSixteenBit'>

export type InputReply =
  | { readonly input: number; readonly opened: OpenedInput }
  | { readonly input: number; readonly piece: ExportPiece }
  | { readonly input: number; readonly failure: TaskFailure }

/** Starts a thread that runs worker.ts. */
export type StartThread = () => Worker

// Decoded and waiting at most, an input: with less a thread would rest while what it gave is added up.
const PIECES_AHEAD = 2

/** Threads that decode the inputs of one export side by side. */
export interface InputThreads {
  /** As openExportInput, but `next` is asked for the same number of frames each time, or for fewer at the end. @throws TaskError */
  open(path: string, sampleRateHz: number, startFrame: number): Promise<ExportInput>
  /** Ends all of them at once, whatever they are doing. */
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (reply: InputReply) => void
  readonly reject: (error: TaskError) => void
}

/** At most `size` threads, started as inputs are opened; inputs are dealt to them in turn. */
export function createInputThreads(startThread: StartThread, size: number): InputThreads {
  const threads: Worker[] = []
  const waiting = new Map<number, Waiting[]>()
  let inputs = 0
  let lost: TaskError | undefined

  function start(): Worker {
    const thread = startThread()
    thread.on('message', (reply: InputReply) => {
      const asked = waiting.get(reply.input)?.shift()
      if ('failure' in reply) asked?.reject(new TaskError(reply.failure.code, reply.failure.message))
      else asked?.resolve(reply)
    })
    thread.on('error', (error) => { lose(error instanceof Error ? error.message : String(error)) })
    thread.on('exit', () => { lose('A decoding thread ended.') })
    threads.push(thread)
    return thread
  }

  function lose(message: string): void {
    lost ??= new TaskError('unexpected', message)
    for (const asked of waiting.values()) for (const { reject } of asked.splice(0)) reject(lost)
  }

  function ask(thread: Worker, request: InputRequest): Promise<InputReply> {
    const reply = new Promise<InputReply>((resolve, reject) => {
      if (lost !== undefined) return reject(lost)
      waiting.set(request.input, [...(waiting.get(request.input) ?? []), { resolve, reject }])
      thread.postMessage(request)
    })
    reply.catch(() => undefined) // told to whoever waits for it; what was asked ahead may never be
    return reply
  }

  return {
    async open(path, sampleRateHz, startFrame) {
      const input = (inputs += 1)
      const thread = threads.length < size ? start() : threads[input % size] ?? start()
      const answer = await ask(thread, { input, open: { path, sampleRateHz, startFrame } })
      if (!('opened' in answer)) throw new TaskError('unexpected', 'A decoding thread gave another answer.')
      const ahead: Promise<InputReply>[] = []
      let askedFrames: number | undefined
      return {
        ...answer.opened,
        async next(wanted) {
          askedFrames ??= wanted
          while (ahead.length <= PIECES_AHEAD) ahead.push(ask(thread, { input, frames: askedFrames }))
          const reply = await ahead.shift()
          if (reply === undefined || !('piece' in reply)) throw new TaskError('unexpected', 'A decoding thread gave another answer.')
          return cut(reply.piece, wanted, answer.opened.channels)
        },
        close: () => Promise.resolve() // with its thread
      }
    },
    async close() {
      await Promise.all(threads.map((thread) => thread.terminate()))
    }
  }
}

const cut = (piece: ExportPiece, frames: number, channels: number): ExportPiece =>
  piece.frames <= frames ? piece : { ...piece, frames, samples: piece.samples.subarray(0, frames * channels) }
