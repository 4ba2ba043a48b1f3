import { openFileBytes } from '../../codecs/fileBytes'

const HEAD_BYTES = 22

/** Bits a sample of a FLAC file, from STREAMINFO (RFC 9639, 8.2); null for other files and those with a tag in front. */
export async function flacBits(path: string): Promise<number | null> {
  const file = await openFileBytes(path)
  try {
    const head = Buffer.from(await file.read(0, HEAD_BYTES))
    return head.length === HEAD_BYTES && head.toString('latin1', 0, 4) === 'fLaC' ? ((head.readUInt16BE(20) >> 4) & 0x1f) + 1 : null
  } finally {
    await file.close()
  }
}
