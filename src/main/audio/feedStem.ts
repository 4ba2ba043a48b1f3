import { rename, rm, stat } from 'node:fs/promises'
import type { EncodedSound } from '../../codecs/describeEncoded'
import { type FileBytes, openFileBytes } from '../../codecs/fileBytes'
import { CodecError } from '../../codecs/types'
import { openPcmRandom } from '../../codecs/pcm/read'
import { createWavByteWriter } from '../../codecs/wav/write'
import type { DecodingOutcome } from '../../shared/domain/undecoded'
import { AppError } from '../../shared/errors/appError'
import type { ByteSource } from './answerBytes'
import type { DecodingStem } from './decodeStem'
import { openGrowingPcm } from './growingPcm'
import { toPartPath } from './partFile'
import { createLatePcm } from './latePcm'
import type { OpenPcm } from './pcmBytes'
import type { WrittenResult } from './tasks'
import type { WorkerPool } from './workerPool'

const SAMPLE_BYTES = 4

/** The way into the cache for sound that is decoded elsewhere: bytes of the file go out, floats come in. */
export interface StemFeed {
  readonly sound: EncodedSound
  /** The encoded file. */
  readonly file: ByteSource
  /**
   * Takes the next chunk of interleaved floats. Sequence 0 begins again from the first frame: what is there already is passed over.
   * @throws AppError invalidInput when it is not the next one, has no whole frames, or goes beyond the sound's end
   */
  take(sequence: number, samples: Uint8Array): Promise<void>
  /** Nothing more will come. Answers whether anything can be heard. */
  end(outcome: DecodingOutcome): Promise<boolean>
  /** Lets go of it, whole or not. */
  stop(): Promise<void>
}

export interface FedStem extends DecodingStem {
  readonly feed: StemFeed
}

export interface FeedOrder {
  readonly path: string
  readonly sound: EncodedSound
  /** The session's rate. */
  readonly sampleRateHz: number
  readonly pcmPath: string
  readonly peaksPath: string
}

/**
 * Opens a stem that somebody else decodes. At the session's rate it is heard while it grows; at another one it is heard once it is
 * whole, because it is converted as a whole. Node's I/O errors pass through.
 */
export async function feedStem(pool: WorkerPool, order: FeedOrder, record: (made: WrittenResult) => Promise<void>): Promise<FedStem> {
  const { sound, sampleRateHz, pcmPath, peaksPath } = order
  const { channels } = sound
  const isSameRate = sound.sampleRateHz === sampleRateHz
  const fedPath = isSameRate ? toPartPath(pcmPath) : toPartPath(`${pcmPath}.fed`)
  const frameBytes = channels * SAMPLE_BYTES
  const encoded = await openFileBytes(order.path)
  const writer = await createWavByteWriter(fedPath, 'f32', sound)
  const growing = await openGrowingPcm(fedPath, { channels, sampleRateHz: sound.sampleRateHz, sampleFormat: 'f32', frames: sound.frames, writtenFrames: 0 })
  let resolve: () => void = () => undefined
  let reject: (error: unknown) => void = () => undefined
  const done = new Promise<void>((...both) => { [resolve, reject] = both })
  done.catch(() => undefined) // told to whoever listens
  let nextSequence = 0
  let atFrame = 0
  let writtenFrames = 0
  let isOver = false
  let working = Promise.resolve()

  /** One after the other, whatever comes at once. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const worked = working.then(work)
    working = worked.then(() => undefined, () => undefined)
    return worked
  }

  async function take(sequence: number, samples: Uint8Array): Promise<void> {
    const frames = samples.length / frameBytes
    const from = sequence === 0 ? 0 : atFrame
    const isNext = sequence === 0 || sequence === nextSequence
    if (isOver || !isNext || !Number.isInteger(frames) || from + frames > sound.frames) throw new AppError('invalidInput', { detail: 'not the next chunk' })
    nextSequence = sequence + 1
    atFrame = from + frames
    const known = Math.min(frames, Math.max(0, writtenFrames - from))
    if (known === frames) return
    await writer.writeBytes(samples.subarray(known * frameBytes))
    writtenFrames = atFrame
    growing.grow(writtenFrames)
  }

  async function finish(): Promise<void> {
    await writer.finish()
    const made = isSameRate ? await keep() : await convert()
    await record(made)
  }

  async function keep(): Promise<WrittenResult> {
    const made = await pool.run({ kind: 'peaks', path: fedPath, peaksPath })
    await rename(fedPath, pcmPath)
    return { ...made, pcmBytes: (await stat(pcmPath)).size }
  }

  async function convert(): Promise<WrittenResult> {
    const made = await pool.run({ kind: 'decode', path: fedPath, sampleRateHz, pcmPath, peaksPath })
    await rm(fedPath, { force: true })
    return made
  }

  async function giveUp(error: Error): Promise<void> {
    await writer.abort()
    growing.end()
    reject(error)
  }

  async function end(outcome: DecodingOutcome): Promise<boolean> {
    if (isOver) return writtenFrames > 0
    isOver = true
    if (outcome !== 'whole' || writtenFrames < sound.frames) {
      await giveUp(new CodecError(outcome === 'unsupported' ? 'unsupported' : 'damaged', 'The sound could not be decoded to its end.'))
      return isSameRate && writtenFrames > 0
    }
    try {
      await finish()
      growing.end()
      resolve()
    } catch (error) {
      growing.end(error)
      reject(error)
      await rm(fedPath, { force: true })
      throw error
    }
    return true
  }

  return {
    pcm: isSameRate ? growing : toLatePcm(growing, done, { channels, frames: Math.round((sound.frames * sampleRateHz) / sound.sampleRateHz), path: pcmPath }),
    done,
    feed: {
      sound,
      file: toByteSource(encoded),
      take: (sequence, samples) => inTurn(() => take(sequence, samples)),
      end: (outcome) => inTurn(() => end(outcome)),
      stop: () => inTurn(async () => {
        if (!isOver) {
          isOver = true
          await giveUp(new AppError('cancelled'))
        }
        await encoded.close()
      })
    }
  }
}

const toByteSource = (file: FileBytes): ByteSource => ({
  sizeBytes: file.sizeBytes,
  async read(from, to) {
    const bytes = await file.read(from, to - from)
    if (bytes.length < to - from) throw new CodecError('damaged', 'The file became shorter while it was read.')
    return new Uint8Array(bytes)
  }
})

/** Read from the finished file; silent when there never will be one. */
function toLatePcm(fed: OpenPcm, done: Promise<void>, { path, ...format }: { channels: number; frames: number; path: string }): OpenPcm {
  const silence: OpenPcm = { ...format, read: async () => new Float32Array(), close: async () => undefined }
  const late = createLatePcm(format, () => done.then(() => openPcmRandom(path), () => silence))
  return {
    ...late,
    async close() {
      await fed.close()
      await late.close()
    }
  }
}
