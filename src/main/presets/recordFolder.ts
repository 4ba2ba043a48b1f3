import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import type { Log } from '../log/log'
import { codeOf, folderError } from '../transfers/systemError'
import { moveAside } from '../util/keptFile'
import { syncFolder, writeFileAtomic } from '../util/writeFileAtomic'

/** Records on disk, a file each: a change of one writes no other. */
export interface RecordFolder<T> {
  /** Every record that can be read, the oldest first; one that cannot is put aside, and the others stay. Never throws. */
  read(): Promise<readonly T[]>
  /** Durable when it resolves. Throws AppError('diskFull' | 'folderUnwritable'). */
  write(record: T): Promise<void>
  /** Throws as `write`. */
  remove(id: string): Promise<void>
}

/** Keeps records in a folder. `what`: what they are, for the log, e.g. "steps of a recipe"; `onDamaged` hears of each that was put aside. */
export function createRecordFolder<T extends { readonly id: string; readonly createdAtMs: number }>(
  folder: string, schema: z.ZodType<T>, what: string, nowMs: () => number, log: Log, onDamaged: () => void
): RecordFolder<T> {
  const pathOf = (id: string): string => join(folder, `${id}.json`)
  const readOne = async (name: string): Promise<T[]> => {
    try {
      return [schema.parse(JSON.parse(await readFile(join(folder, name), 'utf8')))]
    } catch (error) {
      await moveAside(join(folder, name), what, nowMs(), log, error)
      onDamaged()
      return []
    }
  }
  return {
    async read() {
      const names = await readdir(folder).catch((error: unknown) => {
        if (codeOf(error) !== 'ENOENT') log.error(`the ${what} could not be listed`, { error })
        return []
      })
      const records = (await Promise.all(names.filter((name) => name.endsWith('.json')).map(readOne))).flat()
      return records.sort((one, other) => one.createdAtMs - other.createdAtMs)
    },
    async write(record) {
      await writeFileAtomic(pathOf(record.id), `${JSON.stringify(record)}\n`).catch((error: unknown) => {
        throw folderError(error, folder)
      })
    },
    async remove(id) {
      await rm(pathOf(id), { force: true }).then(() => syncFolder(folder)).catch((error: unknown) => {
        throw folderError(error, folder)
      })
    }
  }
}
