import { randomUUID } from 'node:crypto'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { probeAudio } from '../../codecs/probe'
import type { AddedInputs, Input } from '../../shared/domain/input'
import type { Job } from '../../shared/domain/job'
import { type Preparation, type PrepareOffers, type PreparingProgress, TRIAL_SECONDS } from '../../shared/domain/prepared'
import type { StudioSession } from '../../shared/domain/studio'
import { AppError } from '../../shared/errors/appError'
import type { JobResults, StudioService } from '../audio/studioService'
import type { WorkerPool } from '../audio/workerPool'
import type { InputService, StoredFile } from '../inputs/inputService'
import { checkSource, fileOf, type JobSource } from '../jobs/jobSource'
import type { Log } from '../log/log'
import { baseOf } from '../transfers/fileName'
import { createEmitter } from '../util/emitter'
import { makePrepared } from './makePrepared'

export interface PreparedParts {
  /** Where the files lie; made when missing. */
  readonly folder: string
  readonly inputs: Pick<InputService, 'take' | 'put' | 'addSources'>
  readonly jobs: { list(): readonly Job[]; sourcesOf(ids: readonly string[]): readonly JobSource[] }
  readonly studio: () => Pick<StudioService, 'open' | 'soundOf'>
  readonly pool: WorkerPool
  readonly log: Log
}

/** Files made from inputs before the upload; an input stands for its file, under the same id, until that is undone. */
export interface PreparedService {
  /** @throws AppError invalidInput for a link */
  offers(inputId: string): Promise<PrepareOffers>
  /** @throws AppError invalidInput, and as makePrepared */
  prepare(inputId: string, preparation: Preparation): Promise<Input>
  stop(inputId: string): void
  undo(inputId: string): Promise<Input>
  /** Opens the song for listening, whatever was made of it. */
  listen(inputId: string): Promise<StudioSession>
  /** What the Studio is to open for a session of `listen`; null for other ids. */
  resultsOf(sessionId: string): JobResults | null
  /** Takes in again what jobs were made from: prepared files as they are. */
  reuse(jobIds: readonly string[]): Promise<AddedInputs>
  /** Takes in the songs that prepared files of jobs were made from. */
  wholeSongs(jobIds: readonly string[]): Promise<AddedInputs>
  onProgress(listener: (progress: PreparingProgress) => void): () => void
  dispose(): Promise<void>
}

/** Ids of inputs that are listened to, among those of jobs. */
const SESSION = 'input-'

