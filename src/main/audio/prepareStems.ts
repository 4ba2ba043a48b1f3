import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { describeEncoded } from '../../codecs/describeEncoded'
import { openPcmRandom, pcmLayoutOf } from '../../codecs/pcm/read'
import { CodecError } from '../../codecs/types'
import type { UndecodedSound } from '../../shared/domain/undecoded'
import type { Log } from '../log/log'
import { codeOf } from '../transfers/systemError'
import { ORIGINAL_INDEX, type StemCache, type StemMeta } from './stemCache'
import { decodeStem } from './decodeStem'
import { feedStem, type StemFeed } from './feedStem'
import { createLatePcm } from './latePcm'
import type { OpenPcm } from './pcmBytes'
import { ANY_RATE, type ProbeResult, type WrittenResult } from './tasks'
import type { WorkerPool } from './workerPool'

/** One result file of a job. */
export interface StemSource {
  readonly index: number
  /** The service's word for the stem. */
  readonly stem: string
  readonly path: string
  /** Leaf name, for people. */
  readonly fileName: string
}

export interface OpenStem {
  readonly index: number
  readonly name: string
  readonly pcm: OpenPcm
  readonly peaksPath: string
  /** What the whole song looks like, when it is known already: see toOutlineFile. */
  readonly outline?: Uint8Array<ArrayBuffer>
  /** Settles when the peaks are on disk; rejects when they could not be made. */
  readonly peaksReady: Promise<void>
  /** The MIDI file it is played from. */
  readonly notesPath?: string
  /** There while the page decodes it. */
  readonly feed?: StemFeed
}

export interface PreparedStems {
  readonly sampleRateHz: number
  readonly stems: readonly OpenStem[]
  /** Leaf names of files that cannot be heard. */
  readonly unplayable: readonly string[]
  /** Those of the sources that are sound but gone, empty or broken: fetched again they could be heard. */
  readonly damaged: readonly StemSource[]
}

/** Files the page could not decode, by path: they are not tried again while they stay as they are. */
export type Undecodable = Map<string, { readonly sizeBytes: number; readonly mtimeMs: number; readonly code: 'damaged' | 'unsupported' }>

interface KnownSource {
  readonly source: StemSource
  readonly file: StemMeta['source']
  readonly cached: StemMeta | undefined
}

export interface PrepareParts {
  readonly cache: StemCache
  readonly pool: WorkerPool
  readonly log: Log
  readonly undecodable: Undecodable
}

/** Opens every stem that can be heard, at one sample rate. @throws TaskError or Node's I/O error when the cache's disk is the reason */
export async function prepareStems(parts: PrepareParts, jobId: string, sources: readonly StemSource[]): Promise<PreparedStems> {
  const damaged: StemSource[] = []
  const refuse = (source: StemSource, error: unknown): void => {
    if (isDamage(error)) damaged.push(source)
    parts.log.warn('a stem cannot be heard', { index: source.index, fileName: source.fileName, error })
  }
  const looking = sources.map((source) => unlessUnplayable(refuse, source, LOOKING, () => lookAt(parts, jobId, source)))
  const [looked] = await Promise.all([Promise.all(looking), parts.cache.use(jobId)])
  const known = looked.filter((stem) => stem !== undefined)
  const sampleRateHz = chooseRate(known.map(({ file }) => file.sampleRateHz))
  const settled = await Promise.allSettled(
    known.map((stem) => unlessUnplayable(refuse, stem.source, OPENING, async () => withNotes(await openStem(parts, jobId, stem, sampleRateHz), stem)))
  )
  const stems = settled.flatMap((outcome) => (outcome.status === 'fulfilled' && outcome.value ? [outcome.value] : []))
  const failed = settled.find((outcome) => outcome.status === 'rejected')
  if (failed) {
    await closeStems(stems)
    throw failed.reason
  }
  const playable = new Set(stems.map(({ index }) => index))
  const unplayable = sources.filter(({ index }) => !playable.has(index)).map(({ fileName }) => fileName)
  return { sampleRateHz, stems, unplayable, damaged: sources.filter((source) => damaged.includes(source)) }
}

/** The file a job was made from, as it was when it was sent. */
export interface OriginalSource {
  readonly path: string
  readonly sizeBytes: number
  readonly mtimeMs: number
}

/**
 * Opens the job's own input at the stems' rate, looking at it while they are being looked at; null when it is gone, is another file by
 * now, or cannot be heard. @throws what preparing the stems throws
 */
export async function prepareOriginal(
  parts: PrepareParts,
  jobId: string,
  original: OriginalSource,
  stems: Promise<PreparedStems>
): Promise<OpenStem | null> {
  const source: StemSource = { index: ORIGINAL_INDEX, stem: 'original', path: original.path, fileName: basename(original.path) }
  const looking = lookAt(parts, jobId, source)
  looking.catch(() => undefined) // told below, once the stems are there
  const { sampleRateHz } = await stems
  try {
    const known = await looking
    const same = known.file.sizeBytes === original.sizeBytes && known.file.mtimeMs === original.mtimeMs
    return same ? await openStem(parts, jobId, known, sampleRateHz) : null
  } catch (error) {
    // The stems can be heard without it, whatever the reason.
    parts.log.warn('the original cannot be heard', { fileName: source.fileName, error })
    return null
  }
}

/** What the page is told of a stem it is to decode; nothing for any other. @param base the session's address */
export function toUndecoded(base: string, { index, feed }: OpenStem): UndecodedSound[] {
  if (!feed) return []
  return [{ stemIndex: index, fileUrl: `${base}/${index === ORIGINAL_INDEX ? 'original' : index}/file`, ...feed.sound }]
}

