import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { TRIAL_SECONDS, type Preparation } from '../../shared/domain/prepared'
import { AppError } from '../../shared/errors/appError'
import { createExportControl, type ExportControl, exportFraction, stopExport } from '../audio/exportControl'
import { flacBits } from '../audio/flacBits'
import { pcmBits } from '../audio/flacOffer'
import { openSound } from '../audio/openSound'
import type { WorkerPool } from '../audio/workerPool'
import { codeOf } from '../transfers/systemError'
import { syncFolder } from '../util/writeFileAtomic'

/** A file made from a song, whole and on the disk. */
export interface MadeFile {
  readonly path: string
  /** Without a dot. */
  readonly extension: string
}

export interface Making {
  readonly pool: WorkerPool
  readonly folder: string
  readonly path: string
  /** Where the song's sound can be read: the song itself, or what the page decoded of it. */
  readonly soundPath: string
  readonly preparation: Preparation
  readonly signal: AbortSignal
  readonly onFraction: (fraction: number) => void
}

const LOOK_INTERVAL_MS = 100
/** One step of 24 bits: what rounding may change. */
const STEP_24 = 2 ** -23

/**
 * Makes the file under a passing name, compares it with the song sample by sample, and gives it its own.
 * @throws AppError cancelled, dataDiskFull, wouldClip, fileUndecodable, videoSilent, fileMissing …; nothing is left behind then
 */
export async function makePrepared(making: Making): Promise<MadeFile> {
  const { folder, signal, preparation, path } = making
  const id = randomUUID()
  const control = createExportControl()
  const stop = (): void => { stopExport(control) }
  // Making and comparing are the two halves of the work.
  let half = 0
  let before = 0
  const look = setInterval(() => {
    const fraction = exportFraction(control)
    if (fraction < before) half = 1
    before = fraction
    making.onFraction(preparation.how === 'audioTrack' ? fraction : (half + fraction) / 2)
  }, LOOK_INTERVAL_MS)
  signal.addEventListener('abort', stop)
  const part = join(folder, `${id}.part`)
  try {
    if (signal.aborted) throw new AppError('cancelled')
    await mkdir(folder, { recursive: true })
    const extension = await write(making, part, control)
    const whole = join(folder, `${id}.${extension}`)
    await sync(part)
    await rename(part, whole)
    await syncFolder(folder)
    return { path: whole, extension }
  } catch (error) {
    await rm(part, { force: true })
    throw signal.aborted ? new AppError('cancelled') : toAppError(error, basename(path))
  } finally {
    clearInterval(look)
    signal.removeEventListener('abort', stop)
  }
}

/** Writes and checks it; answers its ending. */
async function write({ pool, path, soundPath, preparation }: Making, part: string, control: ExportControl): Promise<string> {
  if (preparation.how === 'audioTrack') {
    const track = await pool.run({ kind: 'findTrack', path })
    if (track === null || track === 'locked') throw new AppError('videoSilent', { subject: basename(path) })
    await pool.run({ kind: 'copyTrack', path, toPath: part, control })
    return track.extension
  }
  const sound = await bitsOf(soundPath)
  const startFrame = preparation.how === 'trial' ? Math.round(preparation.startSeconds * sound.sampleRateHz) : 0
  const range = preparation.how === 'trial' ? { startFrame, endFrame: startFrame + TRIAL_SECONDS * sound.sampleRateHz } : null
  const run = async (format: 'flac16' | 'flac24' | 'wav32f'): Promise<boolean> => {
    const { isWritten } = await pool.run({
      kind: 'export', inputs: [{ path: soundPath, left: 1, right: 1 }], layout: 'stem',
      session: { sampleRateHz: sound.sampleRateHz, frames: sound.frames ?? 0 }, range, format, mayClip: false, path: part, control
    })
    if (!isWritten) return false
    const tolerance = sound.isExact ? 0 : STEP_24
    await pool.run({ kind: 'sameSound', path: part, otherPath: soundPath, startFrame, tolerance, isWhole: range === null, control })
    const tags = await pool.run({ kind: 'readTags', path })
    if (tags !== null && format !== 'wav32f') await pool.run({ kind: 'writeTags', path: part, tags })
    return true
  }
  // A trial of a float recording keeps its floats; of a decoded song it has more than that ever held.
  const isFloatSong = sound.isPcm && !sound.isExact && soundPath === path
  if (preparation.how === 'trial' && isFloatSong && (await run('wav32f'))) return 'wav'
  if (preparation.how === 'flac' && !sound.isPcm) throw new AppError('invalidInput', { detail: 'neither WAV nor AIFF' })
  if (await run(sound.bits === 16 ? 'flac16' : 'flac24')) return 'flac'
  // Decoders give samples above full scale, which only floats hold; thirty seconds of them are no burden.
  if (preparation.how === 'trial' && (await run('wav32f'))) return 'wav'
  throw new AppError('wouldClip', { subject: basename(path) })
}

interface SoundBits {
  readonly sampleRateHz: number
  readonly frames: number | undefined
  readonly isPcm: boolean
  readonly bits: 16 | 24
  readonly isExact: boolean
}

/** What a lossless copy of this sound takes. */
async function bitsOf(path: string): Promise<SoundBits> {
  const reader = await openSound(path)
  await reader.close()
  const pcm = await pcmBits(path)
  const flac = pcm === null ? await flacBits(path) : null
  const { sampleRateHz, frames } = reader
  if (pcm !== null) return { sampleRateHz, frames, isPcm: true, ...pcm }
  return { sampleRateHz, frames, isPcm: false, bits: flac !== null && flac <= 16 ? 16 : 24, isExact: flac !== null && flac <= 24 }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const CODEC_CODES: ReadonlySet<string> = new Set(['notAudio', 'noSound', 'empty', 'unsupported', 'damaged'])
const FULL_CODES: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

function toAppError(error: unknown, subject: string): AppError {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  const detail = error instanceof Error ? error.message : undefined
  if (code === 'cancelled' || code === 'disposed') return new AppError('cancelled', { cause: error })
  if (CODEC_CODES.has(code)) return new AppError(code === 'noSound' ? 'videoSilent' : 'fileUndecodable', { detail, subject, cause: error })
  return new AppError(FULL_CODES.has(code) ? 'dataDiskFull' : 'unexpected', { detail, cause: error })
}
