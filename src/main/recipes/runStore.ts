import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '../log/log'
import { codeOf, folderError } from '../transfers/systemError'
import { moveAside } from '../util/keptFile'
import { syncFolder, writeFileAtomic } from '../util/writeFileAtomic'
import { runSchema, type RunRecord } from './runRecord'

/** Runs on disk, a file each: a change of one writes no other. */
export interface RunStore {
  /** Every run that can be read, the oldest first; one that cannot is put aside, and the others stay. Never throws. */
  read(): Promise<readonly RunRecord[]>
  /** Durable when it resolves. Throws AppError('diskFull' | 'folderUnwritable'). */
  write(run: RunRecord): Promise<void>
  /** Throws as `write`. */
  remove(runId: string): Promise<void>
}

/** Keeps runs in a folder. */
export function createRunStore(folder: string, nowMs: () => number, log: Log): RunStore {
  const pathOf = (runId: string): string => join(folder, `${runId}.json`)
  const readOne = async (name: string): Promise<RunRecord[]> => {
    try {
      return [runSchema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))]
    } catch (error) {
      await moveAside(join(folder, name), 'steps of a recipe', nowMs(), log, error)
      return []
    }
  }
  return {
    async read() {
      const names = await readdir(folder).catch((error: unknown) => {
        if (codeOf(error) !== 'ENOENT') log.error('the recipes under way could not be listed', { error })
        return []
      })
      const runs = (await Promise.all(names.filter((name) => name.endsWith('.json')).map(readOne))).flat()
      return runs.sort((one, other) => one.createdAtMs - other.createdAtMs)
    },
    async write(run) {
      await writeFileAtomic(pathOf(run.id), `${JSON.stringify(run)}\n`).catch((error: unknown) => {
        throw folderError(error, folder)
      })
    },
    async remove(runId) {
      await rm(pathOf(runId), { force: true }).then(() => syncFolder(folder)).catch((error: unknown) => {
        throw folderError(error, folder)
      })
    }
  }
}
