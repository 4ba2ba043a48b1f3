import { type FileBytes, toTag, toView } from '../fileBytes'
import { frameBytesOf, type PcmLayout } from '../pcm/stored'
import { CodecError } from '../types'
import { SAMPLE_BYTES, type SampleFormat } from './samples'

type SampleLayout = Pick<PcmLayout, 'channels' | 'sampleRateHz' | 'sampleFormat'>

const PCM = 1
const IEEE_FLOAT = 3
const EXTENSIBLE = 0xfffe
const UNKNOWN_SIZE = 0xffff_ffff
// Real files carry a handful of chunks before the audio; a cap keeps a hostile file from making us walk it for ever.
const MOST_CHUNKS = 4096

interface Chunk {
  readonly tag: string
  readonly start: number
  readonly sizeBytes: number
}

/**
 * Finds format and audio of a RIFF/RF64 WAVE file (Multimedia Programming Interface 1.0; EBU Tech 3306 for RF64).
 * A data size that is unknown or reaches beyond the file means: what is there.
 * @throws CodecError notAudio, unsupported (compressed samples), damaged
 */
export async function readWavLayout(file: FileBytes): Promise<PcmLayout> {
  const head = await file.read(0, 12)
  const riff = head.length === 12 ? toTag(head, 0) : ''
  if ((riff !== 'RIFF' && riff !== 'RF64') || toTag(head, 8) !== 'WAVE') {
    throw new CodecError('notAudio', 'This is not a WAV file.')
  }
  const riffEnd = 8 + toView(head).getUint32(4, true)
  let format: SampleLayout | undefined
  let longDataBytes: number | undefined
  let position = 12
  for (let count = 0; count < MOST_CHUNKS; count += 1) {
    const chunk = await readChunk(file, position)
    if (!chunk) break
    if (chunk.tag === 'ds64') longDataBytes = await readLongDataBytes(file, chunk)
    if (chunk.tag === 'fmt ') format = toSampleLayout(await file.read(chunk.start, Math.min(chunk.sizeBytes, 40)))
    if (chunk.tag === 'data') {
      if (!format) throw new CodecError('damaged', 'The WAV file does not say how its audio is stored.')
      // Sizes are written last: a recorder that was switched off left none, and what is there is the recording.
      const isUnfinished = chunk.sizeBytes === 0 && riffEnd <= chunk.start
      const told = chunk.sizeBytes === UNKNOWN_SIZE || isUnfinished ? (longDataBytes || Infinity) : chunk.sizeBytes
      const dataBytes = Math.min(told, file.sizeBytes - chunk.start)
      return { kind: 'wav', ...format, storage: 'plain', dataStart: chunk.start, frames: Math.floor(dataBytes / frameBytesOf(format)) }
    }
    position = chunk.start + chunk.sizeBytes + (chunk.sizeBytes % 2)
  }
  throw new CodecError('damaged', 'The WAV file holds no audio data.')
}

async function readChunk(file: FileBytes, position: number): Promise<Chunk | undefined> {
  const head = await file.read(position, 8)
  if (head.length < 8) return undefined
  return { tag: toTag(head, 0), start: position + 8, sizeBytes: toView(head).getUint32(4, true) }
}

async function readLongDataBytes(file: FileBytes, chunk: Chunk): Promise<number | undefined> {
  const body = await file.read(chunk.start, 16)
  return body.length === 16 ? Number(toView(body).getBigUint64(8, true)) : undefined
}

function toSampleLayout(fmt: Uint8Array): SampleLayout {
  if (fmt.length < 16) throw new CodecError('damaged', 'The WAV file does not say how its audio is stored.')
  const view = toView(fmt)
  const tag = view.getUint16(0, true)
  // In the extensible form the real format is the first field of a GUID further on.
  const kind = tag === EXTENSIBLE && fmt.length >= 26 ? view.getUint16(24, true) : tag
  const channels = view.getUint16(2, true)
  const sampleRateHz = view.getUint32(4, true)
  const frameBytes = view.getUint16(12, true)
  if (channels < 1 || channels > 64 || sampleRateHz < 1 || sampleRateHz > 1_536_000) {
    throw new CodecError('damaged', 'The WAV file tells an impossible channel count or sample rate.')
  }
  // The container size counts, not the valid bits: 20 bits come in 3 bytes, left-justified.
  const sampleFormat = toSampleFormat(kind, frameBytes / channels)
  if (!sampleFormat) {
    throw new CodecError('unsupported', `This kind of WAV file (format ${kind}, ${view.getUint16(14, true)} bits) cannot be read.`)
  }
  return { channels, sampleRateHz, sampleFormat }
}

function toSampleFormat(kind: number, sampleBytes: number): SampleFormat | undefined {
  const formats: readonly SampleFormat[] = kind === PCM ? ['u8', 's16', 's24', 's32'] : kind === IEEE_FLOAT ? ['f32', 'f64'] : []
  return formats.find((format) => SAMPLE_BYTES[format] === sampleBytes)
}
