import type { FileHandle } from 'node:fs/promises'
import { AppError } from '../../shared/errors/appError'
import { presentBoot, trustedBytes, writeNote, type PartNote } from './partNote'

/** A file being downloaded: a kill costs at most 1 MiB of it, a power cut 8 MiB where the system's runs have names, else 1 MiB. */
export interface PartFile {
  /** Bytes taken in so far. */
  readonly position: number
  readonly note: PartNote
  /** Throws away what is there and begins anew, of this version and length. */
  restart(validator: string | null, totalBytes: number | null): Promise<void>
  /** Takes a piece in. Null: at once; a promise: hand over nothing more until it is kept. */
  write(chunk: Buffer): Promise<void> | null
  /** Brings everything to the disk and notes it as whole. */
  finish(): Promise<void>
  /** The first bytes, at most `length`. */
  head(length: number): Promise<Buffer>
  /** Brings what was written to the disk, notes how far, and closes. */
  close(): Promise<void>
}

// What lies in buffers is lost by a kill: with three downloads at once, the usual number, less than 1 MiB.
const BUFFER_BYTES = 96 * 1024
// One fills from the socket while others are on their way to the disk.
const BUFFERS = 3
/** What a kill may cost at most: bytes that are here and that the note does not yet vouch for. */
const MOST_UNNOTED_BYTES = 1024 * 1024
// Where a note tells a kill from a power cut, syncs are for power cuts alone: rarer, they leave the disk to the writing.
const MOST_UNSYNCED_BYTES = presentBoot === null ? MOST_UNNOTED_BYTES : 8 * 1024 * 1024
const SYNC_FROM_BYTES = MOST_UNSYNCED_BYTES / 4

/** A part over two open files, going on where its note says it is synced. Errors are Node's; 'diskFull' for a disk that takes nothing. */
export function createPartWriter(file: FileHandle, noteFile: FileHandle, first: PartNote): PartFile {
  const free: Buffer[] = Array.from({ length: BUFFERS }, () => Buffer.allocUnsafeSlow(BUFFER_BYTES))
  let filling = free.pop()
  let filled = 0
  /** End of what was handed to the disk; writes on their way by where they begin. A failed one stays. */
  let handedBytes = first.syncedBytes
  const flying = new Map<number, Promise<void>>()
  let note = first
  let syncing: Promise<void> | null = null
  /** Notes are written one after another; one that has not begun yet will tell the newest. */
  let noting: Promise<void> = Promise.resolve()
  let isNotePlanned = false
  /** What the note on the disk vouches for after a kill. */
  let vouchedBytes = trustedBytes(first)

  /** Everything before this is written: writes may end in another order than they began. */
  const writtenBytes = (): number => Math.min(handedBytes, ...flying.keys())
  const keepNote = (): Promise<void> => {
    if (isNotePlanned) return noting
    isNotePlanned = true
    noting = noting.catch(() => undefined).then(() => {
      isNotePlanned = false
      note = { ...note, writtenBytes: writtenBytes() }
      const told = note
      return writeNote(noteFile, told).then(() => {
        vouchedBytes = trustedBytes(told)
      })
    })
    noting.catch(() => undefined) // heard by whoever waits for a sync; a failing disk shows again at the next write
    return noting
  }
  const sync = async (): Promise<void> => {
    const upTo = writtenBytes()
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
    if (syncing === null && writtenBytes() - note.syncedBytes >= SYNC_FROM_BYTES) void startSync()
  }
  const writeOut = async (buffer: Buffer, length: number, position: number): Promise<void> => {
    for (let at = 0; at < length; ) {
      const { bytesWritten } = await file.write(buffer, at, length - at, position + at)
      if (bytesWritten === 0) throw new AppError('diskFull')
      at += bytesWritten
    }
    flying.delete(position)
    free.push(buffer)
    void keepNote()
    syncWhenWorthIt()
  }
  /** The next buffer, while filling it whole keeps the risks in their bounds. */
  const nextBuffer = (): Buffer | undefined => {
    const filledWhole = handedBytes + BUFFER_BYTES
    const isSafe = filledWhole - vouchedBytes <= MOST_UNNOTED_BYTES && filledWhole - note.syncedBytes <= MOST_UNSYNCED_BYTES
    return isSafe ? free.pop() : undefined
  }
  const handOver = (): void => {
    if (filling === undefined || filled === 0) return
    const writing = writeOut(filling, filled, handedBytes)
    writing.catch(() => undefined) // heard by whoever waits for room or for the end
    flying.set(handedBytes, writing)
    handedBytes += filled
    filled = 0
    filling = nextBuffer()
  }
  /** Takes what there is room for; answers how far it came. */
  const fill = (chunk: Buffer, from: number): number => {
    let at = from
    while (at < chunk.length && filling !== undefined) {
      const taken = chunk.copy(filling, filled, at)
      at += taken
      filled += taken
      if (filled === BUFFER_BYTES) handOver()
    }
    return at
  }
  /** Ends with the next write, note or sync under way, whichever there is room to be had from. */
  const somethingEnds = async (): Promise<void> => {
    if (free.length === 0) await Promise.race(flying.values())
    else if (handedBytes + BUFFER_BYTES - note.syncedBytes > MOST_UNSYNCED_BYTES) await (syncing ?? startSync())
    else await Promise.race([...flying.values(), keepNote()])
  }
  const fillWithPatience = async (chunk: Buffer, from: number): Promise<void> => {
    for (let at = from; at < chunk.length || filling === undefined; at = fill(chunk, at)) {
      await somethingEnds()
      filling ??= nextBuffer()
    }
  }
  const writeAll = async (): Promise<void> => {
    handOver()
    await Promise.all(flying.values())
  }
  /** Ends when nothing is under way; the failures of it were or will be told elsewhere. */
  const rest = async (): Promise<void> => {
    await Promise.allSettled(flying.values())
    while (syncing !== null) await Promise.allSettled([syncing])
    await Promise.allSettled([noting])
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
      handedBytes = 0
      note = { ...note, validator, totalBytes, syncedBytes: 0 }
      vouchedBytes = 0
      filling ??= nextBuffer()
      await keepNote()
      await file.truncate(0)
    },
    write(chunk) {
      const at = fill(chunk, 0)
      return at === chunk.length && filling !== undefined ? null : fillWithPatience(chunk, at)
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
        handOver()
        await rest()
        if (note.syncedBytes < writtenBytes()) await sync()
        await Promise.all(flying.values())
      } finally {
        await Promise.allSettled([file.close(), noteFile.close()])
      }
    }
  }
}
