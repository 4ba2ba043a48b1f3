import { describeAdts } from './describe/adts'
import { describeCaf } from './describe/caf'
import { describeContainer } from './describe/container'
import type { Description } from './describe/description'
import { describeOgg } from './describe/ogg'
import { gaplessNote, readTagged } from './describe/tagged'
import { type FileBytes, openFileBytes } from './fileBytes'
import { openAudio } from './open'
import { frameCount } from './planar'
import { sniff } from './sniff'
import { type AudioReader, CodecError } from './types'

/** What is known of a file; `kind` as AudioReader.kind for what can be decoded here; "m4a", "caf"… for other audio. */
export interface AudioProbe extends Description {
  /** False for audio that openAudio cannot read. */
  readonly isDecodable: boolean
  /** What the encoder put before the recording and only a note in the tags tells, in frames; players cut it away. */
  readonly delayFrames?: number
}

/**
 * What a file sounds like without decoding it: headers alone wherever they tell the length, exact for VBR MP3 too.
 * Audio that cannot be decoded here (AAC, CAF…) is still described; its length is null where nothing tells it.
 * @throws CodecError empty, notAudio, noSound, damaged; Node's I/O errors pass through
 */
export async function probeAudio(path: string): Promise<AudioProbe> {
  try {
    return await probeDecodable(path)
  } catch (error) {
    if (error instanceof CodecError && error.code === 'unsupported') return probeOther(path, error)
    throw error
  }
}

async function probeDecodable(path: string): Promise<AudioProbe> {
  const reader = await openAudio(path)
  try {
    const { kind, sampleRateHz, channels } = reader
    const frames = reader.frames ?? (await countFrames(reader))
    return { kind, sampleRateHz, channels, durationSeconds: frames / sampleRateHz, isDecodable: true }
  } finally {
    await reader.close()
  }
}

// A few files (live streams kept to disk) tell their length nowhere.
async function countFrames(reader: AudioReader): Promise<number> {
  let frames = 0
  for await (const block of reader.blocks()) frames += frameCount(block)
  return frames
}

async function probeOther(path: string, unsupported: CodecError): Promise<AudioProbe> {
  const file = await openFileBytes(path)
  try {
    const sniffed = await sniff(file)
    const kind = sniffed.kind === 'other' ? sniffed.short : sniffed.kind
    return { ...(await describe(file, kind, unsupported)), isDecodable: false }
  } finally {
    await file.close()
  }
}

/** What the library below does not know, or reads whole. */
const OWN: ReadonlyMap<string, (file: FileBytes) => Promise<Description | undefined>> = new Map([
  ['ogg', describeOgg], ['caf', describeCaf], ['aac', describeAdts]
])

async function describe(file: FileBytes, kind: string, unsupported: CodecError): Promise<Description & Pick<AudioProbe, 'delayFrames'>> {
  if (kind === 'm4a') return describeM4a(file)
  const own = OWN.get(kind)
  const described = own && (await own(file))
  if (described) return described
  const { format } = await readTagged(file)
  const { sampleRate: sampleRateHz = null, numberOfChannels: channels = null, duration: durationSeconds = null } = format
  // Windows Media tells its length in one place and its rate in many.
  const isSound = kind === 'wma' ? durationSeconds !== null : sampleRateHz !== null && channels !== null
  if (!isSound && kind === 'matroska') return describeContainer(file, kind) // it tells pictures alone from nothing at all
  if (!isSound) throw new CodecError('notAudio', 'No sound was found in this file.', { cause: unsupported })
  // A recording that was never finished (a browser's, a stream's) has no length in its header.
  if (durationSeconds === null && kind === 'matroska') {
    const container = await describeContainer(file, kind)
    return { kind, sampleRateHz, channels, durationSeconds: container.durationSeconds }
  }
  return { kind, sampleRateHz, channels, durationSeconds }
}

// More than this is no padding: then the note belongs to another file.
const MOST_PADDING_SECONDS = 0.25

async function describeM4a(file: FileBytes): Promise<Description & Pick<AudioProbe, 'delayFrames'>> {
  const { isTrimmed, ...described } = await describeContainer(file, 'm4a')
  const { sampleRateHz, durationSeconds } = described
  if (isTrimmed || sampleRateHz === null || durationSeconds === null) return described
  const note = gaplessNote(await readNotes(file))
  if (note === undefined || Math.abs(note.frames / sampleRateHz - durationSeconds) >= MOST_PADDING_SECONDS) return described
  return { ...described, durationSeconds: note.frames / sampleRateHz, delayFrames: note.delayFrames }
}

async function readNotes(file: FileBytes): Promise<Awaited<ReturnType<typeof readTagged>>['native']> {
  try {
    return (await readTagged(file)).native
  } catch (error) {
    if (error instanceof CodecError) return {} // broken tags do not make the sound unknown
    throw error
  }
}
