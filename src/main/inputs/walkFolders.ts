import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { isSoundName } from '../../shared/domain/soundNames'
import { AppError } from '../../shared/errors/appError'

/** A song in a folder; it was not opened. */
export interface FoundFile {
  /** Absolute, without a link in it. */
  readonly path: string
  /** Leaf name as it stands in the folder. */
  readonly name: string
  readonly sizeBytes: number
  readonly mtimeMs: number
  /** Names of the folders it lies in, from the folder that was given on. */
  readonly below: readonly string[]
}

export interface FolderWalk {
  /** In the order people read folders: by name with numbers as numbers, a folder's own files before its folders. */
  readonly files: readonly FoundFile[]
  /** Everything else that was seen: other files, links to folders, what is too deep. Hidden things are not seen. */
  readonly leftOut: number
  /** Folders and files that could not be read. */
  readonly unreadable: number
  /** Whether a limit ended it, so that there may be more. */
  readonly isCut: boolean
}

export interface WalkLimits {
  /** Folders in folders; the one that was given is the first. */
  readonly depth: number
  readonly files: number
  /** Names looked at altogether, so that a whole disk is no endless work. */
  readonly names: number
}

export const WALK_LIMITS: WalkLimits = { depth: 16, files: 5_000, names: 200_000 }

const SYSTEM_FOLDERS: ReadonlySet<string> = new Set([
  '$recycle.bin', 'system volume information', 'lost+found', '__macosx', '@eadir', 'node_modules', '#recycle', '$windows.~bt'
])
const STATS_AT_ONCE = 64
const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** Whether a name in a folder is one people do not see or mean. */
export const isHiddenName = (name: string): boolean => name.startsWith('.') || SYSTEM_FOLDERS.has(name.toLowerCase())

interface Link {
  readonly path: string
  readonly below: readonly string[]
}

/**
 * Finds the songs in these folders and in the folders in them, by their names: nothing is opened. Links to folders are not
 * followed, so that nothing goes round in circles; a link to a file counts once, and not beside the file itself. Throws
 * AppError('cancelled') when `signal` says so; what cannot be read is counted.
 */
export async function walkFolders(folders: readonly string[], signal: AbortSignal, limits: WalkLimits = WALK_LIMITS): Promise<FolderWalk> {
  const files: FoundFile[] = []
  const links: Link[] = []
  const seen = new Set<string>()
  let [leftOut, unreadable, names, isCut] = [0, 0, 0, false]

  const isFull = (): boolean => files.length >= limits.files || names >= limits.names
  const take = async (path: string, name: string, below: readonly string[]): Promise<void> => {
    const found = await stat(path).catch(() => null)
    if (found === null) unreadable += 1
    else if (found.isFile()) files.push({ path, name, sizeBytes: found.size, mtimeMs: found.mtimeMs, below })
    else leftOut += 1
  }
  const takeAll = async (paths: readonly string[], below: readonly string[]): Promise<void> => {
    const room = limits.files - files.length
    if (paths.length > room) isCut = true
    const wanted = paths.slice(0, room)
    const start = files.length
    for (let at = 0; at < wanted.length; at += STATS_AT_ONCE) {
      signal.throwIfAborted()
      await Promise.all(wanted.slice(at, at + STATS_AT_ONCE).map((path) => take(path, basename(path), below)))
    }
    const own = files.splice(start)
    files.push(...own.sort((one, other) => byName.compare(one.name, other.name)))
  }

  const enter = async (folder: string, below: readonly string[]): Promise<void> => {
    signal.throwIfAborted()
    if (seen.has(folder)) return
    seen.add(folder)
    if (isFull()) {
      isCut = true
      return
    }
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => null)
    if (entries === null) {
      unreadable += 1
      return
    }
    names += entries.length
    const { songs, folders: inner, links: found, others } = sort(entries)
    leftOut += others
    links.push(...found.map((name) => ({ path: join(folder, name), below })))
    const fresh = songs.map((name) => join(folder, name)).filter((path) => !seen.has(path))
    for (const path of fresh) seen.add(path)
    await takeAll(fresh, below)
    if (below.length >= limits.depth) {
      leftOut += inner.length
      isCut ||= inner.length > 0
      return
    }
    for (const name of inner) await enter(join(folder, name), [...below, name])
  }

  const follow = async ({ path, below }: Link): Promise<void> => {
    signal.throwIfAborted()
    const real = await realpath(path).catch(() => null)
    const found = real === null ? null : await stat(real).catch(() => null)
    if (real === null || found === null) unreadable += 1
    else if (!found.isFile() || !isSoundName(basename(path))) leftOut += 1
    else if (!seen.has(real)) {
      seen.add(real)
      if (files.length >= limits.files) isCut = true
      else files.push({ path: real, name: basename(path), sizeBytes: found.size, mtimeMs: found.mtimeMs, below })
    }
  }

  try {
    for (const folder of folders) {
      const real = await realpath(folder).catch(() => null)
      if (real === null) unreadable += 1
      else await enter(real, [nameOfRoot(real)])
    }
    // Behind everything else, so that a file stands where it lies and not where a link to it does.
    for (const link of links) await follow(link)
  } catch (error) {
    if (signal.aborted) throw new AppError('cancelled', { cause: error })
    throw error
  }
  return { files, leftOut, unreadable, isCut }
}

/** A whole disk has no name of its own. */
const nameOfRoot = (folder: string): string => basename(folder) || dirname(folder).replace(/[^\p{Letter}\p{Number}]/gu, '') || 'Disk'

function sort(entries: readonly Dirent[]): { readonly songs: string[]; readonly folders: string[]; readonly links: string[]; readonly others: number } {
  const [songs, folders, links]: [string[], string[], string[]] = [[], [], []]
  let others = 0
  for (const entry of entries) {
    if (isHiddenName(entry.name)) continue
    if (entry.isDirectory()) folders.push(entry.name)
    else if (entry.isSymbolicLink()) links.push(entry.name)
    else if (entry.isFile() && isSoundName(entry.name)) songs.push(entry.name)
    else others += 1
  }
  return { songs, folders: folders.sort(byName.compare), links: links.sort(byName.compare), others }
}
