import type { FileHandle } from 'node:fs/promises'

/** Writes all of `bytes` at `position`, in as many steps as the system needs. Node's I/O errors pass through. */
export async function writeAt(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0
  while (done < bytes.length) done += (await handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten
}
