import { readFile, rename } from 'node:fs/promises'
import { z } from 'zod'
import { planSchema } from '../../shared/domain/plan'
import { DEFAULT_SETTINGS, FEWEST_AT_ONCE, MOST_AT_ONCE, type Settings, type TransferLimits } from '../../shared/domain/settings'
import { REGION_IDS } from '../../shared/domain/region'
import type { ServiceId } from '../../shared/domain/service'
import { toCustomKeys } from '../../shared/domain/studioKeys'
import type { Log } from '../log/log'
import { createEmitter } from '../util/emitter'
import { writeFileAtomic } from '../util/writeFileAtomic'
import { MOST_RECENT, withFavourite, withRecent } from './algorithmLists'

const MOST_FAVOURITES = 2_000

/** Render ids, each once; what is none is left out without the others. */
const renderIds = (most: number): z.ZodType<readonly number[]> =>
  z.array(z.unknown()).catch([]).transform((ids) => [...new Set(ids.filter(isRenderId))].slice(0, most))
const isRenderId = (value: unknown): value is number => z.int().min(0).safeParse(value).success
const byService = (most: number) =>
  z.object({ mvsep: renderIds(most), local: renderIds(most) }).catch({ mvsep: [], local: [] })

const atOnce = (limit: keyof TransferLimits) => z.int().min(FEWEST_AT_ONCE).max(MOST_AT_ONCE).catch(DEFAULT_SETTINGS[limit])

const storedSchema = z.object({
  service: z.enum(['mvsep', 'local']).nullable().catch(DEFAULT_SETTINGS.service),
  theme: z.enum(['system', 'light', 'dark']).catch(DEFAULT_SETTINGS.theme),
  region: z.enum(REGION_IDS).catch(DEFAULT_SETTINGS.region),
  lastPlan: z
    .object({ mvsep: planSchema.nullable().catch(null), local: planSchema.nullable().catch(null) })
    .catch(DEFAULT_SETTINGS.lastPlan),
  favourites: byService(MOST_FAVOURITES),
  recent: byService(MOST_RECENT),
  uploadsAtOnce: atOnce('uploadsAtOnce'),
  downloadsAtOnce: atOnce('downloadsAtOnce'),
  premiumJobsAtOnce: atOnce('premiumJobsAtOnce'),
  deleteAfterDownload: z.boolean().catch(DEFAULT_SETTINGS.deleteAfterDownload),
  keepFolders: z.boolean().catch(DEFAULT_SETTINGS.keepFolders),
  libraryFolder: z.string().nullable().catch(null),
  studioKeys: z
    .object({ enabled: z.boolean().catch(true), custom: z.unknown().transform(toCustomKeys) })
    .catch(DEFAULT_SETTINGS.studioKeys)
})

/** Settings plus what only main may know: the absolute library folder, null for the default one. */
export type StoredSettings = z.infer<typeof storedSchema>

export interface SettingsService {
  get(): StoredSettings
  /** The part a window may see. */
  visible(): Settings
  /** Changes some settings; durable when the promise resolves. */
  update(change: Partial<StoredSettings>): Promise<Settings>
  setFavourite(service: ServiceId, renderId: number, isFavourite: boolean): Promise<Settings>
  /** Notes algorithms that were just used, in this order. */
  noteUsed(service: ServiceId, renderIds: readonly number[]): Promise<Settings>
  onChange(listener: (settings: Settings) => void): () => void
}

/** All of it but what only main may know. */
const toVisible = ({ libraryFolder: _libraryFolder, ...visible }: StoredSettings): Settings => visible

/**
 * Loads settings from a JSON file. One damaged value falls back alone; a file that is no JSON at all is kept
 * aside under another name, told to `onDamage`, and the defaults hold.
 */
export async function loadSettings(path: string, log: Log, onDamage: () => void = () => undefined): Promise<SettingsService> {
  let current = storedSchema.parse(await readStored(path, log, onDamage))
  let writing = Promise.resolve()
  const changes = createEmitter<Settings>()
  const update = async (change: Partial<StoredSettings>): Promise<Settings> => {
    current = { ...current, ...change }
    const content = `${JSON.stringify(current, null, 2)}\n`
    writing = writing.catch(() => undefined).then(() => writeFileAtomic(path, content))
    changes.emit(toVisible(current))
    await writing
    return toVisible(current)
  }
  return {
    get: () => current,
    visible: () => toVisible(current),
    update,
    setFavourite: (service, renderId, isFavourite) =>
      update({ favourites: { ...current.favourites, [service]: withFavourite(current.favourites[service], renderId, isFavourite) } }),
    noteUsed: (service, used) => update({ recent: { ...current.recent, [service]: withRecent(current.recent[service], used) } }),
    onChange: (listener) => changes.on(listener)
  }
}

async function readStored(path: string, log: Log, onDamage: () => void): Promise<Record<string, unknown>> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    log.warn('settings could not be read', { error })
    onDamage()
    return {}
  }
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed === 'object' && parsed !== null) return { ...parsed }
  } catch (error) {
    log.warn('settings are damaged and were put aside', { error })
  }
  onDamage()
  await rename(path, `${path}.damaged`)
  return {}
}
