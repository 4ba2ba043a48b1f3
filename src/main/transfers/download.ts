import { lstat, rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { AppError } from '../../shared/errors/appError'
import type { Connections } from '../network/connections'
import type { MinimumRate } from '../network/minimumRate'
import { backOffMs, type BackOff } from './backOff'
import { fetchOnce } from './downloadAttempt'
import { notePath, openPart, partPath } from './partFile'
import { readNote } from './partNote'
import type { PartFile } from './partWriter'
import { placeFile } from './placeFile'
import { isErrorPage } from './sniff'
import { folderError, isOutOfFiles } from './systemError'

export interface DownloadRequest {
  readonly url: string
  /** The job's API base: decides which addresses its results may come from. */
  readonly apiBase: string
  /** Absolute path of the job's folder; it must exist. */
  readonly folder: string
  /** Leaf name, made by fileName.ts. */
  readonly fileName: string
  /** Bytes as the service announced them; null when it did not. */
  readonly announcedBytes: number | null
  readonly signal: AbortSignal
  /** Bytes of the file that are here, and of the whole when known. */
  readonly onProgress: (doneBytes: number, totalBytes: number | null) => void
  /** Whether it waits for a way to the server after several tries brought nothing, and when bytes come again. */
  readonly onCutOff?: (isCutOff: boolean) => void
}

export interface DownloadedFile {
  /** The name it got: another than asked for only when that was taken by a file that is not ours. */
  readonly fileName: string
  readonly sizeBytes: number
}

export interface DownloadParts {
  /** Waits between tries, in milliseconds; may end early (the network came back). Rejects when the signal fires. */
  readonly pause: (delayMs: number, signal: AbortSignal) => Promise<void>
  /** 0 (included) to 1 (excluded). */
  readonly random: () => number
  /** Longest silence on an open connection, in milliseconds. */
  readonly idleTimeoutMs?: number
  /** The ways out of this computer; by default direct ones. */
  readonly connections?: Connections
  /** Slower answers are given up and resumed over another connection; by default none is. */
  readonly minimumRate?: MinimumRate
}

/** What one request of a download is made over. */
export interface DownloadLine extends Pick<DownloadParts, 'connections' | 'minimumRate'> {
  readonly idleTimeoutMs: number
}

export type Download = (request: DownloadRequest) => Promise<DownloadedFile>

const IDLE_TIMEOUT_MS = 45_000
const BACK_OFF: BackOff = { firstMs: 1_000, largestMs: 60_000 }
const MOST_TRIES_WITHOUT_PROGRESS = 6
const MOST_DAMAGED = 3
const MOST_OUT_OF_FILES = 20
const HEAD_BYTES = 512

/**
 * Builds the download of one result: `.part`, resumed by Range across tries and restarts, verified, synced, renamed
 * without overwriting. Being offline is waited out without end; other passing errors only while bytes still come.
 * Throws AppError: 'diskFull' | 'fileTooLarge' | 'folderUnwritable' | 'resultUntrusted' | 'downloadDamaged' | 'jobNotFound' | 'refused' |
 * 'tlsFailed' | 'serverUnreachable' | 'serverError' | 'rateLimited' | 'cancelled'. What is here stays for a next time.
 */
export function createDownload(parts: DownloadParts): Download {
  return async (request) => {
    for (let times = 1; ; times += 1) {
      try {
        return await downloadOnce(request, parts)
      } catch (error) {
        if (request.signal.aborted) throw new AppError('cancelled', { cause: error })
        if (!isOutOfFiles(error) || times >= MOST_OUT_OF_FILES) throw folderError(error, request.folder)
        // While this one waits it holds no file open: fewer go on at once, until there is room for it (A7 row 18).
        await parts.pause(backOffMs(BACK_OFF, times, parts.random), request.signal)
      }
    }
  }
}

async function downloadOnce(request: DownloadRequest, parts: DownloadParts): Promise<DownloadedFile> {
  const { folder } = request
  const there = await finishedEarlier(request)
  if (there !== null) return there
  const part = await openPart(folder, request.fileName, request.url)
  try {
    await fetchWhole(part, request, parts)
    await part.finish()
  } finally {
    await part.close()
  }
  const fileName = await placeFile(partPath(folder, request.fileName), folder, request.fileName)
  return { fileName, sizeBytes: part.position }
}

/** Removes what unfinished or just finished downloads of these names left beside them. Never touches results. */
export async function clearTraces(folder: string, fileNames: readonly string[]): Promise<void> {
  for (const fileName of fileNames) {
    await rm(partPath(folder, fileName), { force: true })
    await rm(notePath(folder, fileName), { force: true })
  }
}

/** A kill after the rename and before the ledger knew: the file is whole and ours, so nothing is fetched. */
async function finishedEarlier({ folder, fileName, announcedBytes }: DownloadRequest): Promise<DownloadedFile | null> {
  const target = await lstat(join(folder, fileName)).catch(() => null)
  if (target === null || !target.isFile()) return null
  const part = await lstat(partPath(folder, fileName)).catch(() => null)
  if (part !== null && part.ino !== target.ino) return null
  const note = await readNote(notePath(folder, fileName))
  const whole = note !== null && note.totalBytes === note.syncedBytes ? note.totalBytes : announcedBytes
  if (whole !== target.size) return null
  await rm(partPath(folder, fileName), { force: true })
  return { fileName, sizeBytes: target.size }
}

async function fetchWhole(part: PartFile, request: DownloadRequest, parts: DownloadParts): Promise<void> {
  let failures = 0
  let damaged = 0
  for (;;) {
    const before = part.position
    try {
      await fetchOnce(part, request, { ...parts, idleTimeoutMs: parts.idleTimeoutMs ?? IDLE_TIMEOUT_MS })
      if (isErrorPage(await part.head(HEAD_BYTES), extname(request.fileName).slice(1))) {
        throw new AppError('downloadDamaged', { detail: 'the server sent a page instead of a result' })
      }
      return
    } catch (error) {
      if (!(error instanceof AppError) || request.signal.aborted || isOutOfFiles(error)) throw error
      if (error.code === 'downloadDamaged') {
        await part.restart(null, null)
        damaged += 1
        if (damaged >= MOST_DAMAGED) throw error
      } else if (!passes(error)) throw error
      failures = part.position > before ? 1 : failures + 1
      if (error.code !== 'offline' && failures >= MOST_TRIES_WITHOUT_PROGRESS) throw error
      const delayMs = Math.max(backOffMs(BACK_OFF, failures, parts.random), error.retryAfterMs ?? 0)
      if (failures > 1 && isNoWay(error)) request.onCutOff?.(true)
      await parts.pause(delayMs, request.signal)
    }
  }
}

const isNoWay = ({ code }: AppError): boolean => code === 'offline' || code === 'serverUnreachable' || code === 'notMvsep'

const passes = ({ code }: AppError): boolean =>
  code === 'offline' || code === 'serverUnreachable' || code === 'serverError' || code === 'rateLimited' || code === 'notMvsep'
