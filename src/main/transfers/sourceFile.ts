import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../shared/errors/appError'
import { sourceError } from './systemError'

/** A file being sent: read in order, and known to be the same from the first byte to the last. */
export interface SourceFile {
  readonly sizeBytes: number
  /** Fills `buffer` from `position`; answers the bytes read, 0 at the end. Throws 'fileUnreadable'. */
  read(buffer: Buffer, position: number): Promise<number>
  /** Throws 'fileChanged' when size, time of change, first or last bytes are no longer those of the opening. */
  assertUnchanged(): Promise<void>
  close(): Promise<void>
}

const END_BYTES = 4096

/** Opens a file to be sent. Throws 'fileMissing', 'fileIsFolder' or 'fileUnreadable', with the leaf name as subject. */
export async function openSource(path: string): Promise<SourceFile> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw sourceError(error, path)
  })
  try {
    return await watched(file, path)
  } catch (error) {
    await file.close()
    throw sourceError(error, path)
  }
}

async function watched(file: FileHandle, path: string): Promise<SourceFile> {
  const subject = basename(path)
  const before = await file.stat()
  if (before.isDirectory()) throw new AppError('fileIsFolder', { subject })
  if (!before.isFile()) throw new AppError('fileUnreadable', { subject, detail: 'not a regular file' })
  const endsBefore = await endsOf(file, before.size)
  return {
    sizeBytes: before.size,
    async read(buffer, position) {
      const wanted = Math.min(buffer.length, before.size - position)
      if (wanted === 0) return 0
      const { bytesRead } = await file.read(buffer, 0, wanted, position).catch((error: unknown) => {
        throw sourceError(error, path)
      })
      // The announced length can no longer be kept: the file became shorter.
      if (bytesRead === 0) throw new AppError('fileChanged', { subject })
      return bytesRead
    },
    async assertUnchanged() {
      const now = await file.stat()
      // Tag editors like to put the old time back.
      const isSame = now.size === before.size && now.mtimeMs === before.mtimeMs && (await endsOf(file, before.size)) === endsBefore
      if (!isSame) throw new AppError('fileChanged', { subject })
    },
    close: () => file.close()
  }
}

/** A digest of the first and the last bytes: where tags are, and what an edit of the same length changes. */
async function endsOf(file: FileHandle, sizeBytes: number): Promise<string> {
  const hash = createHash('sha256')
  for (const position of [0, Math.max(0, sizeBytes - END_BYTES)]) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(END_BYTES), 0, END_BYTES, position)
    hash.update(buffer.subarray(0, bytesRead))
  }
  return hash.digest('hex')
}
