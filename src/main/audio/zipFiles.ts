import { type FileHandle, open, rm } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { openPromise } from 'yauzl'
import { writeAt } from '../../codecs/writeAt'
import { CodecError } from '../../codecs/types'
import { type ExportControl, noteExport } from './exportControl'
import { toDirectory, toLocalHeader, type ZipEntry } from './zipFormat'

export interface ZipTask {
  readonly files: readonly { readonly path: string; readonly name: string }[]
  readonly path: string
  readonly control: ExportControl
}

const BLOCK_BYTES = 1 << 20

/**
 * Writes files into one zip, stored as they are: sound that is packed already gains nothing. The list of entries is read
 * back and compared. @throws TaskError cancelled; CodecError damaged; Node's I/O errors. Nothing is left behind then.
 */
export async function zipFiles({ files, path, control }: ZipTask): Promise<void> {
  const target = await open(path, 'wx')
  try {
    const entries: ZipEntry[] = []
    let at = 0
    for (const [index, { path: from, name }] of files.entries()) {
      const entry = await store(from, name, target, at, (fraction) => { noteExport(control, (index + fraction) / files.length) })
      entries.push(entry)
      at += toLocalHeader(entry).length + entry.sizeBytes
    }
    await writeAt(target, toDirectory(entries, at), at)
    await target.sync()
    await target.close()
    await check(path, entries)
  } catch (error) {
    await target.close().catch(() => undefined) // closed already when the check failed
    await rm(path, { force: true })
    throw error
  }
}

/** Stores one file at a place; its header is written last, when its crc is known. */
async function store(from: string, name: string, target: FileHandle, at: number, note: (fraction: number) => void): Promise<ZipEntry> {
  const source = await open(from, 'r')
  try {
    const { size: sizeBytes, mtime: modifiedAt } = await source.stat()
    const dataAt = at + toLocalHeader({ name, sizeBytes, crc: 0, modifiedAt }).length
    // One block is read while the one before is written.
    const buffers = [Buffer.allocUnsafe(BLOCK_BYTES), Buffer.allocUnsafe(BLOCK_BYTES)] as const
    let writing = Promise.resolve()
    let crc = 0
    let done = 0
    for (let turn = 0; ; turn += 1) {
      note(done / Math.max(1, sizeBytes))
      const buffer = buffers[turn % 2 === 0 ? 0 : 1]
      const { bytesRead } = await source.read(buffer, 0, BLOCK_BYTES, done)
      if (bytesRead === 0) break
      const block = buffer.subarray(0, bytesRead)
      crc = crc32(block, crc)
      await writing
      writing = writeAt(target, block, dataAt + done)
      writing.catch(() => undefined) // told by the next wait
      done += bytesRead
    }
    await writing
    if (done !== sizeBytes) throw new CodecError('damaged', 'The file changed while it was stored.')
    const entry = { name, sizeBytes, crc, at, modifiedAt }
    await writeAt(target, toLocalHeader(entry), at)
    return entry
  } finally {
    await source.close()
  }
}

async function check(path: string, expected: readonly ZipEntry[]): Promise<void> {
  const zip = await openPromise(path, { autoClose: true, lazyEntries: true })
  const found: string[] = []
  for await (const { fileName, uncompressedSize, crc32: crc } of zip.eachEntry()) found.push(`${fileName}:${uncompressedSize}:${crc}`)
  if (found.join('\n') !== expected.map(({ name, sizeBytes, crc }) => `${name}:${sizeBytes}:${crc}`).join('\n')) {
    throw new CodecError('damaged', 'The zip file does not hold what was put into it.')
  }
}
