import type { Plan } from '../../../shared/domain/plan'
import type { ServiceId } from '../../../shared/domain/service'
import { call } from '../bridge/client'
import { removeInputs } from './inputs'
import { attempt } from './notices'
import { usePlan } from './plan'

/** One job to be: an input (null where the algorithm takes no file) and the plan as it was seen. */
export interface JobItem {
  readonly inputId: string | null
  readonly plan: Plan
}

/** Sends these jobs off and remembers a plan for the next start; the inputs leave the list once they are jobs. */
export const separate = (service: ServiceId, items: readonly JobItem[], lastPlan: Plan): Promise<void> => attempt(async () => {
  if (items.length === 0 || usePlan.getState().sending) return
  usePlan.setState({ sending: true })
  try {
    await call('jobs:enqueue', { items: [...items], service })
    usePlan.setState({ leftOut: new Set() })
    const inputIds = new Set(items.flatMap(({ inputId }) => inputId === null ? [] : [inputId]))
    if (inputIds.size > 0) await removeInputs([...inputIds])
    await call('settings:update', { lastPlan })
  } finally {
    usePlan.setState({ sending: false })
  }
})
