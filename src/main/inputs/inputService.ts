import { randomUUID } from 'node:crypto'
import { access, constants, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { probeAudio } from '../../codecs/probe'
import { CodecError, type CodecErrorCode } from '../../codecs/types'
import { nameOfLink, type Link, type RemoteType } from '../../shared/domain/link'
import type { AddedInputs, Input, LookedInputs, RefusedInput } from '../../shared/domain/input'
import { AppError, type ErrorCode, toErrorInfo } from '../../shared/errors/appError'
import { fileOf, type FileSource, type JobSource } from '../jobs/jobSource'
import { createEmitter } from '../util/emitter'
import { createLookLater } from './lookLater'
import { sortPaths } from './sortPaths'
import { walkFolders } from './walkFolders'

/** A file with what only main may know of it. */
export interface StoredFile extends Input {
  readonly path: string
  readonly mtimeMs: number
  /** The folders it was found in, from the one that was added on. */
  readonly below?: readonly string[]
  /** The song that a prepared file was made from. */
  readonly original?: FileSource
}

export interface StoredLink extends Input {
  readonly link: Link
}

export type StoredInput = StoredFile | StoredLink

export interface InputService {
  /**
   * Takes files and the songs in folders. Few files are looked at first, and those that cannot be separated come back in
   * `refused`, each with its reason; many, and those of folders, come at once with `isLooking`, for `lookAt`. Throws AppError('cancelled') after `stopAdding`: nothing is added then.
   */
  add(paths: readonly string[]): Promise<AddedInputs>
  /** Ends every walk through folders that is under way. */
  stopAdding(): void
  /** Looks at those of these that came with `isLooking`, each once: asked for by who shows them, so that nothing is told before they are known. */
  lookAt(inputIds: readonly string[]): void
  onLooked(listener: (looked: LookedInputs) => void): () => void
  /** Takes links in, as they are: the service fetches them, and nobody here looks at them. */
  addLinks(links: readonly Link[]): readonly Input[]
  /** Where a link leads, at the person's word; throws AppError('invalidInput') for what is no link here. */
  setLinkKind(inputId: string, remoteType: RemoteType): Input
  /** Takes in what jobs were made from, links too, a reference beside its target; files keep the folders they were found in. */
  addSources(sources: readonly JobSource[]): Promise<AddedInputs>
  /** Takes in a file that is known already, or puts another one in an input's place, under the same id. */
  put(file: StoredFile): Input
  remove(inputIds: readonly string[]): void
  /** The inputs behind these ids, in their order; throws AppError('invalidInput') for an unknown id. */
  take(inputIds: readonly string[]): readonly StoredInput[]
}

const FILES_AT_ONCE = 4
/** So many can be looked at while somebody waits. */
const MOST_LOOKED_AT_FIRST = 32

/** Keeps the dropped files of this run: ids go to the window, paths stay here. */
export function createInputService(): InputService {
  const inputs = new Map<string, StoredInput>()

  const looked = createEmitter<LookedInputs>()
  const additions = new Set<AbortController>()
  const unlooked = new Set<string>()

  const later = createLookLater(
    async (id) => {
      const before = inputs.get(id)
      if (before === undefined || !('path' in before)) return null
      try {
        const { durationSeconds, sizeBytes, mtimeMs } = await readInput(before.path)
        if (!inputs.has(id)) return null
        const { isLooking: _isLooking, ...known } = before
        inputs.set(id, { ...known, durationSeconds, sizeBytes, mtimeMs })
        return { id, durationSeconds }
      } catch (error) {
        return inputs.delete(id) ? { id, name: before.name, error: toErrorInfo(error) } : null
      }
    },
    (told) => {
      looked.emit({ lengths: told.flatMap((one) => ('error' in one ? [] : [one])), refused: told.flatMap((one) => ('error' in one ? [one] : [])) })
    }
  )
  /** Takes files as they are. */
  const takeAtOnce = (files: readonly Pick<StoredFile, 'path' | 'name' | 'sizeBytes' | 'mtimeMs' | 'below'>[]): readonly Input[] => {
    const taken = files.map((file): StoredFile => ({ ...file, id: randomUUID(), durationSeconds: null, isLooking: true }))
    for (const file of taken) {
      inputs.set(file.id, file)
      unlooked.add(file.id)
    }
    return taken.map(({ id, name, sizeBytes }) => ({ id, name, sizeBytes, durationSeconds: null, isLooking: true }))
  }

  const look = async (path: string): Promise<Input | RefusedInput> => {
    try {
      const input = await readInput(path)
      inputs.set(input.id, input)
      return toInput(input)
    } catch (error) {
      return { name: basename(path), error: toErrorInfo(error) }
    }
  }

  const lookAtFirst = async (paths: readonly string[]): Promise<AddedInputs> => {
    const answers: (Input | RefusedInput)[] = []
    for (let at = 0; at < paths.length; at += FILES_AT_ONCE) {
      answers.push(...(await Promise.all(paths.slice(at, at + FILES_AT_ONCE).map(look))))
    }
    return {
      added: answers.filter((answer): answer is Input => 'id' in answer),
      refused: answers.filter((answer): answer is RefusedInput => 'error' in answer)
    }
  }
  const add = async (paths: readonly string[]): Promise<AddedInputs> => {
    const addition = new AbortController()
    additions.add(addition)
    try {
      const { folders, files } = await sortPaths(paths)
      // First, because it may be stopped.
      const walk = folders.length === 0 ? null : await walkFolders(folders, addition.signal)
      const named = files.length > MOST_LOOKED_AT_FIRST ? { added: takeAtOnce(files), refused: [] } : await lookAtFirst(files.map(({ path }) => path))
      if (walk === null) return named
      const { leftOut, unreadable, isCut } = walk
      return { added: [...named.added, ...takeAtOnce(walk.files)], refused: named.refused, walked: { songs: walk.files.length, leftOut, unreadable, isCut } }
    } finally {
      additions.delete(addition)
    }
  }
  const addLinks = (links: readonly Link[]): readonly Input[] =>
    links.map((link) => {
      const input: StoredLink = { id: randomUUID(), name: nameOfLink(link.url), sizeBytes: 0, durationSeconds: null, link }
      inputs.set(input.id, input)
      return input
    })

  const pathOf = (id: string): string | undefined => {
    const input = inputs.get(id)
    return input !== undefined && 'path' in input ? input.path : undefined
  }

  return {
    add,
    stopAdding() {
      for (const addition of additions) addition.abort()
    },
    lookAt(inputIds) {
      later.add(inputIds.filter((id) => unlooked.delete(id)))
    },
    onLooked: (listener) => looked.on(listener),
    addLinks,
    async addSources(sources) {
      const files = sources.map(fileOf).filter((file) => file !== null)
      const { added, refused } = await add([...new Set(files.flatMap(({ path, reference }) => [path, reference?.path ?? []].flat()))])
      const belowOf = new Map(files.map(({ path, below }) => [path, below]))
      for (const { id } of added) {
        const input = inputs.get(id)
        const below = input !== undefined && 'path' in input ? belowOf.get(input.path) : undefined
        if (input !== undefined && below !== undefined) inputs.set(id, { ...input, below })
      }
      const [reference, ...others] = new Set(files.flatMap((file) => file.reference?.path ?? []))
      // Matched to several they cannot be all at once again: then the person chooses.
      const referenceId = others.length > 0 ? undefined : added.find(({ id }) => pathOf(id) === reference)?.id
      return {
        added: [...added, ...addLinks(sources.flatMap((source) => ('url' in source ? [source] : [])))], refused,
        ...(reference === undefined || referenceId === undefined ? {} : { referenceId })
      }
    },
    setLinkKind(inputId, remoteType) {
      const before = inputs.get(inputId)
      if (before === undefined || !('link' in before)) throw new AppError('invalidInput', { detail: 'not a link' })
      const input: StoredLink = { ...before, link: { ...before.link, remoteType } }
      inputs.set(inputId, input)
      return input
    },
    put(file) {
      inputs.set(file.id, file)
      return toInput(file)
    },
    remove(inputIds) {
      for (const id of inputIds) inputs.delete(id)
    },
    take(inputIds) {
      return inputIds.map((id) => {
        const input = inputs.get(id)
        if (input === undefined) throw new AppError('invalidInput', { detail: 'unknown input' })
        if (input.isLooking === true) throw new AppError('invalidInput', { detail: 'still being looked at' })
        return input
      })
    }
  }
}

/** What the window may know of a file. */
const toInput = ({ id, name, sizeBytes, durationSeconds, prepared }: StoredFile): Input =>
  ({ id, name, sizeBytes, durationSeconds, ...(prepared === undefined ? {} : { prepared }) })

const REFUSALS: { readonly [Code in CodecErrorCode]?: ErrorCode } = { noSound: 'videoSilent', damaged: 'fileUndecodable' }

async function readInput(path: string): Promise<StoredFile> {
  const name = basename(path)
  const found = await stat(path).catch((error: unknown) => {
    throw fileError(error, name)
  })
  if (found.isDirectory()) throw new AppError('fileIsFolder', { subject: name })
  if (!found.isFile()) throw new AppError('fileNotAudio', { subject: name })
  if (found.size === 0) throw new AppError('fileEmpty', { subject: name })
  try {
    await access(path, constants.R_OK)
    const { durationSeconds } = await probeAudio(path)
    return { id: randomUUID(), name, path, sizeBytes: found.size, mtimeMs: found.mtimeMs, durationSeconds }
  } catch (error) {
    if (error instanceof CodecError) throw new AppError(REFUSALS[error.code] ?? 'fileNotAudio', { subject: name, detail: error.message })
    throw fileError(error, name)
  }
}

function fileError(error: unknown, name: string): AppError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return new AppError(code === 'ENOENT' ? 'fileMissing' : 'fileUnreadable', { subject: name, cause: error })
}
