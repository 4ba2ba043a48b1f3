import { openFileBytes } from '../../codecs/fileBytes'

/** Whether a file is FLAC of 16 bits: it loses nothing when kept as 16-bit WAV. STREAMINFO's bits per sample (RFC 9639, 8.2). */
export async function isSixteenBitFlac(path: string): Promise<boolean> {
  const file = await openFileBytes(path)
  try {
    const head = Buffer.from(await file.read(0, 22))
    return head.length === 22 && head.toString('latin1', 0, 4) === 'fLaC' && ((head.readUInt16BE(20) >> 4) & 0x1f) + 1 === 16
  } finally {
    await file.close()
  }
}
