import { type FileHandle, open, rm } from 'node:fs/promises'
import { CodecError } from '../../codecs/types'
import { type ExportControl, noteExport } from './exportControl'

const COPY_BYTES = 1 << 20

/** One file to be copied as it is. */
export interface CopyTask {
  readonly from: string
  readonly path: string
  readonly control: ExportControl
}

/**
 * Copies a file byte for byte and has it on the disk. @throws TaskError cancelled; CodecError damaged when it changed
 * meanwhile; Node's I/O errors. Nothing is left behind then.
 */
export async function exportCopy({ from, path, control }: CopyTask): Promise<void> {
  const source = await open(from, 'r')
  try {
    const target = await open(path, 'wx')
    try {
      await copy(source, target, control)
      await target.sync()
    } catch (error) {
      await target.close()
      await rm(path, { force: true })
      throw error
    }
    await target.close()
  } finally {
    await source.close()
  }
}

async function copy(source: FileHandle, target: FileHandle, control: ExportControl): Promise<void> {
  const { size } = await source.stat()
  const buffer = new Uint8Array(COPY_BYTES)
  let position = 0
  for (;;) {
    noteExport(control, position / Math.max(1, size))
    const { bytesRead } = await source.read(buffer, 0, COPY_BYTES, position)
    if (bytesRead === 0) break
    for (let done = 0; done < bytesRead; ) done += (await target.write(buffer, done, bytesRead - done, position + done)).bytesWritten
    position += bytesRead
  }
  const { size: copied } = await target.stat()
  if (position !== size || copied !== size) throw new CodecError('damaged', 'The file changed while it was copied.')
}
