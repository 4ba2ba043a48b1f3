import { OpusDecoder } from 'opus-decoder'
import { type FileBytes, toView } from '../fileBytes'
import { type AudioReader, CodecError, type PlanarBlock } from '../types'
import { FEED_BYTES, toBlock, trimFrames, withDecoder } from '../wasmDecoder'
import { type OggPage, readLastGranule } from './pages'
import { type OggStream, readStreamPages } from './stream'

const BROKEN = 'The Opus data is broken.'
// Opus counts and decodes at 48 kHz whatever the recording had (RFC 7845, section 4).
const SAMPLE_RATE_HZ = 48_000

interface OpusHead {
  readonly channels: number
  /** Frames the decoder gives before the recording begins. */
  readonly preSkipFrames: number
  readonly gain: number
  readonly streamCount: number
  readonly coupledStreamCount: number
  readonly channelMappingTable: number[]
}

/** Reads Ogg Opus (RFC 7845), always as 48 kHz. Takes over `file`. @throws CodecError damaged, unsupported */
export async function readOpus(file: FileBytes, stream: OggStream): Promise<AudioReader> {
  const head = toOpusHead(stream.head)
  const start = await readStartGranule(file, stream)
  const last = await readLastGranule(file, stream.serial)
  const frames = last === undefined ? undefined : Math.max(0, last - start - head.preSkipFrames)
  const { channels, preSkipFrames, streamCount, coupledStreamCount, channelMappingTable } = head

  async function* decodeAll(): AsyncGenerator<PlanarBlock> {
    const decoder = new OpusDecoder({ channels, streamCount, coupledStreamCount, channelMappingTable, preSkip: 0 })
    yield* withDecoder(decoder, BROKEN, async function* () {
      for await (const packets of gatherPackets(file, stream)) {
        const block = toBlock(decoder.decodeFrames(packets), channels, BROKEN)
        if (block) yield head.gain === 1 ? block : block.map((samples) => samples.map((sample) => sample * head.gain))
      }
    })
  }

  const end = frames === undefined ? Infinity : preSkipFrames + frames
  const blocks = (): AsyncIterable<PlanarBlock> => trimFrames(decodeAll(), preSkipFrames, end)
  return { kind: 'ogg opus', sampleRateHz: SAMPLE_RATE_HZ, channels, frames, blocks, close: () => file.close() }
}

// Identification header (RFC 7845, section 5.1).
function toOpusHead(head: Uint8Array): OpusHead {
  const view = toView(head)
  const channels = view.getUint8(9)
  const family = view.getUint8(18)
  const base = { channels, preSkipFrames: view.getUint16(10, true), gain: 10 ** (view.getInt16(16, true) / 256 / 20) }
  if (family === 0 && (channels === 1 || channels === 2)) {
    const channelMappingTable = Array.from({ length: channels }, (_, index) => index)
    return { ...base, streamCount: 1, coupledStreamCount: channels - 1, channelMappingTable }
  }
  if (channels < 1 || head.length < 21 + channels || family === 0) throw new CodecError('damaged', 'The Opus header is broken.')
  if (family !== 1 && family !== 255) throw new CodecError('unsupported', 'Ambisonic Opus cannot be read here.')
  return {
    ...base,
    streamCount: view.getUint8(19),
    coupledStreamCount: view.getUint8(20),
    channelMappingTable: [...head.subarray(21, 21 + channels)]
  }
}

/** Where the first page's clock begins: above 0 for a recording cut out of a stream (RFC 7845, section 4.3). */
async function readStartGranule(file: FileBytes, stream: OggStream): Promise<number> {
  let frames = 0
  for await (const packets of readPackets(file, stream)) {
    for (const packet of packets.whole) frames += toPacketFrames(packet)
    if (packets.page.granule > 0) return packets.page.isLast ? 0 : Math.max(0, packets.page.granule - frames)
  }
  return 0
}

async function* gatherPackets(file: FileBytes, stream: OggStream): AsyncGenerator<Uint8Array[]> {
  let gathered: Uint8Array[] = []
  let gatheredBytes = 0
  for await (const { whole } of readPackets(file, stream)) {
    for (const packet of whole) gatheredBytes += packet.length
    gathered.push(...whole)
    if (gatheredBytes < FEED_BYTES && gathered.length < 50) continue
    yield gathered
    gathered = []
    gatheredBytes = 0
  }
  if (gathered.length > 0) yield gathered
}

/** The audio packets that end in each page; packets may run over pages. The two header packets are left out. */
async function* readPackets(file: FileBytes, stream: OggStream): AsyncGenerator<{ page: OggPage; whole: Uint8Array[] }> {
  let begun: Uint8Array[] = []
  let headersLeft = 2
  for await (const page of readStreamPages(file, stream.serial)) {
    const whole: Uint8Array[] = []
    for (const [index, part] of page.parts.entries()) {
      if (index > 0 || !page.startsInsidePacket) begun = []
      begun.push(part)
      if (index === page.parts.length - 1 && page.endsInsidePacket) break
      const packet = begun.length === 1 ? part : Buffer.concat(begun)
      begun = []
      if (headersLeft > 0) headersLeft -= 1
      else if (packet.length > 0) whole.push(packet)
    }
    if (headersLeft === 0) yield { page, whole }
  }
}

/** Frames at 48 kHz in one packet, from its first byte or two (RFC 6716, section 3.1). */
function toPacketFrames(packet: Uint8Array): number {
  const toc = packet[0] ?? 0
  const config = toc >> 3
  const size =
    config < 12 ? ([480, 960, 1920, 2880][config & 3] ?? 0) : config < 16 ? ([480, 960][config & 1] ?? 0) : 120 << (config & 3)
  const code = toc & 3
  const count = code === 0 ? 1 : code === 3 ? (packet[1] ?? 0) & 0x3f : 2
  return size * count
}
