import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis'
import { type FileBytes, toView } from '../fileBytes'
import { type AudioFormat, type AudioReader, CodecError, type PlanarBlock } from '../types'
import { FEED_BYTES, toBlock, withDecoder } from '../wasmDecoder'
import { readLastGranule } from './pages'
import { type OggStream, readStreamPages } from './stream'

const BROKEN = 'The Vorbis data is broken.'
// No packet gives more frames (Vorbis I, 4.2.2): a first page that claims more was cut out of a longer stream.
const MOST_PACKET_FRAMES = 8192

/** Reads Ogg Vorbis. Takes over `file`. @throws CodecError damaged */
export async function readVorbis(file: FileBytes, stream: OggStream): Promise<AudioReader> {
  const format = toVorbisFormat(stream.head)
  const frames = await readFrames(file, stream)
  const blocks = (): AsyncIterable<PlanarBlock> =>
    withDecoder(new OggVorbisDecoder(), BROKEN, async function* (decoder) {
      for await (const bytes of gatherPages(file, stream)) {
        const block = toBlock(await decoder.decode(bytes), format.channels, BROKEN)
        if (block) yield block
      }
      const rest = toBlock(await decoder.flush(), format.channels, BROKEN)
      if (rest) yield rest
    })
  return { kind: 'ogg vorbis', ...format, frames, blocks, close: () => file.close() }
}

// Vorbis identification header (Vorbis I, 4.2.2).
function toVorbisFormat(head: Uint8Array): AudioFormat {
  const channels = head[11] ?? 0
  const sampleRateHz = toView(head).getUint32(12, true)
  if (channels < 1 || sampleRateHz < 1) throw new CodecError('damaged', 'The Vorbis header is broken.')
  return { channels, sampleRateHz }
}

async function readFrames(file: FileBytes, stream: OggStream): Promise<number | undefined> {
  for await (const page of readStreamPages(file, stream.serial)) {
    if (page.granule <= 0) continue
    const startsAtZero = page.granule <= page.parts.length * MOST_PACKET_FRAMES
    return startsAtZero ? readLastGranule(file, stream.serial) : undefined
  }
  return 0
}

async function* gatherPages(file: FileBytes, stream: OggStream): AsyncGenerator<Uint8Array> {
  let pages: Uint8Array[] = []
  let gatheredBytes = 0
  for await (const page of readStreamPages(file, stream.serial)) {
    pages.push(page.bytes)
    gatheredBytes += page.bytes.length
    if (gatheredBytes < FEED_BYTES) continue
    yield Buffer.concat(pages)
    pages = []
    gatheredBytes = 0
  }
  if (pages.length > 0) yield Buffer.concat(pages)
}
