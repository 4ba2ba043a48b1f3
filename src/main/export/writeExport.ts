import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type CollisionPolicy, type ExportContent, MOST_LOWERING_DECIBELS, type ExportOutcome } from '../../shared/domain/exports'
import { createExportControl, exportFraction, stopExport } from '../audio/exportControl'
import { zipFileName } from './exportNames'
import { type Made, makeFiles, type MakeParts, toAppError } from './makeFiles'
import { passingNames, sweepLeft } from './passingNames'
import { placeExport, removeAll } from './placeExport'
import type { PreparedExport } from './prepareExport'

/** How and where prepared files are written. */
export interface Writing {
  readonly content: ExportContent
  readonly prepared: PreparedExport
  readonly folder: string
  /** 'skip' has left out what is taken before. */
  readonly policy: CollisionPolicy
  readonly mayClip: boolean
  readonly zip: boolean
  readonly signal: AbortSignal
  readonly onFraction: (fraction: number) => void
}

export type Written =
  | Extract<ExportOutcome, { kind: 'clips' }>
  | { readonly kind: 'written'; readonly fileNames: readonly string[]; readonly overDecibels: number | null }

const ZIP_INTERVAL_MS = 100
/** Making is most of the work of a zip, storing the rest. */
const MAKING_SHARE = 0.8

/**
 * Makes every file under a passing name in the folder, then gives them their names; what fails or is cancelled leaves
 * nothing behind. @throws AppError diskFull, folderUnwritable, fileMissing, fileUnreadable, fileUndecodable, cancelled
 */
export async function writeExport(parts: MakeParts, writing: Writing): Promise<Written> {
  const { content, prepared, folder, mayClip, zip, signal, onFraction } = writing
  const { wanted, fileNames, title, job, session, tags } = prepared
  await sweepLeft(folder, Date.now(), parts.log)
  const { files, archive } = passingNames(folder, wanted.length)
  const paths = [...files]
  const share = zip ? MAKING_SHARE : 1
  const making = { content, job, session, title, tags, mayClip, folder, signal, onFraction: (fraction: number) => { onFraction(fraction * share) } }
  const made = await makeFiles(parts, making, wanted, paths)
  if (!made.areWritten) return toClips(made)
  const placed: string[] = []
  try {
    if (zip) {
      await storeZip(parts, writing, files.map((path, index) => ({ path, name: fileNames[index] ?? '' })), archive)
      paths.push(archive)
      placed.push(await placeExport(archive, zipFileName(title), { ...writing, keptPaths: prepared.keptPaths }))
    } else {
      for (const [index, path] of files.entries()) {
        placed.push(await placeExport(path, fileNames[index] ?? '', { ...writing, keptPaths: prepared.keptPaths }))
      }
    }
    return { kind: 'written', fileNames: placed, overDecibels: made.peak > 1 && content.format === 'wav32f' ? toDecibels(made.peak) : null }
  } catch (error) {
    // What replaced another cannot be taken back; what has a name of its own is.
    if (writing.policy !== 'replace') await removeAll(placed.map((name) => join(folder, name)))
    throw toAppError(error, folder)
  } finally {
    await removeAll(paths)
  }
}

async function storeZip(
  { pool }: MakeParts,
  { signal, onFraction }: Writing,
  files: readonly { readonly path: string; readonly name: string }[],
  path: string
): Promise<void> {
  const control = createExportControl()
  const stop = (): void => { stopExport(control) }
  const look = setInterval(() => { onFraction(MAKING_SHARE + (1 - MAKING_SHARE) * exportFraction(control)) }, ZIP_INTERVAL_MS)
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  try {
    await pool.run({ kind: 'zip', files, path, control })
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    clearInterval(look)
    signal.removeEventListener('abort', stop)
  }
}

const toDecibels = (peak: number): number => 20 * Math.log10(peak)

function toClips({ peak }: Made): Extract<ExportOutcome, { kind: 'clips' }> {
  const peakDecibels = toDecibels(peak)
  // Up to the next tenth, so that what is offered is read as it is and is enough.
  const lowerByDecibels = Math.min(MOST_LOWERING_DECIBELS, Math.ceil(peakDecibels * 10 + 1e-9) / 10)
  return { kind: 'clips', peakDecibels, lowerByDecibels }
}
