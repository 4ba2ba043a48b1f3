import type { Job } from '../shared/domain/job'
import type { Plan } from '../shared/domain/plan'
import type { ServiceId } from '../shared/domain/service'
import { AppError } from '../shared/errors/appError'
import type { InputService, StoredInput } from './inputs/inputService'
import { toEnqueueItem } from './jobs/enqueueItem'
import { refuseLink } from './jobs/jobSource'
import type { JobService } from './jobs/jobService'
import type { Log } from './log/log'
import type { SettingsService } from './settings/settingsService'

/** What is to become a job; `inputId` is null for an algorithm that takes no file. */
export interface WantedJob {
  readonly inputId: string | null
  /** The file that the input is matched to, for algorithms that take a pair. */
  readonly referenceId?: string | undefined
  readonly plan: Plan
}

export interface EnqueueParts {
  readonly inputs: Pick<InputService, 'take' | 'remove'>
  readonly jobs: Pick<JobService, 'enqueue'>
  readonly settings: Pick<SettingsService, 'noteUsed'>
  readonly log: Log
}

/**
 * One job an item, in this order; an input that several plans want is in several jobs. All jobs are durable when it
 * returns, or none is made; then the inputs leave the list; a reference stays, as another song may be matched to it yet, until
 * it is removed or is an input itself. Throws AppError('invalidInput') for an unknown input.
 */
export function enqueue({ inputs, jobs, settings, log }: EnqueueParts, wanted: readonly WantedJob[], service: ServiceId): readonly Job[] {
  const inputIds = [...new Set(wanted.flatMap(({ inputId }) => inputId ?? []))]
  const referenceIds = new Set(wanted.flatMap(({ referenceId }) => referenceId ?? []))
  const taken = new Map(inputs.take([...new Set([...inputIds, ...referenceIds])]).map((input) => [input.id, input]))
  const of = (id: string | null | undefined): StoredInput | null => (typeof id === 'string' ? (taken.get(id) ?? null) : null)
  const items = wanted.map(({ inputId, referenceId, plan }) => {
    const reference = of(referenceId)
    if (reference !== null && 'link' in reference) throw new AppError('invalidInput', { detail: 'a reference is a file' })
    const input = of(inputId)
    if (reference !== null && input !== null && 'link' in input) throw new AppError('invalidInput', { detail: 'only files are matched' })
    const item = toEnqueueItem(input, plan, reference)
    refuseLink(item.source, service)
    return item
  })
  const added = jobs.enqueue(items, service)
  inputs.remove(inputIds)
  // A convenience: the jobs stand whether it can be written or not.
  settings.noteUsed(service, wanted.map(({ plan }) => plan.renderId)).catch((error: unknown) => {
    log.warn('the algorithms used last could not be noted', { error })
  })
  return added
}
