import { randomUUID } from 'node:crypto'
import { mkdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { DragOutcome, ExportContent } from '../../shared/domain/exports'
import { AppError } from '../../shared/errors/appError'
import { folderError } from '../transfers/systemError'
import type { MakeParts } from './makeFiles'
import { isTaken, removeAll } from './placeExport'
import { prepareExport, type PrepareParts } from './prepareExport'
import { haveSameContent } from './sameContent'
import { writeExport } from './writeExport'

export interface DragParts extends PrepareParts, MakeParts {
  /** The system's side: files follow the mouse until it is let go. */
  readonly desktop: { startDrag(paths: readonly string[]): void }
}

export interface DragService {
  /** Makes copies that can be dragged out of the window, or finds those that are there. @throws AppError as writeExport */
  prepare(content: ExportContent): Promise<DragOutcome>
  /** Hands the files to the system while the mouse is held down. @throws AppError invalidInput, fileMissing, fileChanged */
  start(dragId: string): Promise<void>
  /** Stops what is still being made. */
  dispose(): Promise<void>
}

interface Dragged {
  readonly id: string
  readonly files: readonly { readonly path: string; readonly sizeBytes: number; readonly mtimeMs: number }[]
}

/**
 * Where the copies lie, inside the job's folder: many programs go on using the file that was dropped, where it was, so it
 * must stay there. The results themselves are never handed out: what edits a file in place would edit them.
 */
const FOLDER = 'Dragged out'

/** Files that can be dragged into other programs. */
export function createDragService(parts: DragParts): DragService {
  const ready = new Map<string, Dragged>()
  const byContent = new Map<string, Promise<DragOutcome>>()
  const controller = new AbortController()

  async function make(content: ExportContent): Promise<DragOutcome> {
    const prepared = await prepareExport(parts, content)
    const folder = join(prepared.job.folder, FOLDER)
    await mkdir(folder, { recursive: true }).catch((error: unknown) => { throw folderError(error, folder) })
    const written = await writeExport(parts, {
      content, prepared, folder, policy: 'number', mayClip: false, zip: false, signal: controller.signal, onFraction: () => undefined
    })
    if (written.kind === 'clips') return written
    const paths = await Promise.all(written.fileNames.map((name, index) => reuse(folder, name, prepared.fileNames[index] ?? name)))
    const files = await Promise.all(paths.map(async (path) => {
      const { size, mtimeMs } = await stat(path)
      return { path, sizeBytes: size, mtimeMs }
    }))
    const id = randomUUID()
    ready.set(id, { id, files })
    return { kind: 'ready', dragId: id, fileNames: paths.map((path) => basename(path)) }
  }

  async function check({ files }: Dragged): Promise<void> {
    for (const { path, sizeBytes, mtimeMs } of files) {
      const now = await stat(path).catch(() => undefined) // gone
      if (now === undefined) throw new AppError('fileMissing', { subject: basename(path) })
      if (now.size !== sizeBytes || now.mtimeMs !== mtimeMs) throw new AppError('fileChanged', { subject: basename(path) })
    }
  }

  /** Whether what was made before is still there as it was. */
  async function isGood(outcome: DragOutcome): Promise<boolean> {
    const dragged = outcome.kind === 'ready' ? ready.get(outcome.dragId) : undefined
    return dragged !== undefined && check(dragged).then(() => true, () => false)
  }

  return {
    async prepare(content) {
      const key = JSON.stringify(content)
      const before = await byContent.get(key)?.catch(() => undefined) // told to whoever asked then
      if (before !== undefined && (await isGood(before))) return before
      const making = make(content)
      byContent.set(key, making)
      return making
    },
    async start(dragId) {
      const dragged = ready.get(dragId)
      if (dragged === undefined) throw new AppError('invalidInput', { detail: 'unknown drag' })
      await check(dragged)
      parts.desktop.startDrag(dragged.files.map(({ path }) => path))
    },
    async dispose() {
      controller.abort()
      await Promise.all([...byContent.values()].map((making) => making.catch(() => undefined))) // told to whoever asked
    }
  }
}

/** The path of a copy: the one made before, when it got a number only because the same file was there already. */
async function reuse(folder: string, fileName: string, wantedName: string): Promise<string> {
  const [made, earlier] = [join(folder, fileName), join(folder, wantedName)]
  if (made === earlier || !(await isTaken(earlier)) || !(await haveSameContent(made, earlier))) return made
  await removeAll([made])
  return earlier
}
