import type { Plan } from '../../../shared/domain/plan'
import type { ServiceId } from '../../../shared/domain/service'
import { call } from '../bridge/client'
import { removeInputs } from './inputs'
import { attempt } from './notices'
import { isJobOf, usePlan } from './plan'

/** One job to be: an input (null where the algorithm takes no file) and the plan as it was seen. */
export interface JobItem {
  readonly inputId: string | null
  /** The song it is matched to. */
  readonly referenceId?: string
  readonly plan: Plan
}

/**
 * Sends these jobs off and remembers a plan for the next start. Their inputs leave the list; a song of which every job was
 * left out stays, with its ticks as they are: whoever left it out did not throw it away, and a second press must not send it.
 * `spentIds`: references that leave with them.
 */
export const separate = (service: ServiceId, items: readonly JobItem[], lastPlan: Plan, spentIds: readonly string[] = []): Promise<void> => attempt(async () => {
  if (items.length === 0 || usePlan.getState().sending) return
  usePlan.setState({ sending: true })
  try {
    await call('jobs:enqueue', { items: [...items], service })
    const sent = new Set([...items.flatMap(({ inputId }) => inputId === null ? [] : [inputId]), ...spentIds])
    usePlan.setState(({ leftOut }) => ({ leftOut: new Set([...leftOut].filter((key) => !isJobOf(key, sent))) }))
    if (sent.size > 0) await removeInputs([...sent])
    await call('settings:update', { lastPlan })
  } finally {
    usePlan.setState({ sending: false })
  }
})
