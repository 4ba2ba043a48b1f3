import type { FileHandle } from 'node:fs/promises'
import { AppError } from '../../shared/errors/appError'
import { presentBoot, writeNote, type PartNote } from './partNote'

/**
 * A file being downloaded. A kill costs what is in memory, at most 1 MiB of up to four such files together (192 KiB of each of
 * many) where the system's runs have names; a power cut 8 MiB of one. Elsewhere both cost at most 1 MiB of each.
 */
export interface PartFile {
  /** Bytes taken in so far. */
  readonly position: number
  readonly note: PartNote
  /** Throws away what is there and begins anew, of this version and length. */
  restart(validator: string | null, totalBytes: number | null): Promise<void>
  /** Copies a piece in. Null: at once; a promise: hand over nothing more until it is kept. */
  write(chunk: Buffer): Promise<void> | null
  /** Brings everything to the disk and notes it as whole. */
  finish(): Promise<void>
  /** The first bytes, at most `length`. */
  head(length: number): Promise<Buffer>
  /** Brings what was written to the disk, notes how far, and closes. */
  close(): Promise<void>
}

// A write is handed to another thread, and that costs more than many bytes do: few and large ones are fast. All parts share
// what may be in memory, so that one alone is quick and a kill costs little however many there are. Where all that is not
// synced is lost by a kill, syncs come often, and less in memory leaves more to be written beside them.
const MOST_HELD_BYTES = (presentBoot === null ? 256 : 768) * 1024
const LEAST_BUFFER_BYTES = 64 * 1024
const LARGEST_BUFFER_BYTES = MOST_HELD_BYTES / 2
let openParts = 0
/** One buffer of a part fills while the other is on its way to the disk. */
const bufferBytes = (): number => Math.max(LEAST_BUFFER_BYTES, Math.floor(LARGEST_BUFFER_BYTES / openParts))

// Where a file's own length tells what a kill left, syncs are for power cuts alone: rarer, they leave the disk to the writing.
const MOST_UNSYNCED_BYTES = (presentBoot === null ? 1 : 8) * 1024 * 1024
const SYNC_FROM_BYTES = MOST_UNSYNCED_BYTES / (presentBoot === null ? 4 : 2)

/**
 * A part over two open files; the first holds what the note says is synced, and nothing else. It is written strictly from the
 * front, one write after another: its length is how far it came. Errors are Node's; 'diskFull' for a disk that takes nothing.
 */
export function createPartWriter(file: FileHandle, noteFile: FileHandle, first: PartNote): PartFile {
  let filling = Buffer.allocUnsafeSlow(LARGEST_BUFFER_BYTES)
  let other = Buffer.allocUnsafeSlow(LARGEST_BUFFER_BYTES)
  let filled = 0
  /** What there was no room for: one piece at most, since nothing more is handed over then. */
  const aside = Buffer.allocUnsafeSlow(LEAST_BUFFER_BYTES)
  /** End of what was handed to the disk, and of what the system has taken. */
  let handedBytes = first.syncedBytes
  let writtenBytes = first.syncedBytes
  /** The write under way; a failed one stays, so that nothing is written behind a gap. */
  let writing: Promise<void> | null = null
  let note = first
  let syncing: Promise<void> | null = null
  let isOpen = true
  openParts += 1

  const keepNote = (): Promise<void> => writeNote(noteFile, note)
  const sync = async (): Promise<void> => {
    const upTo = writtenBytes
    await file.datasync()
    note = { ...note, syncedBytes: upTo }
    await keepNote()
  }
  const startSync = (): Promise<void> => {
    syncing ??= sync().finally(() => {
      syncing = null
      syncWhenWorthIt()
    })
    syncing.catch(() => undefined) // a failing disk shows again at the next write or at finish
    return syncing
  }
  const syncWhenWorthIt = (): void => {
    if (syncing === null && writtenBytes - note.syncedBytes >= SYNC_FROM_BYTES) void startSync()
  }
  const writeOut = async (buffer: Buffer, length: number): Promise<void> => {
    for (let at = 0; at < length; ) {
      const { bytesWritten } = await file.write(buffer, at, length - at, writtenBytes)
      if (bytesWritten === 0) throw new AppError('diskFull')
      at += bytesWritten
      writtenBytes += bytesWritten
    }
    writing = null
    syncWhenWorthIt()
  }
  const handOver = (): void => {
    const [buffer, length] = [filling, filled]
    filling = other
    other = buffer
    handedBytes += length
    filled = 0
    writing = writeOut(buffer, length)
    writing.catch(() => undefined) // heard by whoever waits for room or for the end
  }
  /** Whether filling another buffer keeps the risks in their bounds. */
  const mayHandOver = (): boolean => writing === null && handedBytes + filled + bufferBytes() - note.syncedBytes <= MOST_UNSYNCED_BYTES
  /** Takes what there is room for; answers how far it came. */
  const fill = (chunk: Buffer, from: number): number => {
    let at = from
    for (;;) {
      const room = bufferBytes() - filled
      if (room <= 0) {
        if (!mayHandOver()) return at
        handOver()
      } else {
        if (at === chunk.length) return at
        const taken = chunk.copy(filling, filled, at, Math.min(chunk.length, at + room))
        at += taken
        filled += taken
      }
    }
  }
  const isFull = (): boolean => filled >= bufferBytes()
  const setAside = (chunk: Buffer): Buffer => {
    if (chunk.length > aside.length) return Buffer.from(chunk)
    chunk.copy(aside)
    return aside.subarray(0, chunk.length)
  }
  const fillWithPatience = async (chunk: Buffer): Promise<void> => {
    for (let at = 0; at < chunk.length || isFull(); at = fill(chunk, at)) await (writing ?? syncing ?? startSync())
  }
  const writeAll = async (): Promise<void> => {
    await writing
    if (filled > 0) handOver()
    await writing
  }
  /** Ends when nothing is under way; the failures of it were or will be told elsewhere. */
  const rest = async (): Promise<void> => {
    await Promise.allSettled([writing])
    while (syncing !== null) await Promise.allSettled([syncing])
  }
  return {
    get position() {
      return handedBytes + filled
    },
    get note() {
      return note
    },
    async restart(validator, totalBytes) {
      await writeAll()
      await rest()
      if (handedBytes > 0) {
        // Of no version until it is empty: whatever ends us in between, old bytes are never taken for the new version's.
        note = { ...note, validator: null, totalBytes: null, syncedBytes: 0 }
        await keepNote()
        await noteFile.datasync()
        await file.truncate(0)
      }
      handedBytes = 0
      writtenBytes = 0
      note = { ...note, validator, totalBytes, syncedBytes: 0 }
      await keepNote()
    },
    write(chunk) {
      const at = fill(chunk, 0)
      return at === chunk.length && !isFull() ? null : fillWithPatience(setAside(chunk.subarray(at)))
    },
    async finish() {
      await writeAll()
      await rest()
      note = { ...note, totalBytes: handedBytes, syncedBytes: handedBytes }
      await file.sync()
      await keepNote()
    },
    async head(length) {
      await writeAll()
      const { buffer: bytes, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
      return bytes.subarray(0, bytesRead)
    },
    async close() {
      try {
        await Promise.allSettled([writing])
        if (writing === null && filled > 0) handOver()
        await rest()
        if (note.syncedBytes < writtenBytes) await sync()
        await writing
      } finally {
        if (isOpen) openParts -= 1
        isOpen = false
        await Promise.allSettled([file.close(), noteFile.close()])
      }
    }
  }
}
