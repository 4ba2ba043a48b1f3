import { readFile, rename } from 'node:fs/promises'
import { z } from 'zod'
import { planSchema } from '../../shared/domain/plan'
import { DEFAULT_SETTINGS, type Settings } from '../../shared/domain/settings'
import type { Log } from '../log/log'
import { createEmitter } from '../util/emitter'
import { writeFileAtomic } from '../util/writeFileAtomic'

const storedSchema = z.object({
  service: z.enum(['mvsep', 'local']).nullable().catch(DEFAULT_SETTINGS.service),
  theme: z.enum(['system', 'light', 'dark']).catch(DEFAULT_SETTINGS.theme),
  lastPlan: z
    .object({ mvsep: planSchema.nullable().catch(null), local: planSchema.nullable().catch(null) })
    .catch(DEFAULT_SETTINGS.lastPlan),
  libraryFolder: z.string().nullable().catch(null)
})

/** Settings plus what only main may know: the absolute library folder, null for the default one. */
export type StoredSettings = z.infer<typeof storedSchema>

export interface SettingsService {
  get(): StoredSettings
  /** The part a window may see. */
  visible(): Settings
  /** Changes some settings; durable when the promise resolves. */
  update(change: Partial<StoredSettings>): Promise<Settings>
  onChange(listener: (settings: Settings) => void): () => void
}

const toVisible = ({ service, theme, lastPlan }: StoredSettings): Settings => ({ service, theme, lastPlan })

/**
 * Loads settings from a JSON file. One damaged value falls back alone; a file that is no JSON at all is kept
 * aside under another name and the defaults hold.
 */
export async function loadSettings(path: string, log: Log): Promise<SettingsService> {
  let current = storedSchema.parse(await readStored(path, log))
  let writing = Promise.resolve()
  const changes = createEmitter<Settings>()
  return {
    get: () => current,
    visible: () => toVisible(current),
    async update(change) {
      current = { ...current, ...change }
      const content = `${JSON.stringify(current, null, 2)}\n`
      writing = writing.catch(() => undefined).then(() => writeFileAtomic(path, content))
      changes.emit(toVisible(current))
      await writing
      return toVisible(current)
    },
    onChange: (listener) => changes.on(listener)
  }
}

async function readStored(path: string, log: Log): Promise<Record<string, unknown>> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') log.warn('settings could not be read', { error })
    return {}
  }
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null) return { ...parsed }
  } catch (error) {
    log.warn('settings are damaged and were put aside', { error })
  }
  await rename(path, `${path}.damaged`)
  return {}
}
