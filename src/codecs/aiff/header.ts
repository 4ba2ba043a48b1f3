import { type FileBytes, toTag, toView } from '../fileBytes'
import { frameBytesOf, type PcmLayout } from '../pcm/stored'
import { CodecError } from '../types'
import { readExtended } from './extended'

type Coding = Pick<PcmLayout, 'sampleFormat' | 'storage'>

/** What the common chunk says. */
interface Common extends Pick<PcmLayout, 'channels' | 'sampleRateHz' | 'sampleFormat' | 'storage'> {
  readonly toldFrames: number
}

/** Where the sound chunk's samples begin, and how many bytes it says to have. */
interface Sound {
  readonly start: number
  readonly toldBytes: number
}

// Real files hold a handful of chunks; a cap keeps a hostile one from making us walk it for ever.
const MOST_CHUNKS = 4096
const COMMON_BYTES = 18
const SOUND_HEAD_BYTES = 8

/** Samples of 1 to 8 bits take a byte, of 9 to 16 two …; they fill it from the top. */
const INTEGERS = ['u8', 's16', 's24', 's32'] as const
const FLOATS: Readonly<Record<string, Coding>> = {
  fl32: { sampleFormat: 'f32', storage: 'reversed' },
  FL32: { sampleFormat: 'f32', storage: 'reversed' },
  fl64: { sampleFormat: 'f64', storage: 'reversed' },
  FL64: { sampleFormat: 'f64', storage: 'reversed' }
}

/** Whether a file that begins with these twelve bytes is AIFF or AIFF-C. */
export const isAiff = (head: Uint8Array): boolean => toTag(head, 0) === 'FORM' && ['AIFF', 'AIFC'].includes(toTag(head, 8))

/**
 * Finds format and audio of an AIFF or AIFF-C file (Apple, "Audio Interchange File Format: AIFF-C", draft of 26 August 1991;
 * 'sowt', 'twos' and the floats are QuickTime's). Chunks may come in any order. As many frames as the file says, or as are there.
 * @throws CodecError notAudio, unsupported (compressed samples), damaged
 */
export async function readAiffLayout(file: FileBytes): Promise<PcmLayout> {
  const head = await file.read(0, 12)
  if (!isAiff(head)) throw new CodecError('notAudio', 'This is not an AIFF file.')
  const formBytes = toView(head).getUint32(4)
  const isCompressible = toTag(head, 8) === 'AIFC'
  let common: Common | undefined
  let sound: Sound | undefined
  let position = 12
  for (let count = 0; count < MOST_CHUNKS && !(common && sound); count += 1) {
    const chunkHead = await file.read(position, 8)
    if (chunkHead.length < 8) break
    const [tag, start, told] = [toTag(chunkHead, 0), position + 8, toView(chunkHead).getUint32(4)]
    // A program that was stopped while it wrote left no sizes: then what is there is the recording.
    const sizeBytes = tag === 'SSND' && told === 0 && formBytes <= start ? file.sizeBytes - start : told
    if (tag === 'COMM') common = toCommon(await file.read(start, Math.min(sizeBytes, COMMON_BYTES + 4)), isCompressible)
    if (tag === 'SSND') sound = await toSound(file, start, sizeBytes)
    position = start + sizeBytes + (sizeBytes % 2)
  }
  if (!common) throw new CodecError('damaged', 'The AIFF file does not say how its audio is stored.')
  const { toldFrames, ...format } = common
  // The sound chunk may be missing where there is no sound.
  const { start: dataStart, toldBytes } = sound ?? { start: file.sizeBytes, toldBytes: 0 }
  const foundFrames = Math.floor(Math.max(0, Math.min(toldBytes, file.sizeBytes - dataStart)) / frameBytesOf(format))
  if (toldFrames > 0 && foundFrames === 0) throw new CodecError('damaged', 'The AIFF file holds no audio data.')
  return { kind: 'aiff', ...format, dataStart, frames: toldFrames === 0 ? foundFrames : Math.min(toldFrames, foundFrames) }
}

/** Offset, in bytes, to the first frame: whoever wants blocks aligned puts something in front. */
async function toSound(file: FileBytes, start: number, sizeBytes: number): Promise<Sound> {
  const head = await file.read(start, SOUND_HEAD_BYTES)
  if (sizeBytes < SOUND_HEAD_BYTES || head.length < SOUND_HEAD_BYTES) return { start: file.sizeBytes, toldBytes: 0 }
  const offset = SOUND_HEAD_BYTES + toView(head).getUint32(0)
  return { start: start + offset, toldBytes: sizeBytes - offset }
}

function toCommon(body: Uint8Array, isCompressible: boolean): Common {
  if (body.length < COMMON_BYTES + (isCompressible ? 4 : 0)) {
    throw new CodecError('damaged', 'The AIFF file does not say how its audio is stored.')
  }
  const view = toView(body)
  const channels = view.getUint16(0)
  const bits = view.getUint16(6)
  // Old Macintosh rates are no whole numbers (22,254.54 Hz): the nearest is a 20,000th off at most.
  const sampleRateHz = Math.round(readExtended(view, 8))
  if (channels < 1 || channels > 64 || !(sampleRateHz >= 1 && sampleRateHz <= 1_536_000)) {
    throw new CodecError('damaged', 'The AIFF file tells an impossible channel count or sample rate.')
  }
  const compression = isCompressible ? toTag(body, COMMON_BYTES) : 'NONE'
  const coding = toCoding(compression, bits)
  if (!coding) {
    const name = compression.replace(/[^\x20-\x7e]/g, '?')
    throw new CodecError('unsupported', `This kind of AIFF file (compression “${name}”, ${bits} bits) cannot be read.`)
  }
  return { channels, sampleRateHz, toldFrames: view.getUint32(2), ...coding }
}

function toCoding(compression: string, bits: number): Coding | undefined {
  if (!['NONE', 'twos', 'sowt'].includes(compression)) return FLOATS[compression]
  const sampleFormat = INTEGERS[Math.ceil(bits / 8) - 1]
  if (sampleFormat === undefined) return undefined
  if (sampleFormat === 'u8') return { sampleFormat, storage: 'signed' }
  return { sampleFormat, storage: compression === 'sowt' ? 'plain' : 'reversed' }
}
