import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { Plan } from '../../../shared/domain/plan'
import type { PresetList } from '../../../shared/domain/preset'
import { silentLog } from '../../log/log'
import { loadPresets, type PresetService } from '../presetService'

/** A plan with one option. */
export const plan = (renderId = 40, outputFormat: Plan['outputFormat'] = 2): Plan => ({
  renderId, algorithmName: `Algorithm ${renderId}`, outputFormat,
  options: [{ name: 'add_opt1', fieldText: 'Model', key: '0.3', label: 'Thirty' }]
})

let folder = ''
/** What the dialogs answer, and the name they were opened with. */
export const chosen = { save: null as string | null, open: null as string | null, offeredName: '' }

/** A path in the folder of this test. */
export const inFolder = (name: string): string => join(folder, name)
/** The folder itself. */
export const folderPath = (): string => folder
/** The file of presets. */
export const path = (): string => inFolder('presets.json')

/** The service as a start of the app finds it. */
export const load = (): Promise<PresetService> => loadPresets({
  path: path(),
  dialogs: {
    chooseSaveFile: (defaultName) => {
      chosen.offeredName = defaultName
      return Promise.resolve(chosen.save)
    },
    chooseFile: () => Promise.resolve(chosen.open)
  },
  nowMs: () => 1_795_000_000_000,
  onDamage: () => undefined,
  log: silentLog
})

/** Names in their order. */
export const names = ({ presets }: PresetList): string[] => presets.map(({ name }) => name)
/** The id of a preset by its name. */
export const idOf = ({ presets }: PresetList, name: string): string => presets.find((preset) => preset.name === name)?.id ?? 'none'

/** A service with these presets, all of MVSEP. */
export const having = async (...wanted: string[]): Promise<PresetService> => {
  const presets = await load()
  for (const name of wanted) await presets.save({ name, service: 'mvsep', plan: plan() })
  return presets
}

/** What stands in the file. */
export const stored = async (): Promise<Record<string, unknown>> => JSON.parse(await readFile(path(), 'utf8')) as Record<string, unknown>

/** A fresh folder and closed dialogs for each test of the file that calls it. */
export function freshFolderForEach(): void {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'unbraid-presets-'))
    Object.assign(chosen, { save: null, open: null, offeredName: '' })
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))
}