/** Closes the files behind stems once nothing works on them any more. */
export async function closeStems(stems: readonly OpenStem[]): Promise<void> {
  await Promise.allSettled(stems.map(({ peaksReady }) => peaksReady))
  await Promise.all(stems.map(({ pcm }) => pcm.close()))
}

const withNotes = (stem: OpenStem, { source, file }: KnownSource): OpenStem =>
  file.sampleRateHz === ANY_RATE ? { ...stem, notesPath: source.path } : stem

/** The rate most stems have, so that the fewest are converted; the higher one of equals. MIDI has none. 44100 for none. */
function chooseRate(ratesHz: readonly number[]): number {
  const votes = new Map<number, number>()
  for (const rate of ratesHz.filter((hertz) => hertz !== ANY_RATE)) votes.set(rate, (votes.get(rate) ?? 0) + 1)
  const ordered = [...votes].sort(([rateA, votesA], [rateB, votesB]) => votesB - votesA || rateB - rateA)
  return ordered[0]?.[0] ?? 44_100
}

// Reasons that lie in the file itself; while opening, the others are the cache's disk.
const OPENING: readonly string[] = ['notAudio', 'empty', 'unsupported', 'damaged']
const LOOKING: readonly string[] = [...OPENING, 'ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM']

const DAMAGED: readonly string[] = ['damaged', 'empty', 'ENOENT']

/** Whether a file that should hold sound is gone, empty or broken. */
export const isDamage = (error: unknown): boolean => DAMAGED.includes(codeOf(error))

/** The work's result; nothing when the file cannot be heard, which is told to `refuse`. */
async function unlessUnplayable<Result>(
  refuse: (source: StemSource, error: unknown) => void,
  source: StemSource,
  reasons: readonly string[],
  work: () => Promise<Result>
): Promise<Result | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!reasons.includes(codeOf(error))) throw error
    refuse(source, error)
    return undefined
  }
}

async function lookAt({ cache, pool }: PrepareParts, jobId: string, source: StemSource): Promise<KnownSource> {
  const { size, mtimeMs } = await stat(source.path)
  const cached = await cache.find(jobId, source.index, { sizeBytes: size, mtimeMs })
  if (cached) return { source, file: cached.source, cached }
  const { isPcm, sampleRateHz } = (await probePcm(source.path)) ?? (await probeEncoded(source.path)) ?? (await pool.run({ kind: 'probe', path: source.path }))
  return { source, file: { sizeBytes: size, mtimeMs, isPcm, sampleRateHz }, cached: undefined }
}

// A WAV's or AIFF's header is read right here, so that a job of them opens without waiting for a thread.
async function probePcm(path: string): Promise<ProbeResult | undefined> {
  const layout = await pcmLayoutOf(path)
  return layout && { isPcm: true, sampleRateHz: layout.sampleRateHz }
}

async function probeEncoded(path: string): Promise<ProbeResult | undefined> {
  const sound = await describeEncoded(path)
  return sound && { isPcm: false, sampleRateHz: sound.sampleRateHz }
}

async function openStem(parts: PrepareParts, jobId: string, known: KnownSource, sampleRateHz: number): Promise<OpenStem> {
  const { source, file } = known
  const { index, stem: name } = source
  const paths = parts.cache.paths(jobId, index)
  const inPlace = file.isPcm && file.sampleRateHz === sampleRateHz
  const cached = known.cached?.sampleRateHz === sampleRateHz && known.cached.pcmBytes > 0 !== inPlace ? known.cached : undefined
  const record = (made: WrittenResult): Promise<void> =>
    parts.cache.record(jobId, index, { version: 2, source: file, sampleRateHz, ...made, outline: Buffer.from(made.outline).toString('base64') })
  if (cached) {
    // All there is to know stands in the cache: the window need not wait until a dozen files are open.
    const pcm = createLatePcm(cached, () => openPcmRandom(inPlace ? source.path : paths.pcm))
    return { index, name, pcm, peaksPath: paths.peaks, outline: new Uint8Array(Buffer.from(cached.outline, 'base64')), peaksReady: Promise.resolve() }
  }
  if (inPlace) {
    const pcm = await openPcmRandom(source.path)
    // Nobody waits for the picture: playing needs the file alone.
    const peaksReady = parts.pool.run({ kind: 'peaks', path: source.path, peaksPath: paths.peaks }).then(record)
    peaksReady.catch((error: unknown) => parts.log.warn('peaks could not be made', { index, error }))
    return { index, name, pcm, peaksPath: paths.peaks, peaksReady }
  }
  const sound = await describeEncoded(source.path)
  if (sound) {
    const failed = parts.undecodable.get(source.path)
    if (failed?.sizeBytes === file.sizeBytes && failed.mtimeMs === file.mtimeMs) throw new CodecError(failed.code, 'The page could not decode it.')
    const { pcm, done, feed } = await feedStem(parts.pool, { path: source.path, sound, sampleRateHz, pcmPath: paths.pcm, peaksPath: paths.peaks }, record)
    return {
      index, name, pcm, peaksPath: paths.peaks, peaksReady: done,
      feed: {
        ...feed,
        async end(outcome) {
          const isHeard = await feed.end(outcome)
          if (!isHeard) parts.undecodable.set(source.path, { ...file, code: outcome === 'unsupported' ? 'unsupported' : 'damaged' })
          return isHeard
        }
      }
    }
  }
  const { pcm, done } = await decodeStem(parts, { kind: 'decode', path: source.path, sampleRateHz, pcmPath: paths.pcm, peaksPath: paths.peaks }, record)
  return { index, name, pcm, peaksPath: paths.peaks, peaksReady: done }
}
