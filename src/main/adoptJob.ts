import type { Job } from '../shared/domain/job'
import type { ServiceId } from '../shared/domain/service'
import { toLabel } from '../shared/text/visibleText'
import type { JobService } from './jobs/jobService'
import { adoptableBase } from './mvsep/apiBase'
import type { ServiceAccess } from './mvsep/types'

/** A job at the service as a window names it. */
export interface WantedAdoption {
  readonly service?: ServiceId
  readonly hash: string
  readonly apiBase?: string
  readonly name?: string
  readonly algorithmName?: string
  readonly renderId?: number
  /** The active account's history names it. */
  readonly isOwn?: boolean
}

export interface AdoptParts {
  readonly jobs: Pick<JobService, 'adopt'>
  readonly accessFor: (service: ServiceId) => Promise<ServiceAccess>
  readonly accountId: () => string | null
}

/**
 * Takes in a job that exists at the service, after a look at where it is said to be. Needs no token: asking for results needs
 * none (API notes §3). Throws AppError('invalidInput') for an address of nobody we know, 'localServiceFailed'.
 */
export async function adoptJob({ jobs, accessFor, accountId }: AdoptParts, wanted: WantedAdoption): Promise<Job> {
  const { hash, renderId } = wanted
  const { service, apiBase } = await whereOf(wanted, accessFor)
  const [name, algorithmName] = [label(wanted.name), label(wanted.algorithmName)]
  return jobs.adopt({ service, remote: { hash, apiBase }, name, algorithmName, renderId, accountId: service === 'mvsep' && wanted.isOwn === true ? accountId() : null })
}

/** The service on this computer has a port of its own each time: an address elsewhere means MVSEP, whichever is in use. */
async function whereOf({ service = 'mvsep', apiBase }: WantedAdoption, accessFor: AdoptParts['accessFor']): Promise<{ service: ServiceId; apiBase: string }> {
  if (service === 'local') {
    const { apiBase: own } = await accessFor('local')
    if (apiBase === undefined || (URL.canParse(apiBase) && new URL(apiBase).origin === new URL(own).origin)) return { service, apiBase: own }
  }
  return { service: 'mvsep', apiBase: adoptableBase(apiBase, (await accessFor('mvsep')).apiBase) }
}

const label = (text: string | undefined): string | undefined => toLabel(text ?? '') || undefined
