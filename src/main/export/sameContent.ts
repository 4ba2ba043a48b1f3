import { open, type FileHandle } from 'node:fs/promises'

const BLOCK_BYTES = 1 << 20

/** Whether two files hold the same bytes; false when either cannot be read. */
export async function haveSameContent(onePath: string, otherPath: string): Promise<boolean> {
  const opened: FileHandle[] = []
  try {
    for (const path of [onePath, otherPath]) opened.push(await open(path, 'r'))
    const [one, other] = opened
    return one !== undefined && other !== undefined && (await areSame(one, other))
  } catch {
    return false // gone or not to be read: not known to be the same
  } finally {
    await Promise.all(opened.map((handle) => handle.close()))
  }
}

async function areSame(one: FileHandle, other: FileHandle): Promise<boolean> {
  const { size } = await one.stat()
  if ((await other.stat()).size !== size) return false
  const [first, second] = [Buffer.alloc(BLOCK_BYTES), Buffer.alloc(BLOCK_BYTES)]
  for (let position = 0; position < size; ) {
    const [{ bytesRead }, { bytesRead: alsoRead }] = await Promise.all([one.read(first, 0, BLOCK_BYTES, position), other.read(second, 0, BLOCK_BYTES, position)])
    const count = Math.min(bytesRead, alsoRead)
    if (count === 0 || !first.subarray(0, count).equals(second.subarray(0, count))) return false
    position += count
  }
  return true
}
