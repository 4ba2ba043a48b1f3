import { type FileBytes, toTag, toView } from '../fileBytes'
import type { Description } from './description'

const UNKNOWN_SIZE = -1n
// Real files hold a dozen chunks; a hostile one must not be walked for ever.
const MOST_CHUNKS = 1024

/**
 * A Core Audio file (Apple, CAF specification 1.0): its description, then either a packet table that counts the valid frames,
 * or packets of one size. Undefined when there is no description.
 */
export async function describeCaf(file: FileBytes): Promise<Description | undefined> {
  let format: CafFormat | undefined
  let dataBytes: number | undefined
  let validFrames: number | undefined
  let position = 8
  for (let count = 0; count < MOST_CHUNKS; count += 1) {
    const head = await file.read(position, 12)
    if (head.length < 12) break
    const start = position + 12
    const told = toView(head).getBigInt64(4)
    const sizeBytes = told === UNKNOWN_SIZE ? file.sizeBytes - start : Number(told)
    if (sizeBytes < 0) break
    switch (toTag(head, 0)) {
      case 'desc':
        format = toFormat(await file.read(start, 32))
        break
      case 'pakt':
        validFrames = toValidFrames(await file.read(start, 16))
        break
      case 'data':
        // Its first four bytes count edits.
        dataBytes = Math.min(sizeBytes, file.sizeBytes - start) - 4
        break
    }
    position = start + sizeBytes
  }
  if (!format) return undefined
  const frames = validFrames ?? framesIn(format, dataBytes)
  const { sampleRateHz, channels } = format
  return { kind: 'caf', sampleRateHz, channels, durationSeconds: frames === undefined ? null : frames / sampleRateHz }
}

interface CafFormat {
  readonly sampleRateHz: number
  readonly channels: number
  readonly packetBytes: number
  readonly packetFrames: number
}

function toFormat(body: Uint8Array): CafFormat | undefined {
  if (body.length < 32) return undefined
  const view = toView(body)
  const sampleRateHz = view.getFloat64(0)
  const channels = view.getUint32(24)
  if (!(sampleRateHz >= 1 && sampleRateHz <= 1_536_000) || channels < 1) return undefined
  return { sampleRateHz, channels, packetBytes: view.getUint32(16), packetFrames: view.getUint32(20) }
}

function toValidFrames(body: Uint8Array): number | undefined {
  const frames = body.length < 16 ? 0 : Number(toView(body).getBigInt64(8))
  return frames > 0 ? frames : undefined
}

function framesIn({ packetBytes, packetFrames }: CafFormat, dataBytes: number | undefined): number | undefined {
  if (dataBytes === undefined || dataBytes < 0 || packetBytes === 0 || packetFrames === 0) return undefined
  return Math.floor(dataBytes / packetBytes) * packetFrames
}
