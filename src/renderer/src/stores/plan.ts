import { create } from 'zustand'
import type { Algorithm, Catalogue, FieldName } from '../../../shared/domain/algorithm'
import type { OutputFormatId } from '../../../shared/domain/outputFormat'
import type { Plan } from '../../../shared/domain/plan'
import type { ServiceId } from '../../../shared/domain/service'
import { freshChoice, type Choice } from './choice'
import { firstPlan, type PlanChange, type TakenPlan } from './keptPlan'

/** Where a kept plan came from, for the words beside its changes. */
export type PlanOrigin = { readonly kind: 'lastPlan' | 'job' | 'link' } | { readonly kind: 'preset'; readonly name: string }

/** One plan on screen. `choice` is null while it is still to be chosen. */
export interface PlanSlot {
  readonly id: string
  readonly choice: Choice | null
  /** What had to be different when a kept plan was taken up; told until it is dismissed. */
  readonly changes: readonly PlanChange[]
  /** Null where it was chosen by hand. */
  readonly origin: PlanOrigin | null
}

/** A kept plan to take up once the catalogue is there, and where it came from. */
export interface KeptPlan {
  readonly plan: Plan
  readonly origin: PlanOrigin
}

interface PlanState {
  readonly slots: Readonly<Record<ServiceId, readonly PlanSlot[]>>
  /** The slot that the picker shows. */
  readonly presentIds: Readonly<Record<ServiceId, string | null>>
  /** A plan to choose again once the catalogue is there, e.g. one from the library. */
  readonly wanted: Readonly<Record<ServiceId, Plan | null>>
  /** Jobs that were left out of the matrix, as jobKey names them. */
  readonly leftOut: ReadonlySet<string>
  readonly sending: boolean
  readonly chooseAlgorithm: (service: ServiceId, algorithm: Algorithm) => void
  readonly chooseValue: (service: ServiceId, name: FieldName, value: string) => void
  readonly chooseFormat: (service: ServiceId, outputFormat: OutputFormatId) => void
  readonly takePlan: (service: ServiceId, plan: Plan) => void
  /** Puts a kept plan, as it can be chosen today, in place of the present one or beside the others. */
  readonly putPlan: (service: ServiceId, taken: TakenPlan, origin: PlanOrigin, place: 'present' | 'new') => void
  /** Takes up the wanted plan; where there is none yet, the kept one or the most used algorithm. */
  readonly settle: (service: ServiceId, catalogue: Catalogue, kept: KeptPlan | null) => void
  /** Keeps the present plan and starts another, still to be chosen. */
  readonly addPlan: (service: ServiceId) => void
  readonly editPlan: (service: ServiceId, id: string) => void
  readonly duplicatePlan: (service: ServiceId, id: string) => void
  /** The last plan cannot be removed. */
  readonly removePlan: (service: ServiceId, id: string) => void
  readonly dismissChanges: (service: ServiceId, id: string) => void
  readonly setIncluded: (key: string, isIncluded: boolean) => void
}

let lastSlotId = 0
const newSlot = (choice: Choice | null, changes: readonly PlanChange[] = [], origin: PlanOrigin | null = null): PlanSlot => {
  lastSlotId += 1
  return { id: `plan-${lastSlotId}`, choice, changes, origin }
}

/** Names one job of the matrix; the input is null where the algorithm takes no file. */
export const jobKey = (inputId: string | null, slotId: string): string => `${slotId} ${inputId ?? ''}`

/** Whether a job of the matrix is one of these inputs'. */
export const isJobOf = (key: string, inputIds: ReadonlySet<string>): boolean => inputIds.has(key.slice(key.indexOf(' ') + 1))

/** The choice that the picker shows. */
export const presentChoice = ({ slots, presentIds }: Pick<PlanState, 'slots' | 'presentIds'>, service: ServiceId): Choice | null =>
  slots[service].find(({ id }) => id === presentIds[service])?.choice ?? null

