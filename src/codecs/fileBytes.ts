import { open, type FileHandle } from 'node:fs/promises'

/** How much of a compressed file is read from disk at a time. */
export const CHUNK_BYTES = 256 * 1024

/** The first window of a walk through a file: who wants headers alone reads little more than those. */
export const FIRST_WINDOW_BYTES = 8 * 1024

/** The next window of a walk: twice as long, up to CHUNK_BYTES. */
export const nextWindowBytes = (windowBytes: number): number => Math.min(CHUNK_BYTES, windowBytes * 2)

/** A file opened for reading by position, so that several readers of one handle never disturb each other. */
export interface FileBytes {
  readonly sizeBytes: number
  /** Up to `lengthBytes` bytes from `position`; fewer at the end of the file, none before its start. Node's I/O errors pass through. */
  read(position: number, lengthBytes: number): Promise<Uint8Array>
  /** As read, into memory of one's own; answers how many bytes it got. */
  readInto(target: Uint8Array, position: number): Promise<number>
  /** The bytes of [from, to) in order, at most CHUNK_BYTES at a time; ends early where the file ends. */
  chunks(from: number, to?: number): AsyncGenerator<Uint8Array>
  close(): Promise<void>
}

/** Opens a file for positioned reads. Node's own errors (ENOENT, EACCES, EISDIR) pass through. */
export async function openFileBytes(path: string): Promise<FileBytes> {
  const handle = await open(path, 'r')
  try {
    const { size } = await handle.stat()
    return toFileBytes(handle, size)
  } catch (error) {
    await handle.close()
    throw error
  }
}

function toFileBytes(handle: FileHandle, sizeBytes: number): FileBytes {
  let closing: Promise<void> | undefined

  async function read(position: number, lengthBytes: number): Promise<Uint8Array> {
    if (position < 0) return new Uint8Array()
    const buffer = new Uint8Array(Math.max(0, lengthBytes))
    const filled = await readInto(buffer, position)
    return filled === buffer.length ? buffer : buffer.subarray(0, filled)
  }

  async function readInto(target: Uint8Array, position: number): Promise<number> {
    let filled = 0
    // A read may return less than asked without being at the end (network drives do).
    while (filled < target.length) {
      const { bytesRead } = await handle.read(target, filled, target.length - filled, position + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return filled
  }

  async function* chunks(from: number, to: number = sizeBytes): AsyncGenerator<Uint8Array> {
    let position = from
    while (position < to) {
      const chunk = await read(position, Math.min(CHUNK_BYTES, to - position))
      if (chunk.length === 0) return
      position += chunk.length
      yield chunk
    }
  }

  return {
    sizeBytes,
    read,
    readInto,
    chunks,
    close: () => (closing ??= handle.close())
  }
}

/** A DataView over exactly the bytes of an array that may be a window into a larger buffer. */
export function toView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** `length` bytes as Latin-1 text: the tags inside audio files ("RIFF", "OggS") are compared this way. */
export function toTag(bytes: Uint8Array, offset: number, length = 4): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length))
}
