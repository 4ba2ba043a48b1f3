import { open, rename, rm } from 'node:fs/promises'
import { type FileBytes, openFileBytes, toTag, toView } from '../fileBytes'
import { skipId3v2 } from '../mp3/frames'
import { sniff } from '../sniff'
import { writeAt } from '../writeAt'
import { toId3 } from './id3'
import { toMp4Parts } from './mp4'
import { toRiffChunks } from './riff'
import type { TrackTags } from './trackTags'
import { toFlacBlocks } from './vorbis'

const LARGEST_RIFF_BYTES = 0xffff_ffff
const RF64_SIZE_AT = 20
const LAST_BLOCK = 0x80
// Tags that were there, and empty room between them; what the decoder needs stays.
const DROPPED_BLOCKS: ReadonlySet<number> = new Set([1, 4, 6])
const MOST_BLOCKS = 1_024

/**
 * Writes tags into a finished WAV, FLAC, MP3 or M4A file, whose sound stays as it is, byte for byte. Other kinds, and files
 * whose own sizes do not fit, are left as they are. Node's I/O errors pass through.
 */
export async function writeTags(path: string, tags: TrackTags): Promise<void> {
  const file = await openFileBytes(path)
  let parts: readonly Part[] | undefined
  try {
    const sniffed = await sniff(file)
    if (sniffed.kind === 'wav') await appendToWav(path, file, toRiffChunks(tags))
    else if (sniffed.kind === 'flac') parts = await toFlacParts(file, sniffed.start, tags)
    else if (sniffed.kind === 'mp3') parts = [toId3(tags), { from: await skipId3v2(file) }]
    else if (sniffed.kind === 'other' && sniffed.short === 'm4a') parts = await toMp4Parts(file, tags)
    if (parts !== undefined) await rewrite(path, file, parts)
  } finally {
    await file.close()
  }
}

/** New bytes, or those of the old file from a place on, to another or to its end. */
type Part = Uint8Array | { readonly from: number; readonly to?: number }

async function appendToWav(path: string, file: FileBytes, chunks: Uint8Array): Promise<void> {
  const head = await file.read(0, RF64_SIZE_AT + 8)
  const isLong = toTag(head, 0) === 'RF64'
  const told = isLong ? Number(toView(head).getBigUint64(RF64_SIZE_AT, true)) : toView(head).getUint32(4, true)
  const bytes = told + chunks.length
  // Sizes that do not fit: a recorder that was switched off, or something behind the sound. No more is put there.
  if (told + 8 !== file.sizeBytes || told % 2 === 1 || (!isLong && bytes > LARGEST_RIFF_BYTES)) return
  const size = Buffer.alloc(isLong ? 8 : 4)
  if (isLong) size.writeBigUInt64LE(BigInt(bytes))
  else size.writeUInt32LE(bytes)
  const handle = await open(path, 'r+')
  try {
    await writeAt(handle, chunks, file.sizeBytes)
    await writeAt(handle, size, isLong ? RF64_SIZE_AT : 4)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function toFlacParts(file: FileBytes, start: number, tags: TrackTags): Promise<readonly Part[] | undefined> {
  const kept: Part[] = []
  let at = start + 4
  for (let count = 0; count < MOST_BLOCKS; count += 1) {
    const head = await file.read(at, 4)
    if (head.length < 4) return undefined
    const first = head[0] ?? 0
    const end = at + 4 + (toView(head).getUint32(0) & 0xff_ffff)
    const type = first & ~LAST_BLOCK
    if (!DROPPED_BLOCKS.has(type)) kept.push(Uint8Array.of(type, ...head.subarray(1)), { from: at + 4, to: end })
    at = end
    if ((first & LAST_BLOCK) !== 0) {
      const blocks = toFlacBlocks(tags)
      // The rule that one block is the last is kept by an empty room behind all others.
      return [Buffer.from('fLaC', 'latin1'), ...kept, blocks, Uint8Array.of(LAST_BLOCK | 1, 0, 0, 0), { from: at }]
    }
  }
  return undefined
}

async function rewrite(path: string, file: FileBytes, parts: readonly Part[]): Promise<void> {
  const next = `${path}.tags`
  const handle = await open(next, 'w')
  try {
    let position = 0
    const put = async (bytes: Uint8Array): Promise<void> => {
      await writeAt(handle, bytes, position)
      position += bytes.length
    }
    for (const part of parts) {
      if (part instanceof Uint8Array) await put(part)
      else for await (const chunk of file.chunks(part.from, part.to ?? file.sizeBytes)) await put(chunk)
    }
    await handle.sync()
    await handle.close()
    await file.close() // Windows renames over no open file
    await rename(next, path)
  } catch (error) {
    await handle.close().catch(() => undefined) // closed already when the renaming failed
    await rm(next, { force: true })
    throw error
  }
}