export const usePlan = create<PlanState>((set) => {
  const edit = (service: ServiceId, make: (slots: readonly PlanSlot[], presentId: string | null) => readonly [readonly PlanSlot[], string | null]): void =>
    set((state) => {
      const [slots, presentId] = make(state.slots[service], state.presentIds[service])
      return { slots: { ...state.slots, [service]: slots }, presentIds: { ...state.presentIds, [service]: presentId } }
    })
  const change = (service: ServiceId, make: (choice: Choice | null, slots: readonly PlanSlot[]) => Choice | null): void =>
    edit(service, (slots, presentId) => {
      if (presentId === null) {
        const slot = newSlot(make(null, slots))
        return [[...slots, slot], slot.id]
      }
      return [slots.map((slot) => slot.id === presentId ? { ...slot, choice: make(slot.choice, slots) } : slot), presentId]
    })
  const after = (slots: readonly PlanSlot[], id: string, added: PlanSlot): readonly PlanSlot[] =>
    slots.flatMap((slot) => slot.id === id ? [slot, added] : [slot])
  return {
    slots: { mvsep: [], local: [] },
    presentIds: { mvsep: null, local: null },
    wanted: { mvsep: null, local: null },
    leftOut: new Set(),
    sending: false,
    chooseAlgorithm: (service, algorithm) => change(service, (before, slots) => before?.renderId === algorithm.renderId
      ? before
      : freshChoice(algorithm, before?.outputFormat ?? slots.findLast(({ choice }) => choice !== null)?.choice?.outputFormat)),
    chooseValue: (service, name, value) =>
      change(service, (before) => before === null ? null : { ...before, values: { ...before.values, [name]: value } }),
    chooseFormat: (service, outputFormat) => change(service, (before) => before === null ? null : { ...before, outputFormat }),
    takePlan: (service, plan) => set(({ wanted }) => ({ wanted: { ...wanted, [service]: plan } })),
    putPlan: (service, { choice, changes }, origin, place) => edit(service, (slots, presentId) => {
      const slot = newSlot(choice, changes, origin)
      if (place === 'new' || presentId === null) return [[...slots, slot], slot.id]
      return [slots.map((before) => before.id === presentId ? slot : before), slot.id]
    }),
    settle: (service, { algorithms }, kept) => set((state) => {
      const wanted = state.wanted[service]
      const before = state.slots[service]
      if (wanted === null && before.length > 0) return state
      const taken = firstPlan(algorithms, wanted ?? kept?.plan ?? null)
      if (taken === null) return state
      const slot = newSlot(taken.choice, taken.changes, wanted === null ? (kept?.origin ?? null) : { kind: 'job' })
      const slots = before.length === 0 ? [slot] : before.map((one) => one.id === state.presentIds[service] ? slot : one)
      return {
        wanted: { ...state.wanted, [service]: null },
        slots: { ...state.slots, [service]: slots },
        presentIds: { ...state.presentIds, [service]: slot.id }
      }
    }),
    addPlan: (service) => edit(service, (slots, presentId) => {
      const open = slots.find(({ choice }) => choice === null)
      if (open !== undefined) return [slots, open.id]
      const slot = newSlot(null)
      return presentId === null ? [[slot], slot.id] : [[...slots, slot], slot.id]
    }),
    editPlan: (service, id) => edit(service, (slots, presentId) => [slots, slots.some((slot) => slot.id === id) ? id : presentId]),
    duplicatePlan: (service, id) => edit(service, (slots, presentId) => {
      const found = slots.find((slot) => slot.id === id)
      if (found === undefined) return [slots, presentId]
      const copy = newSlot(found.choice)
      return [after(slots, id, copy), copy.id]
    }),
    removePlan: (service, id) => edit(service, (slots, presentId) => {
      const at = slots.findIndex((slot) => slot.id === id)
      if (at < 0 || slots.length === 1) return [slots, presentId]
      const kept = slots.filter((slot) => slot.id !== id)
      return [kept, presentId === id ? (kept[Math.max(0, at - 1)]?.id ?? null) : presentId]
    }),
    dismissChanges: (service, id) => edit(service, (slots, presentId) =>
      [slots.map((slot) => slot.id === id ? { ...slot, changes: [] } : slot), presentId]),
    setIncluded: (key, isIncluded) => set(({ leftOut }) => {
      const next = new Set(leftOut)
      if (isIncluded) next.delete(key)
      else next.add(key)
      return { leftOut: next }
    })
  }
})
