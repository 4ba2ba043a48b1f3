import type { Account } from '../../../shared/domain/account'
import type { Algorithm } from '../../../shared/domain/algorithm'
import { defaultValues, valuesFor } from '../../../shared/domain/defaultPlan'
import { OUTPUT_FORMATS, type OutputFormatId } from '../../../shared/domain/outputFormat'
import type { Plan } from '../../../shared/domain/plan'
import type { LocalServiceState, ServiceId } from '../../../shared/domain/service'
import type { FieldValues } from '../../../shared/domain/visibleFields'

/** What is chosen on screen: an algorithm, a value for each of its fields (hidden ones too), a format. */
export interface Choice {
  readonly renderId: number
  readonly values: FieldValues
  readonly outputFormat: OutputFormatId
}

/** The formats a service can write for an algorithm; all of them where it does not say. */
export const formatsOf = (algorithm: Algorithm): readonly (typeof OUTPUT_FORMATS)[number][] =>
  OUTPUT_FORMATS.filter(({ id }) => algorithm.outputFormats?.includes(id) ?? true)

// Lossless and open to everyone first: a stem that is worked with should not lose to MP3 what was just won.
const BEST_FIRST: readonly OutputFormatId[] = [2, 1, 0, 3, 5, 4]

/** The format to start with, or to fall to where `wished` cannot be written. */
function formatFor(algorithm: Algorithm, wished: OutputFormatId | undefined): OutputFormatId {
  const allowed = new Set(formatsOf(algorithm).map(({ id }) => id))
  if (wished !== undefined && allowed.has(wished)) return wished
  return BEST_FIRST.find((id) => allowed.has(id)) ?? 1
}

/** An algorithm as it starts out. */
export const freshChoice = (algorithm: Algorithm, wished?: OutputFormatId): Choice =>
  ({ renderId: algorithm.renderId, values: defaultValues(algorithm), outputFormat: formatFor(algorithm, wished) })

/** The choice a plan was made of. */
export const choiceOf = (algorithm: Algorithm, plan: Plan): Choice => ({
  renderId: plan.renderId,
  values: valuesFor(algorithm, plan),
  outputFormat: formatFor(algorithm, plan.outputFormat)
})

export type Obstacle = 'signIn' | 'checking' | 'tokenCheck' | 'localService'

/** What stands between a service and any job on it; null when nothing does. */
export function obstacleOf(service: ServiceId, account: Account, local: LocalServiceState): Obstacle | null {
  // A resting or starting local service is no obstacle: main starts it on need and the job waits for it.
  if (service === 'local') return local.status === 'failed' ? 'localService' : null
  switch (account.status) {
    case 'signedIn': return null
    case 'signedOut': return 'signIn'
    case 'checking': return 'checking'
    case 'unchecked': return account.error.code === 'tokenInvalid' ? 'signIn' : 'tokenCheck'
  }
}
