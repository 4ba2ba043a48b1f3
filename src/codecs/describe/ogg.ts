import { type FileBytes, toTag, toView } from '../fileBytes'
import { readLastGranule, readPages } from '../ogg/pages'
import type { Description } from './description'

/**
 * FLAC or Speex in an Ogg file: their pages count samples, so the last one tells the length (FLAC to Ogg mapping, RFC 9639
 * section 10.1; Speex manual, appendix). Undefined for every other kind. @throws CodecError as readPages
 */
export async function describeOgg(file: FileBytes): Promise<Description | undefined> {
  for await (const page of readPages(file)) {
    if (!page.isFirst) return undefined
    const head = page.parts[0]
    const format = head && (toFlacFormat(head) ?? toSpeexFormat(head))
    if (!format || format.sampleRateHz < 1) continue
    const frames = await readLastGranule(file, page.serial)
    return { ...format, durationSeconds: frames === undefined ? null : frames / format.sampleRateHz }
  }
  return undefined
}

interface Format {
  readonly kind: string
  readonly sampleRateHz: number
  readonly channels: number
}

// Nine bytes of mapping header, "fLaC", four bytes of block header, then STREAMINFO.
function toFlacFormat(head: Uint8Array): Format | undefined {
  if (toTag(head, 1) !== 'FLAC' || toTag(head, 9) !== 'fLaC' || head.length < 51) return undefined
  const packed = toView(head).getUint32(27)
  return { kind: 'ogg flac', sampleRateHz: packed >>> 12, channels: ((packed >>> 9) & 7) + 1 }
}

function toSpeexFormat(head: Uint8Array): Format | undefined {
  if (toTag(head, 0, 5) !== 'Speex' || head.length < 52) return undefined
  const view = toView(head)
  return { kind: 'ogg speex', sampleRateHz: view.getUint32(36, true), channels: view.getUint32(48, true) }
}
