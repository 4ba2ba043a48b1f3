import { TaskError } from './tasks'

/** Shared memory between main and a thread at work on one file: main says "stop", the thread says how far it is. */
export type ExportControl = SharedArrayBuffer

const STOP = 0
const DONE = 1
const WHOLE = 10_000

export const createExportControl = (): ExportControl => new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)

/** Makes the thread end at its next block. */
export const stopExport = (control: ExportControl): void => {
  Atomics.store(new Int32Array(control), STOP, 1)
}

/** How much is done, 0..1. */
export const exportFraction = (control: ExportControl): number => Atomics.load(new Int32Array(control), DONE) / WHOLE

/** The thread's side: notes how much is done. @throws TaskError cancelled when main wants it to end */
export function noteExport(control: ExportControl, fraction: number): void {
  const cells = new Int32Array(control)
  if (Atomics.load(cells, STOP) !== 0) throw new TaskError('cancelled', 'The export was cancelled.')
  Atomics.store(cells, DONE, Math.round(Math.min(1, Math.max(0, fraction)) * WHOLE))
}
