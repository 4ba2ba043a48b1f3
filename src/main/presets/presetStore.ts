import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { presetSchema, type Preset, type PresetList } from '../../shared/domain/preset'
import type { Log } from '../log/log'
import { saveText } from '../transfers/saveText'
import { codeOf } from '../transfers/systemError'
import { keepCopy, moveAside, readJson } from '../util/keptFile'

const VERSION = 1
export const MOST_PRESETS = 1_000

const defaultId = z.string().nullable().catch(null)
const storedSchema = z.object({
  version: z.int(),
  presets: z.array(z.unknown()),
  defaults: z.object({ mvsep: defaultId, local: defaultId }).catch({ mvsep: null, local: null }),
  setAside: z.array(z.unknown()).catch([])
})

/** The presets and what is kept beside them: entries that cannot be read today, as they were found. */
export interface StoredPresets extends PresetList {
  readonly setAside: readonly unknown[]
}

const NOTHING: StoredPresets = { presets: [], defaults: { mvsep: null, local: null }, setAside: [] }

/**
 * Reads the presets. A damaged one is set aside inside the file and never takes the others with it; a file that is none of
 * ours, or of a newer version, is kept under another name before anything is written over it. Never throws; damage is told to
 * `onDamage` too.
 */
export async function readPresets(path: string, nowMs: number, log: Log, onDamage: () => void): Promise<StoredPresets> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => error)
  if (typeof text !== 'string') {
    if (codeOf(text) === 'ENOENT') return NOTHING
    onDamage()
    await moveAside(path, 'presets', nowMs, log, text)
    return NOTHING
  }
  const stored = readJson(text, storedSchema)
  if (stored === null) {
    onDamage()
    await moveAside(path, 'presets', nowMs, log, new Error('not a list of presets'))
    return NOTHING
  }
  if (stored.version !== VERSION) await keepCopy(path, 'presets', stored.version, log)
  return sort(stored, log, onDamage)
}

/** Writes the presets so that a reader sees the old or the new list. Throws AppError('diskFull' | 'folderUnwritable'). */
export async function writePresets(path: string, { presets, defaults, setAside }: StoredPresets): Promise<void> {
  await saveText(path, `${JSON.stringify({ version: VERSION, presets, defaults, setAside }, null, 2)}\n`)
}

/** The readable presets, each id once; the others, and defaults that point nowhere, are told to the log. */
function sort({ presets: found, defaults, setAside }: z.infer<typeof storedSchema>, log: Log, onDamage: () => void): StoredPresets {
  const presets: Preset[] = []
  const unreadable: unknown[] = []
  for (const entry of found) {
    const read = presetSchema.safeParse(entry)
    const isFirst = read.success && !presets.some(({ id }) => id === read.data.id)
    if (isFirst && presets.length < MOST_PRESETS) presets.push(read.data)
    else unreadable.push(entry)
  }
  if (unreadable.length > 0) {
    onDamage()
    log.warn('some presets are damaged and were set aside', { count: unreadable.length })
  }
  const still = (service: Preset['service'], id: string | null): string | null =>
    presets.some((preset) => preset.id === id && preset.service === service) ? id : null
  return {
    presets,
    defaults: { mvsep: still('mvsep', defaults.mvsep), local: still('local', defaults.local) },
    setAside: [...setAside, ...unreadable]
  }
}
