import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { readFile, stat } from 'node:fs/promises'
import type { Worker } from 'node:worker_threads'
import type { DecodedChunk, DecodingEnd } from '../../shared/domain/pageDecoding'
import type { StudioSession } from '../../shared/domain/studio'
import { AppError } from '../../shared/errors/appError'
import type { Log } from '../log/log'
import { codeOf, folderError } from '../transfers/systemError'
import { answerBytes, answerEmpty, answerWhole, type ByteSource } from './answerBytes'
import { toPcmBytes } from './pcmBytes'
import { closeStems, isDamage, prepareOriginal, prepareStems, toUndecoded, type OpenStem, type OriginalSource, type StemSource, type Undecodable } from './prepareStems'
import type { StemFeed } from './feedStem'
import { createStemCache, ORIGINAL_INDEX } from './stemCache'
import { readWindow, toWindowQuery, toWindowSize } from './windowBytes'
import { createWorkerPool } from './workerPool'

const MOST_THREADS = 4

export interface JobResults {
  readonly title: string
  readonly algorithmName: string
  readonly files: readonly StemSource[]
  /** The file the job was made from; null when it was made from something else. */
  readonly original: OriginalSource | null
}

export interface StudioParts {
  /** The result files of a ready job. @throws AppError jobNotFound */
  readonly filesOf: (jobId: string) => Promise<JobResults>
  /** Where decoded stems and peaks are kept; made when missing. */
  readonly cacheFolder: string
  /** Starts a thread that runs worker.ts. */
  readonly createWorker: () => Worker
  /** Hears at each opening, and when more comes out while stems are decoded, which results of a job are damaged or gone: all of them. */
  readonly onLooked: (jobId: string, damagedIndexes: readonly number[]) => void
  readonly log: Log
}

export interface StudioService {
  /** Opens a job for listening; an open job is answered as it is. @throws AppError diskFull, folderUnwritable; what filesOf throws */
  open(jobId: string): Promise<StudioSession>
  close(jobId: string): Promise<void>
  /** Answers a stem:// request: bytes of an open session, or 404. Never rejects. */
  respond(url: string, rangeHeader: string | null, method: string): Promise<Response>
  /** Takes a chunk of a stem the page decodes. @throws AppError invalidInput when there is no such stem or it is not the next one */
  takeDecoded(chunk: DecodedChunk): Promise<void>
  /** The page decodes no further; answers whether anything of the stem is heard. @throws AppError as takeDecoded */
  endDecoding(end: DecodingEnd): Promise<boolean>
  /** Where a result's sound can be read: what was decoded, at `rateHz` if one is asked for, else the file itself. Waits for the page. */
  soundOf(jobId: string, index: number, path: string, rateHz: number | null): Promise<string>
  /** Ends once all that is made of an open job's stems, sound and pictures, is made or could not be; at once for any other job. */
  settled(jobId: string): Promise<void>
  dispose(): Promise<void>
}

interface Opened {
  readonly session: StudioSession
  readonly stems: readonly OpenStem[]
  readonly original: OpenStem | null
}

const ADDRESS_BASE = 'stem://studio/'
const ADDRESS = /^(stem:\/\/studio\/[\w-]{1,64})\/(\d{1,6}|original)\/(pcm|peaks|file|notes)$/
const WINDOW_ADDRESS = /^(stem:\/\/studio\/[\w-]{1,64})\/window\?(.{1,64})$/

const allOf = ({ stems, original }: Pick<Opened, 'stems' | 'original'>): readonly OpenStem[] => (original ? [...stems, original] : stems)

const inMemory = (bytes: Uint8Array<ArrayBuffer>): ByteSource => ({ sizeBytes: bytes.length, read: async (from, to) => bytes.slice(from, to) })

