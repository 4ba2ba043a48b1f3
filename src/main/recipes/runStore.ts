import type { Log } from '../log/log'
import { createRecordFolder, type RecordFolder } from '../presets/recordFolder'
import { runSchema, type RunRecord } from './runRecord'

/** Runs on disk. */
export type RunStore = RecordFolder<RunRecord>

/** Keeps runs in a folder. */
export const createRunStore = (folder: string, nowMs: () => number, log: Log, onDamaged: () => void): RunStore =>
  createRecordFolder(folder, runSchema, 'steps of a recipe', nowMs, log, onDamaged)
