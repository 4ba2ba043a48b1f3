import { constants, open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../shared/errors/appError'
import { NO_FOLLOW, readNote, sourceOf, writeNote, type PartNote } from './partNote'

export const partPath = (folder: string, fileName: string): string => join(folder, `${fileName}.part`)
export const notePath = (folder: string, fileName: string): string => join(folder, `${fileName}.part.json`)

/** A file being downloaded: what was written survives a kill, and at most 1 MiB of it is fetched again. */
export interface PartFile {
  /** Bytes written so far. */
  readonly position: number
  readonly note: PartNote
  /** Throws away what is there and begins anew, of this version and length. */
  restart(validator: string | null, totalBytes: number | null): Promise<void>
  write(chunk: Buffer): Promise<void>
  /** Brings everything to the disk and notes it as whole. */
  finish(): Promise<void>
  /** The first bytes, at most `length`. */
  head(length: number): Promise<Buffer>
  /** Brings what was written to the disk, notes how far, and closes. */
  close(): Promise<void>
}

const BUFFER_BYTES = 256 * 1024
const SYNC_FROM_BYTES = 512 * 1024
const MOST_UNSYNCED_BYTES = 1024 * 1024 - BUFFER_BYTES

/** Opens the part of `fileName` for what is at `url`, resuming what an earlier run left of the same. Errors are Node's. */
export async function openPart(folder: string, fileName: string, url: string): Promise<PartFile> {
  const paths = { part: partPath(folder, fileName), note: notePath(folder, fileName) }
  const fresh: PartNote = { source: sourceOf(url), validator: null, totalBytes: null, syncedBytes: 0 }
  const earlier = await readNote(paths.note)
  const resumed = earlier?.source === fresh.source ? await reopen(paths.part, earlier.syncedBytes) : null
  const file = resumed ?? (await createAnew(paths.part))
  const note = earlier !== null && resumed !== null ? earlier : fresh
  try {
    const noteFile = note === fresh ? await createAnew(paths.note) : await open(paths.note, constants.O_RDWR | NO_FOLLOW)
    await writeNote(noteFile, note)
    return writer(file, noteFile, note)
  } catch (error) {
    await file.close()
    throw error
  }
}

async function reopen(path: string, syncedBytes: number): Promise<FileHandle | null> {
  let file: FileHandle
  try {
    file = await open(path, constants.O_RDWR | NO_FOLLOW)
  } catch {
    return null // gone, or a planted link: made anew
  }
  const found = await file.stat()
  if (found.isFile() && found.nlink === 1 && found.size >= syncedBytes) {
    await file.truncate(syncedBytes)
    return file
  }
  await file.close()
  return null
}

/** Exclusive: what stood there under our own ending is removed (a link itself, not what it points to). */
async function createAnew(path: string): Promise<FileHandle> {
  await rm(path, { force: true })
  return open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW, 0o644)
}

function writer(file: FileHandle, noteFile: FileHandle, first: PartNote): PartFile {
  const buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES)
  let note = first
  let buffered = 0
  let writtenBytes = first.syncedBytes
  let syncing: Promise<void> | null = null

  const sync = async (): Promise<void> => {
    const upTo = writtenBytes
    await file.datasync()
    note = { ...note, syncedBytes: upTo }
    await writeNote(noteFile, note)
  }
  const startSync = (): Promise<void> => {
    syncing ??= sync().finally(() => {
      syncing = null
    })
    return syncing
  }
  const flush = async (): Promise<void> => {
    for (let at = 0; at < buffered; ) {
      const { bytesWritten } = await file.write(buffer, at, buffered - at, writtenBytes)
      if (bytesWritten === 0) throw new AppError('diskFull')
      at += bytesWritten
      writtenBytes += bytesWritten
    }
    buffered = 0
    if (writtenBytes - note.syncedBytes < SYNC_FROM_BYTES) return
    const running = startSync()
    if (writtenBytes - note.syncedBytes >= MOST_UNSYNCED_BYTES) await running
    else running.catch(() => undefined) // a failing disk shows again at the next write or at finish
  }
  return {
    get position() {
      return writtenBytes + buffered
    },
    get note() {
      return note
    },
    async restart(validator, totalBytes) {
      await syncing
      buffered = 0
      writtenBytes = 0
      note = { ...note, validator, totalBytes, syncedBytes: 0 }
      await writeNote(noteFile, note)
      await file.truncate(0)
    },
    async write(chunk) {
      for (let at = 0; at < chunk.length; ) {
        const taken = chunk.copy(buffer, buffered, at)
        at += taken
        buffered += taken
        if (buffered === BUFFER_BYTES) await flush()
      }
    },
    async finish() {
      await flush()
      await syncing
      note = { ...note, totalBytes: writtenBytes, syncedBytes: writtenBytes }
      await file.sync()
      await writeNote(noteFile, note)
    },
    async head(length) {
      await flush()
      const { buffer: bytes, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
      return bytes.subarray(0, bytesRead)
    },
    async close() {
      try {
        await flush()
        await syncing
        if (note.syncedBytes < writtenBytes) await sync()
      } finally {
        await Promise.allSettled([file.close(), noteFile.close()])
      }
    }
  }
}
