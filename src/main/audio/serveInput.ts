import type { MessagePort } from 'node:worker_threads'
import { type ExportInput, openExportInput } from './exportInput'
import type { InputReply, InputRequest } from './inputThreads'
import { toFailure } from './toFailure'

const inputs = new Map<number, Promise<ExportInput>>()

/** The thread's side of inputThreads: opens an input or decodes its next piece, each behind what was asked of it before. */
export function serveInput(port: MessagePort, request: InputRequest): void {
  const { input } = request
  const reply = (answer: InputReply, moved: ArrayBuffer[] = []): void => { port.postMessage(answer, moved) }
  const before = inputs.get(input)
  const work = 'open' in request ? open(request.open, reply, input) : next(before, request.frames, reply, input)
  const done = work.catch((error: unknown) => {
    reply({ input, failure: toFailure(error) })
    throw error
  })
  done.catch(() => undefined) // told above; what is asked behind it fails as it did
  inputs.set(input, done)
}

type Reply = (answer: InputReply, moved?: ArrayBuffer[]) => void

async function open({ path, sampleRateHz, startFrame }: { readonly path: string; readonly sampleRateHz: number; readonly startFrame: number }, reply: Reply, input: number): Promise<ExportInput> {
  const opened = await openExportInput(path, sampleRateHz, startFrame)
  reply({ input, opened: { channels: opened.channels, sampleRateHz: opened.sampleRateHz, isSixteenBit: opened.isSixteenBit } })
  return opened
}

async function next(before: Promise<ExportInput> | undefined, frames: number, reply: Reply, input: number): Promise<ExportInput> {
  const opened = await before
  if (opened === undefined) throw new Error('This input was never opened.')
  const piece = await opened.next(frames)
  const { buffer } = piece.samples
  reply({ input, piece }, buffer instanceof ArrayBuffer ? [buffer] : []) // moved, not copied
  return opened
}