/** Builds it. */
export function createPreparedService({ folder, inputs, jobs, studio, pool, log }: PreparedParts): PreparedService {
  const progress = createEmitter<PreparingProgress>()
  const running = new Map<string, { readonly controller: AbortController; readonly ended: Promise<unknown> }>()

  const fileBehind = (inputId: string): StoredFile => {
    const [input] = inputs.take([inputId])
    if (input === undefined || !('path' in input)) throw new AppError('invalidInput', { detail: 'not a file' })
    return input
  }

  /** The song as it was taken in. */
  const songOf = (file: StoredFile): StoredFile => {
    const { id, original, prepared, below } = file
    if (original === undefined || prepared === undefined) return file
    return { id, ...original, name: prepared.fromName, durationSeconds: prepared.fromDurationSeconds, ...(below === undefined ? {} : { below }) }
  }

  async function make(inputId: string, preparation: Preparation, signal: AbortSignal): Promise<Input> {
    const song = songOf(fileBehind(inputId))
    await checkSource(song)
    const { startSeconds } = preparation.how === 'trial' ? preparation : {}
    const lastStart = song.durationSeconds === null ? Number.POSITIVE_INFINITY : song.durationSeconds - TRIAL_SECONDS
    if (startSeconds !== undefined && startSeconds > lastStart + 1) throw new AppError('invalidInput', { detail: 'the song is over by then' })
    const beginsAt = startSeconds === undefined ? undefined : Math.max(0, Math.min(startSeconds, lastStart))
    const soundPath = await studio().soundOf(`${SESSION}${inputId}`, 0, song.path, null)
    const made = await makePrepared({
      pool, folder, path: song.path, soundPath, signal,
      preparation: beginsAt === undefined ? preparation : { how: 'trial', startSeconds: beginsAt },
      onFraction: (fraction) => { progress.emit({ inputId, fraction }) }
    })
    try {
      const [{ size, mtimeMs }, { durationSeconds }] = await Promise.all([stat(made.path), probeAudio(made.path)])
      const before = fileBehind(inputId) // sent or removed meanwhile: then there is nothing it could stand for
      const input = inputs.put({
        id: inputId, name: `${baseOf(song.name)}.${made.extension}`, path: made.path, sizeBytes: size, mtimeMs, durationSeconds,
        ...(song.below === undefined ? {} : { below: song.below }),
        original: { path: song.path, sizeBytes: song.sizeBytes, mtimeMs: song.mtimeMs },
        prepared: {
          how: preparation.how, fromName: song.name, fromSizeBytes: song.sizeBytes, fromDurationSeconds: song.durationSeconds,
          ...(beginsAt === undefined ? {} : { startSeconds: beginsAt })
        }
      })
      await letGo(before)
      return input
    } catch (error) {
      await rm(made.path, { force: true })
      throw error
    }
  }

  /** Removes a prepared file that no job was made from; what cannot be removed goes at the next start. */
  async function letGo({ path, original }: StoredFile): Promise<void> {
    if (original === undefined || jobs.sourcesOf(jobs.list().map(({ id }) => id)).some((source) => fileOf(source)?.path === path)) return
    await rm(path, { force: true }).catch((error: unknown) => { log.warn('a prepared file stays for now', { error }) })
  }

  return {
    async offers(inputId) {
      const { path, sizeBytes, durationSeconds } = songOf(fileBehind(inputId))
      await mkdir(folder, { recursive: true })
      const flac = await pool.run({ kind: 'flacOffer', path, samplePath: join(folder, `${randomUUID()}.part`) }).catch((error: unknown) => {
        log.warn('the size as FLAC is not known', { error })
        return null
      })
      const track = flac !== null ? null : await pool.run({ kind: 'findTrack', path }).catch((error: unknown) => {
        log.warn('whether it is a video is not known', { error })
        return null
      })
      return {
        flac: flac !== null && flac.sizeBytes < sizeBytes ? flac : null,
        audioTrack: track !== null && track !== 'locked' && track.sizeBytes < sizeBytes ? { sizeBytes: track.sizeBytes, codec: track.codec } : null,
        isSoundLocked: track === 'locked',
        trial: durationSeconds !== null && durationSeconds > TRIAL_SECONDS
      }
    },
    async prepare(inputId, preparation) {
      if (running.has(inputId)) throw new AppError('invalidInput', { detail: 'this is under way' })
      const controller = new AbortController()
      const work = make(inputId, preparation, controller.signal)
      running.set(inputId, { controller, ended: work.catch(() => undefined) }) // told to whoever asked
      try {
        return await work
      } finally {
        running.delete(inputId)
      }
    },
    stop(inputId) {
      running.get(inputId)?.controller.abort()
    },
    async undo(inputId) {
      const file = fileBehind(inputId)
      const input = inputs.put(songOf(file))
      await letGo(file)
      return input
    },
    listen: (inputId) => {
      fileBehind(inputId)
      return studio().open(`${SESSION}${inputId}`)
    },
    resultsOf(sessionId) {
      if (!sessionId.startsWith(SESSION)) return null
      const { path, name } = songOf(fileBehind(sessionId.slice(SESSION.length)))
      return { title: name, algorithmName: '', files: [{ index: 0, stem: 'Original', path, fileName: name }], original: null }
    },
    async reuse(jobIds) {
      const taken = new Map<string, Input>()
      const sources: JobSource[] = []
      for (const job of jobs.list().filter(({ id }) => jobIds.includes(id))) {
        const [source] = jobs.sourcesOf([job.id])
        const file = fileOf(source ?? null)
        const { prepared, name, durationSeconds } = job.input
        const isHere = file?.original !== undefined && prepared !== undefined && (await isSame(file))
        if (file?.original !== undefined && prepared !== undefined && isHere) {
          if (!taken.has(file.path)) taken.set(file.path, inputs.put({ ...file, id: randomUUID(), name, durationSeconds, prepared }))
        } else if (source !== undefined) sources.push(source)
      }
      const { added, refused } = await inputs.addSources(sources)
      return { added: [...taken.values(), ...added], refused }
    },
    wholeSongs(jobIds) {
      const songs = new Map(jobs.sourcesOf(jobIds).map(fileOf).flatMap((file) => {
        if (file?.original === undefined) return []
        const { original, below } = file
        return [[original.path, { ...original, ...(below === undefined ? {} : { below }) }]]
      }))
      return inputs.addSources([...songs.values()])
    },
    onProgress: (listener) => progress.on(listener),
    async dispose() {
      for (const { controller } of running.values()) controller.abort()
      await Promise.all([...running.values()].map(({ ended }) => ended))
      progress.clear()
    }
  }
}

async function isSame({ path, sizeBytes, mtimeMs }: { readonly path: string; readonly sizeBytes: number; readonly mtimeMs: number }): Promise<boolean> {
  const now = await stat(path).catch(() => null) // gone: the song itself is taken then
  return now?.size === sizeBytes && now.mtimeMs === mtimeMs
}
