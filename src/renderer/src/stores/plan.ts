import { create } from 'zustand'
import type { Algorithm, Catalogue, FieldName } from '../../../shared/domain/algorithm'
import { checkPlan } from '../../../shared/domain/checkPlan'
import type { OutputFormatId } from '../../../shared/domain/outputFormat'
import type { Plan } from '../../../shared/domain/plan'
import type { ServiceId } from '../../../shared/domain/service'
import { call } from '../bridge/client'
import { choiceOf, freshChoice, type Choice } from './choice'
import { removeInputs, useInputs } from './inputs'
import { attempt } from './notices'

interface PlanState {
  readonly choices: Readonly<Record<ServiceId, Choice | null>>
  /** A plan to choose again once the catalogue is there, e.g. one from the library. */
  readonly wanted: Readonly<Record<ServiceId, Plan | null>>
  readonly sending: boolean
  readonly chooseAlgorithm: (service: ServiceId, algorithm: Algorithm) => void
  readonly chooseValue: (service: ServiceId, name: FieldName, value: string) => void
  readonly chooseFormat: (service: ServiceId, outputFormat: OutputFormatId) => void
  readonly takePlan: (service: ServiceId, plan: Plan) => void
  /** Makes the choice that stands at the start: the wanted or last plan where the catalogue has it, else the most used algorithm. */
  readonly settle: (service: ServiceId, catalogue: Catalogue, lastPlan: Plan | null) => void
}

function firstChoice({ algorithms }: Catalogue, plan: Plan | null): Choice | null {
  const check = plan === null ? null : checkPlan(plan, algorithms)
  if (plan !== null && check?.status === 'ok') return choiceOf(check.algorithm, plan)
  if (plan !== null && check?.status === 'changed') return choiceOf(check.algorithm, { ...check.repaired, outputFormat: plan.outputFormat })
  const [first, ...others] = algorithms
  if (first === undefined) return null
  return freshChoice(others.reduce((best, one) => one.usesThisMonth > best.usesThisMonth ? one : best, first))
}

export const usePlan = create<PlanState>((set) => {
  const change = (service: ServiceId, make: (choice: Choice | null) => Choice | null): void =>
    set(({ choices }) => ({ choices: { ...choices, [service]: make(choices[service]) } }))
  return {
    choices: { mvsep: null, local: null },
    wanted: { mvsep: null, local: null },
    sending: false,
    chooseAlgorithm: (service, algorithm) => change(service, (before) =>
      before?.renderId === algorithm.renderId ? before : freshChoice(algorithm, before?.outputFormat)),
    chooseValue: (service, name, value) =>
      change(service, (before) => before === null ? null : { ...before, values: { ...before.values, [name]: value } }),
    chooseFormat: (service, outputFormat) => change(service, (before) => before === null ? null : { ...before, outputFormat }),
    takePlan: (service, plan) => set(({ wanted, choices }) => ({
      wanted: { ...wanted, [service]: plan },
      choices: { ...choices, [service]: null }
    })),
    settle: (service, catalogue, lastPlan) => set((state) => {
      const before = state.choices[service]
      if (before !== null && catalogue.algorithms.some(({ renderId }) => renderId === before.renderId)) return state
      return { choices: { ...state.choices, [service]: firstChoice(catalogue, state.wanted[service] ?? lastPlan) } }
    })
  }
})

/** Sends every input off with this plan, and remembers the plan; the inputs leave the list once they are jobs. */
export const separate = (service: ServiceId, plan: Plan): Promise<void> => attempt(async () => {
  const inputIds = useInputs.getState().inputs.map((input) => input.id)
  if (inputIds.length === 0 || usePlan.getState().sending) return
  usePlan.setState({ sending: true })
  try {
    await call('jobs:enqueue', { items: inputIds.map((inputId) => ({ inputId, plan })), service })
    await removeInputs(inputIds)
    await call('settings:update', { lastPlan: plan })
  } finally {
    usePlan.setState({ sending: false })
  }
})
