import { randomUUID } from 'node:crypto'
import type { SplitProposal } from '../../shared/domain/split'
import { AppError } from '../../shared/errors/appError'
import { createExportControl, stopExport, type ExportControl } from '../audio/exportControl'
import type { CutPlan } from '../audio/parts/findCuts'
import type { WorkerPool } from '../audio/workerPool'
import { toAppError } from '../export/makeFiles'
import type { InputService, StoredFile } from '../inputs/inputService'
import { spansOf } from './splitRecord'

export interface PartLimits {
  readonly maxSeconds: number
  readonly maxBytes: number
}

/** How a song would be cut: the last proposal is kept, so that what was seen is what is made. */
export interface Proposals {
  /** Listens to the file. Throws 'fileUndecodable', 'fileMissing', 'cancelled' when another proposal or `stop` came first. */
  make(inputId: string, limits: PartLimits): Promise<SplitProposal>
  stop(): void
  /** What was proposed last; throws AppError('invalidInput') for any other. */
  take(proposalId: string): { readonly input: StoredFile; readonly cut: CutPlan }
}

export interface ProposalParts {
  readonly partsFolder: string
  readonly pool: Pick<WorkerPool, 'run'>
  readonly inputs: Pick<InputService, 'take'>
}

/** Builds proposals, one at a time. */
export function createProposals({ partsFolder, pool, inputs }: ProposalParts): Proposals {
  let control: ExportControl | null = null
  let last: { readonly id: string; readonly input: StoredFile; readonly cut: CutPlan } | null = null
  const stop = (): void => {
    if (control !== null) stopExport(control)
    control = null
  }
  return {
    async make(inputId, limits) {
      stop()
      const [input] = inputs.take([inputId])
      if (input === undefined || 'link' in input) throw new AppError('invalidInput', { detail: 'not a file' })
      const own = createExportControl()
      control = own
      const id = randomUUID()
      try {
        const cut = await pool.run({ kind: 'findCuts', path: input.path, control: own, ...limits })
        last = { id, input, cut }
        return { id, parts: spansOf(cut), bits: cut.bits, isExact: cut.isExact }
      } catch (error) {
        throw toAppError(error, partsFolder, input.name)
      } finally {
        if (control === own) control = null
      }
    },
    stop,
    take(proposalId) {
      if (last?.id !== proposalId) throw new AppError('invalidInput', { detail: 'unknown proposal' })
      return last
    }
  }
}
