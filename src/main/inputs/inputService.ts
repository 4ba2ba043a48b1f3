import { randomUUID } from 'node:crypto'
import { access, constants, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { probeAudio } from '../../codecs/probe'
import { CodecError } from '../../codecs/types'
import type { AddedInputs, Input, RefusedInput } from '../../shared/domain/input'
import { nameOfLink, type Link, type RemoteType } from '../../shared/domain/link'
import { AppError, toErrorInfo } from '../../shared/errors/appError'
import { fileOf, type JobSource } from '../jobs/jobSource'

/** A file with what only main may know of it. */
export interface StoredFile extends Input {
  readonly path: string
  readonly mtimeMs: number
}

export interface StoredLink extends Input {
  readonly link: Link
}

export type StoredInput = StoredFile | StoredLink

export interface InputService {
  /** Looks at each file; those that cannot be separated come back in `refused`, each with its reason. */
  add(paths: readonly string[]): Promise<AddedInputs>
  /** Takes links in, as they are: the service fetches them, and nobody here looks at them. */
  addLinks(links: readonly Link[]): readonly Input[]
  /** Where a link leads, at the person's word; throws AppError('invalidInput') for what is no link here. */
  setLinkKind(inputId: string, remoteType: RemoteType): Input
  /** Takes in what jobs were made from, links too, a reference beside its target. */
  addSources(sources: readonly JobSource[]): Promise<AddedInputs>
  remove(inputIds: readonly string[]): void
  /** The inputs behind these ids, in their order; throws AppError('invalidInput') for an unknown id. */
  take(inputIds: readonly string[]): readonly StoredInput[]
}

const FILES_AT_ONCE = 4

/** Keeps the dropped files of this run: ids go to the window, paths stay here. */
export function createInputService(): InputService {
  const inputs = new Map<string, StoredInput>()

  const look = async (path: string): Promise<Input | RefusedInput> => {
    try {
      const input = await readInput(path)
      inputs.set(input.id, input)
      return { id: input.id, name: input.name, sizeBytes: input.sizeBytes, durationSeconds: input.durationSeconds }
    } catch (error) {
      return { name: basename(path), error: toErrorInfo(error) }
    }
  }

  const add = async (paths: readonly string[]): Promise<AddedInputs> => {
    const answers: (Input | RefusedInput)[] = []
    for (let at = 0; at < paths.length; at += FILES_AT_ONCE) {
      answers.push(...(await Promise.all(paths.slice(at, at + FILES_AT_ONCE).map(look))))
    }
    return {
      added: answers.filter((answer): answer is Input => 'id' in answer),
      refused: answers.filter((answer): answer is RefusedInput => 'error' in answer)
    }
  }
  const addLinks = (links: readonly Link[]): readonly Input[] =>
    links.map((link) => {
      const input: StoredLink = { id: randomUUID(), name: nameOfLink(link.url), sizeBytes: 0, durationSeconds: null, link }
      inputs.set(input.id, input)
      return input
    })

  return {
    add,
    addLinks,
    async addSources(sources) {
      const files = sources.map(fileOf).filter((file) => file !== null)
      const { added, refused } = await add([...new Set(files.flatMap(({ path, reference }) => [path, reference?.path ?? []].flat()))])
      return { added: [...added, ...addLinks(sources.flatMap((source) => ('url' in source ? [source] : [])))], refused }
    },
    setLinkKind(inputId, remoteType) {
      const before = inputs.get(inputId)
      if (before === undefined || !('link' in before)) throw new AppError('invalidInput', { detail: 'not a link' })
      const input: StoredLink = { ...before, link: { ...before.link, remoteType } }
      inputs.set(inputId, input)
      return input
    },
    remove(inputIds) {
      for (const id of inputIds) inputs.delete(id)
    },
    take(inputIds) {
      return inputIds.map((id) => {
        const input = inputs.get(id)
        if (input === undefined) throw new AppError('invalidInput', { detail: 'unknown input' })
        return input
      })
    }
  }
}

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
    if (error instanceof CodecError) throw new AppError('fileNotAudio', { subject: name, detail: error.message })
    throw fileError(error, name)
  }
}

function fileError(error: unknown, name: string): AppError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return new AppError(code === 'ENOENT' ? 'fileMissing' : 'fileUnreadable', { subject: name, cause: error })
}
