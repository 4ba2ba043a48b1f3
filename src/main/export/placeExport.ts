import { lstat, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { CollisionPolicy } from '../../shared/domain/exports'
import { placeFile } from '../transfers/placeFile'
import { codeOf } from '../transfers/systemError'
import { syncFolder } from '../util/writeFileAtomic'

/** Whether something has this name, be it a link to nowhere. Node's other errors pass through. */
export async function isTaken(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false
    throw error
  }
}

/** The names that are taken in a folder. */
export async function takenNames(folder: string, fileNames: readonly string[]): Promise<readonly string[]> {
  const taken = await Promise.all(fileNames.map((name) => isTaken(join(folder, name))))
  return fileNames.filter((_, index) => taken[index])
}

/**
 * Whether an export may take this file's place: a plain file that is neither the song nor one of the job's own results,
 * under whatever name or link.
 */
export async function mayReplace(path: string, keptPaths: readonly string[]): Promise<boolean> {
  const file = await lstat(path, { bigint: true })
  if (!file.isFile()) return false
  const kept = await Promise.all(keptPaths.map((keptPath) => stat(keptPath, { bigint: true }).catch(() => undefined))) // gone: nothing to keep
  return !kept.some((other) => other !== undefined && other.ino === file.ino && other.dev === file.dev)
}

export interface Placing {
  readonly folder: string
  readonly policy: CollisionPolicy
  /** Files that no policy replaces. */
  readonly keptPaths: readonly string[]
}

/** Gives a finished file its name; one that must not be replaced gets a number. Answers the leaf name. Errors are Node's. */
export async function placeExport(fromPath: string, fileName: string, { folder, policy, keptPaths }: Placing): Promise<string> {
  const path = join(folder, fileName)
  if (policy === 'replace' && (await isTaken(path)) && (await mayReplace(path, keptPaths))) {
    await rename(fromPath, path)
    await syncFolder(folder)
    return fileName
  }
  return placeFile(fromPath, folder, fileName)
}

/** Removes files that an export leaves behind; those that are not there are fine. */
export async function removeAll(paths: readonly string[]): Promise<void> {
  await Promise.all(paths.map((path) => rm(path, { force: true })))
}