/** Opens jobs in the Studio and serves their stems as PCM and peaks over the private scheme stem:. */
export function createStudioService({ filesOf, cacheFolder, createWorker, onLooked, log }: StudioParts): StudioService {
  const cache = createStemCache(cacheFolder)
  const pool = createWorkerPool({ createWorker, size: Math.max(1, Math.min(MOST_THREADS, availableParallelism() - 1)) })
  const parts = { cache, pool, log, undecodable: new Map() satisfies Undecodable }
  const opened = new Map<string, Promise<Opened>>()
  // What may be asked for: the addresses of sessions that are open now. A new session has new ones.
  const bySession = new Map<string, Opened>()
  // A job is opened again only after its last closing: two decoders never write the same file.
  const closing = new Map<string, Promise<void>>()
  let pruning = Promise.resolve()

  async function load(jobId: string): Promise<Opened> {
    const { title, algorithmName, files, original: source } = await filesOf(jobId)
    const preparing = prepareStems(parts, jobId, files)
    const [{ stems, sampleRateHz, unplayable, damaged }, original] = await Promise.all([preparing, source && prepareOriginal(parts, jobId, source, preparing)])
    const base = `${ADDRESS_BASE}${randomUUID()}`
    const session: StudioSession = {
      jobId,
      title,
      algorithmName,
      sampleRateHz,
      // A job that made only words has the song to be heard with them.
      frames: (stems.length === 0 && original ? [original] : stems).reduce((most, { pcm }) => Math.max(most, pcm.frames), 0),
      stems: stems.map(({ index, name, pcm, outline, notesPath }) => ({
        index,
        name,
        channels: pcm.channels,
        pcmUrl: `${base}/${index}/pcm`,
        peaksUrl: `${base}/${index}/peaks`,
        ...(outline === undefined ? {} : { outline }),
        ...(notesPath === undefined ? {} : { notesUrl: `${base}/${index}/notes` })
      })),
      original: original && { channels: original.pcm.channels, pcmUrl: `${base}/original/pcm`, peaksUrl: `${base}/original/peaks` },
      undecoded: allOf({ stems, original }).flatMap((stem) => toUndecoded(base, stem)),
      windowUrl: `${base}/window`,
      unplayable,
      damaged: damaged.map(({ fileName }) => fileName)
    }
    const result = { session, stems, original }
    bySession.set(base, result)
    tellDamage(result, damaged.map(({ index }) => index), () => bySession.has(base))
    const made = allOf(result).filter(({ outline }) => outline === undefined)
    // Once all is made; a job that was all there has added nothing.
    if (made.length > 0) pruning = Promise.allSettled([pruning, ...made.map(({ peaksReady }) => peaksReady)]).then(prune)
    return result
  }

  const prune = (): Promise<void> =>
    cache.prune(new Set(opened.keys())).catch((error: unknown) => log.warn('the stem cache could not be pruned', { error }))

  function tellDamage({ session: { jobId }, stems }: Opened, known: readonly number[], isOpen: () => boolean): void {
    const damaged = new Set(known)
    onLooked(jobId, [...damaged])
    for (const { index, peaksReady } of stems) {
      peaksReady.catch((error: unknown) => {
        // Once it is closed the file may be another one.
        if (!isDamage(error) || !isOpen()) return
        damaged.add(index)
        onLooked(jobId, [...damaged])
      })
    }
  }

  async function open(jobId: string): Promise<StudioSession> {
    const opening = opened.get(jobId) ?? (closing.get(jobId) ?? Promise.resolve()).then(() => load(jobId))
    opened.set(jobId, opening)
    try {
      return (await opening).session
    } catch (error) {
      if (opened.get(jobId) === opening) opened.delete(jobId)
      // What is left after files that cannot be heard is the cache's folder: full or not writable.
      throw /^E[A-Z]+$/.test(codeOf(error)) ? folderError(error, cacheFolder) : error
    }
  }

  function close(jobId: string): Promise<void> {
    const opening = opened.get(jobId)
    if (!opening) return closing.get(jobId) ?? Promise.resolve()
    opened.delete(jobId)
    const ended = end(opening).finally(() => {
      if (closing.get(jobId) === ended) closing.delete(jobId)
    })
    closing.set(jobId, ended)
    return ended
  }

  async function end(opening: Promise<Opened>): Promise<void> {
    const found = await opening.catch(() => undefined) // a failed opening was told to whoever asked for it
    if (!found) return
    for (const [base, value] of bySession) if (value === found) bySession.delete(base)
    const all = allOf(found)
    await Promise.all(all.flatMap(({ feed }) => (feed ? [feed.stop()] : [])))
    await closeStems(all)
  }

  function feedOf({ sessionId, stemIndex }: Pick<DecodedChunk, 'sessionId' | 'stemIndex'>): StemFeed {
    const found = bySession.get(`${ADDRESS_BASE}${sessionId}`)
    const stem = stemIndex === ORIGINAL_INDEX ? found?.original : found?.stems.find(({ index }) => index === stemIndex)
    if (!stem?.feed) throw new AppError('invalidInput', { detail: 'nothing to decode' })
    return stem.feed
  }

  async function soundOf(jobId: string, index: number, path: string, rateHz: number | null): Promise<string> {
    const found = await opened.get(jobId)?.catch(() => undefined)
    const stem = index === ORIGINAL_INDEX ? found?.original : found?.stems.find((candidate) => candidate.index === index)
    if (stem?.feed) await stem.peaksReady.catch(() => undefined) // what reads the file itself says what is wrong with it
    const about = await stat(path).catch(() => undefined) // gone: whoever reads it says so
    const cached = about && (await cache.find(jobId, index, { sizeBytes: about.size, mtimeMs: about.mtimeMs }))
    const isUsable = cached !== undefined && cached.pcmBytes > 0 && (rateHz === null || cached.sampleRateHz === rateHz)
    return isUsable ? cache.paths(jobId, index).pcm : path
  }

  async function settled(jobId: string): Promise<void> {
    const found = await opened.get(jobId)?.catch(() => undefined)
    await Promise.allSettled(found ? allOf(found).map(({ peaksReady }) => peaksReady) : [])
  }

  async function findBytes(url: string): Promise<ByteSource | undefined> {
    const [, base = '', index = '', part = ''] = ADDRESS.exec(url) ?? []
    const found = bySession.get(base)
    const stem = index === 'original' ? found?.original : found?.stems.find((candidate) => candidate.index === Number(index))
    if (!found || !stem) return undefined
    if (part === 'file') return stem.feed?.file
    if (part === 'pcm') return toPcmBytes(stem.pcm, found.session.frames)
    if (part === 'notes') {
      const { notesPath: path } = stem
      return path === undefined ? undefined : inMemory(await pool.run({ kind: 'notes', path, sampleRateHz: found.session.sampleRateHz }))
    }
    await stem.peaksReady
    return inMemory(new Uint8Array(await readFile(stem.peaksPath)))
  }

  /** All stems' frames of one window in one answer: a dozen requests cost a dozen times the way through the browser. */
  async function answerWindow([, base = '', query = '']: RegExpExecArray, method: string): Promise<Response> {
    const found = bySession.get(base)
    const wanted = toWindowQuery(query)
    if (!found || !wanted || (wanted.withOriginal && !found.original)) return answerEmpty(404)
    const { startFrame, frames, withOriginal } = wanted
    // Opened with the stems: a song that is moved while its Studio is open can still be asked for.
    found.original?.pcm.open?.()
    const sources = (withOriginal ? allOf(found) : found.stems).map(({ pcm }) => pcm)
    const sizeBytes = toWindowSize(sources, frames)
    if (sizeBytes === undefined) return answerEmpty(416)
    return answerWhole(method === 'HEAD' ? null : await readWindow(sources, startFrame, frames), sizeBytes)
  }

  return {
    open,
    close,
    soundOf,
    settled,
    takeDecoded: async (chunk) => feedOf(chunk).take(chunk.sequence, chunk.samples),
    endDecoding: async (ended) => feedOf(ended).end(ended.outcome),
    async respond(url, rangeHeader, method) {
      if (method !== 'GET' && method !== 'HEAD') return answerEmpty(405, { allow: 'GET, HEAD' })
      try {
        const window = WINDOW_ADDRESS.exec(url)
        if (window) return await answerWindow(window, method)
        const bytes = await findBytes(url)
        return bytes ? await answerBytes(bytes, rangeHeader, method) : answerEmpty(404)
      } catch (error) {
        log.warn('a stem could not be served', { url, error })
        return answerEmpty(500)
      }
    },
    async dispose() {
      // First the threads: what is still being decoded ends at once and is not waited for.
      await pool.dispose()
      await Promise.all([...opened.keys()].map(close))
      await pruning
    }
  }
}
