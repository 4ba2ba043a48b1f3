import type { Algorithm, AlgorithmField, Catalogue } from '../../../shared/domain/algorithm'
import type { Job, JobBase, JobPhase, StemFile } from '../../../shared/domain/job'
import type { Plan } from '../../../shared/domain/plan'

/** Marks words that come from data, so that a test can tell them from the app's own. */
export const DATA = '◆'

export const field = (part: Partial<AlgorithmField> & Pick<AlgorithmField, 'id' | 'name'>): AlgorithmField => ({
  text: `${DATA} field ${part.id}`,
  inputType: 'select',
  options: [{ key: '0', label: `${DATA} zero` }, { key: '1', label: `${DATA} one` }],
  defaultKey: '0',
  required: true,
  helpLink: null,
  conditions: [],
  priceRules: [],
  serverKey: null,
  registeredOnlyKeys: [],
  outputOverrides: [],
  ...part
})

export const algorithm = (part: Partial<Algorithm> & Pick<Algorithm, 'renderId' | 'name'>): Algorithm => ({
  id: part.renderId + 100,
  group: { id: 1, name: `${DATA} group` },
  gate: 'everyone',
  input: 'single_upload',
  priceCoefficient: 1,
  usesThisMonth: 0,
  rating: null,
  stems: [{ key: 'vocals', label: `${DATA} Vocals` }, { key: 'other', label: `${DATA} Other` }],
  outputVariants: [],
  shortDescription: `${DATA} what it does`,
  descriptionLanguages: [],
  quality: [],
  fields: [],
  outputFormats: null,
  ...part
})

export const catalogue = (algorithms: readonly Algorithm[]): Catalogue =>
  ({ algorithms, unreadableRows: 0, fetchedAtMs: 0, fromCache: false, refreshError: null })

export const plan: Plan = { renderId: 1, algorithmName: `${DATA} four stems`, options: [], outputFormat: 2 }

const base: JobBase = {
  id: 'job-1',
  service: 'local',
  input: { name: `${DATA} song.wav`, sizeBytes: 41_000_000, durationSeconds: 222 },
  plan,
  createdAtMs: 1,
  updatedAtMs: 1,
  attempt: 1,
  accountId: null,
  position: 1,
  paused: false
}

export const remote = { hash: 'abc', apiBase: 'http://127.0.0.1/api', acceptedAtMs: null, deletedAtMs: null }

export const stemFile = (index: number): StemFile =>
  ({ index, stem: `${DATA} Vocals`, url: 'http://127.0.0.1/a.wav', sizeBytes: 1_000, fileName: 'a.wav', done: true, damaged: false })

export const job = (phase: JobPhase, part: Partial<JobBase> = {}): Job => ({ ...base, ...part, ...phase })
