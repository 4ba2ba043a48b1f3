import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../../shared/errors/appError'
import { filesOf } from './jobReducer'
import type { JobStore } from './jobStore'
import type { JobSteps } from './parts'
import { FIRST_ROOM_PROBE_MS, LAST_ROOM_PROBE_MS } from './schedules'

/** Waits out what stops results from being written. */
export interface DownloadHold {
  /**
   * Says on the job why it is held. Without room: ends when there is room again, looked for with growing delay. Answers
   * false when nothing but the user can help: the job stays held and its run is over. Throws what is no matter of the folder.
   */
  outlast(error: unknown, signal: AbortSignal): Promise<boolean>
}

/** Builds the hold of one job's run. */
export function createDownloadHold({ parts, store, waits }: JobSteps, id: string): DownloadHold {
  let delayMs = FIRST_ROOM_PROBE_MS
  let doneBefore = -1

  const missingBytes = (): number => {
    const missing = filesOf(store.get(id).job).filter(({ done }) => !done)
    return missing.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0)
  }
  const waitForRoom = async (signal: AbortSignal): Promise<void> => {
    const done = filesOf(store.get(id).job).filter((file) => file.done).length
    if (done > doneBefore) delayMs = FIRST_ROOM_PROBE_MS
    doneBefore = done
    do {
      await waits.pause(delayMs, signal)
      delayMs = Math.min(delayMs * 2, LAST_ROOM_PROBE_MS)
    } while (!(await hasRoom(store.get(id).folder ?? parts.libraryFolder(), missingBytes())))
  }
  return {
    async outlast(error, signal) {
      if (!(error instanceof AppError) || signal.aborted) throw error
      if (error.code === 'folderUnwritable') {
        store.apply(id, { type: 'downloadHeld', hold: 'folderGone', place: error.subject ?? null })
        return false
      }
      if (error.code !== 'diskFull') throw error
      store.apply(id, { type: 'downloadHeld', hold: 'diskFull', place: error.subject ?? null })
      await waitForRoom(signal)
      store.apply(id, { type: 'downloadHeld', hold: null, place: null })
      return true
    }
  }
}

/** Says on a job when none of its running downloads has a way to its server, and when one has again. */
export function createLineWatch(store: JobStore, id: string): {
  watch<T>(index: number, run: (onCutOff: (isCutOff: boolean) => void) => Promise<T>): Promise<T>
} {
  const running = new Set<number>()
  const cutOff = new Set<number>()
  const tell = (): void => {
    const job = store.find(id)?.job
    const isHeld = running.size > 0 && cutOff.size === running.size
    if (job?.phase !== 'downloading' || (job.hold === 'offline') === isHeld) return
    store.apply(id, { type: 'downloadHeld', hold: isHeld ? 'offline' : null, place: null })
  }
  const note = (index: number, isCutOff: boolean): void => {
    if (cutOff.has(index) === isCutOff) return
    if (isCutOff) cutOff.add(index)
    else cutOff.delete(index)
    tell()
  }
  return {
    async watch(index, run) {
      running.add(index)
      try {
        return await run((isCutOff) => { note(index, isCutOff) })
      } finally {
        running.delete(index)
        cutOff.delete(index)
      }
    }
  }
}

/**
 * Whether a folder's disk takes this many bytes more. A disk that does not tell, or is gone, counts as having room: the
 * next write then says what is the matter. A quota shows only there, too.
 */
async function hasRoom(folder: string, bytes: number): Promise<boolean> {
  const found = await statfs(folder).catch(() => statfs(dirname(folder)).catch(() => null))
  return found === null || found.bavail * found.bsize > bytes
}
