import { type FileBytes, toTag, toView } from './fileBytes'

const ID3V1_BYTES = 128
const APE_FOOTER_BYTES = 32

/** Where a file's sound ends: in front of an ID3v1 tag and an APE tag at its very end (APEv2 specification, footer). */
export async function endBeforeTags(file: FileBytes): Promise<number> {
  let end = file.sizeBytes
  if (toTag(await file.read(end - ID3V1_BYTES, 3), 0, 3) === 'TAG') end -= ID3V1_BYTES
  const footer = await file.read(end - APE_FOOTER_BYTES, APE_FOOTER_BYTES)
  if (footer.length < APE_FOOTER_BYTES || toTag(footer, 0, 8) !== 'APETAGEX') return end
  // The told size counts items and footer; the highest flag bit says that a header of the same size precedes them.
  const view = toView(footer)
  const headerBytes = view.getUint32(20, true) >>> 31 === 1 ? APE_FOOTER_BYTES : 0
  return Math.max(0, end - view.getUint32(12, true) - headerBytes)
}
