import { link, lstat, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../util/writeFileAtomic'
import { AppError } from '../../shared/errors/appError'
import { numbered } from './fileName'
import { codeOf } from './systemError'

const MOST_NUMBERS = 9999
// File systems without hard links (exFAT, many network shares) answer one of these.
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL', 'EISDIR', 'EACCES', 'UNKNOWN'])

/**
 * Gives a finished file its name, never over another: a taken name gets a number. Answers the leaf name it got; the
 * folder is synced. Errors are Node's.
 */
export async function placeFile(fromPath: string, folder: string, fileName: string): Promise<string> {
  for (let number = 1; number <= MOST_NUMBERS; number += 1) {
    const name = number === 1 ? fileName : numbered(fileName, number)
    if (await take(fromPath, join(folder, name))) {
      await syncFolder(folder)
      return name
    }
  }
  throw new AppError('folderUnwritable', { detail: 'too many files of this name' })
}

async function take(fromPath: string, toPath: string): Promise<boolean> {
  try {
    await link(fromPath, toPath)
    await rm(fromPath)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return sameFile(fromPath, toPath)
    if (!NO_LINKS.has(codeOf(error))) throw error
    return reserveAndRename(fromPath, toPath)
  }
}

/** A kill between link and unlink leaves both names on one file: then the work is only half done, not in the way. */
async function sameFile(fromPath: string, toPath: string): Promise<boolean> {
  const [from, to] = [await lstat(fromPath, { bigint: true }), await lstat(toPath, { bigint: true })]
  if (from.ino !== to.ino || from.dev !== to.dev || from.nlink < 2n) return false
  await rm(fromPath)
  return true
}

async function reserveAndRename(fromPath: string, toPath: string): Promise<boolean> {
  try {
    const reserved = await open(toPath, 'wx')
    await reserved.close()
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
  await rename(fromPath, toPath)
  return true
}
