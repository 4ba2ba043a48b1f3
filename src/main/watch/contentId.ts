import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

const END_BYTES = 64 * 1024

/** What a file holds, told by its length and its two ends: the same under another name, another after an edit. Errors are Node's. */
export async function contentId(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const hash = createHash('sha256').update(`${size}\n`)
    for (const at of [0, Math.max(END_BYTES, size - END_BYTES)]) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(END_BYTES), 0, END_BYTES, at)
      hash.update(buffer.subarray(0, bytesRead))
    }
    return hash.digest('hex').slice(0, 40)
  } finally {
    await file.close()
  }
}

/** The job that a watch folder makes of a content: the same one each time it is asked for, so that it is made once. */
export const watchJobId = (watchId: string, content: string): string => {
  const hex = createHash('sha256').update(`${watchId}\n${content}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}
