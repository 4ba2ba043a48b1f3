import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { DEFAULT_TEMPLATE, LONGEST_TEMPLATE } from '../../shared/domain/exportNames'
import { COLLISION_POLICIES, EXPORT_FORMATS, EXPORT_KINDS, EXPORT_PLACES, type ExportChoices } from '../../shared/domain/exports'
import type { Log } from '../log/log'
import { codeOf } from '../transfers/systemError'
import { writeFileAtomic } from '../util/writeFileAtomic'

// One damaged value falls back alone.
const storedSchema = z.object({
  kind: z.enum(EXPORT_KINDS).catch('stems'),
  format: z.enum(EXPORT_FORMATS).catch('same'),
  place: z.enum(EXPORT_PLACES).catch('folder'),
  collision: z.enum(COLLISION_POLICIES).catch('number'),
  template: z.string().max(LONGEST_TEMPLATE).catch(DEFAULT_TEMPLATE),
  zip: z.boolean().catch(false),
  tags: z.boolean().catch(true),
  /** The folder chosen last; absolute, known to main alone. */
  folder: z.string().nullable().catch(null)
})

type Stored = z.infer<typeof storedSchema>

/** What was chosen at the last export, over restarts. Losing it costs a few clicks. */
export interface ExportChoicesStore {
  choices(): Promise<ExportChoices>
  folder(): Promise<string | null>
  /** Never rejects: an export is not lost because its settings could not be kept. */
  keep(change: Partial<Stored>): Promise<void>
}

/** Keeps the choices in a JSON file of their own. */
export function createExportChoices(path: string, log: Log): ExportChoicesStore {
  let loading: Promise<Stored> | undefined
  const stored = (): Promise<Stored> => (loading ??= read(path, log))

  return {
    async choices() {
      const { folder: _folder, ...choices } = await stored()
      return choices
    },
    folder: async () => (await stored()).folder,
    async keep(change) {
      const next = { ...(await stored()), ...change }
      loading = Promise.resolve(next)
      await writeFileAtomic(path, `${JSON.stringify(next, null, 2)}\n`).catch((error: unknown) => {
        log.warn('the choices for exports could not be kept', { error })
      })
    }
  }
}

async function read(path: string, log: Log): Promise<Stored> {
  try {
    return storedSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') log.warn('the choices for exports could not be read', { error })
    return storedSchema.parse({})
  }
}
