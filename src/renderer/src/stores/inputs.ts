import { create } from 'zustand'
import type { AddedInputs, Input, LookedInputs } from '../../../shared/domain/input'
import { addFiles, call } from '../bridge/client'
import { attempt, tellRefused, useNotices } from './notices'

interface InputsState {
  readonly inputs: readonly Input[]
  /** Additions under way: main looks at the files. */
  readonly adding: number
}

export const useInputs = create<InputsState>(() => ({ inputs: [], adding: 0 }))

/** Takes what main accepted, and has those looked at that were not; what it refused is told. The same input is never listed twice. */
export function takeInputs({ added, refused, walked }: AddedInputs): void {
  useInputs.setState(({ inputs }) => {
    const known = new Set(inputs.map((input) => input.id))
    return { inputs: [...inputs, ...added.filter((input) => !known.has(input.id))] }
  })
  // Only now: what is told of an input that is not listed yet would be lost.
  const inputIds = added.filter(({ isLooking }) => isLooking === true).map(({ id }) => id)
  if (inputIds.length > 0) void attempt(() => call('inputs:look', { inputIds }))
  if (refused.length > 0) tellRefused(refused)
  if (walked !== undefined) useNotices.getState().add({ kind: 'walked', walked })
}

/** Takes what main has learnt of inputs it did not look at first. */
export function noteLooked({ lengths, refused }: LookedInputs): void {
  const gone = new Set(refused.map(({ id }) => id))
  const known = new Map(lengths.map(({ id, durationSeconds }) => [id, durationSeconds]))
  useInputs.setState(({ inputs }) => ({
    inputs: inputs.filter(({ id }) => !gone.has(id)).map((input) => {
      const durationSeconds = known.get(input.id)
      if (durationSeconds === undefined) return input
      const { isLooking: _isLooking, ...looked } = input
      return { ...looked, durationSeconds }
    })
  }))
  if (refused.length > 0) tellRefused(refused)
}

/** Shows that files are being looked at while `ask` runs, and takes its answer. */
export const adding = (ask: () => Promise<AddedInputs>): Promise<void> => attempt(async () => {
  useInputs.setState((state) => ({ adding: state.adding + 1 }))
  try {
    takeInputs(await ask())
  } finally {
    useInputs.setState((state) => ({ adding: state.adding - 1 }))
  }
})

/** Adds dropped or pasted files. */
export const addDropped = (files: readonly File[]): Promise<void> => adding(() => addFiles(files))
/** Lets main ask for a folder. */
export const pickFolder = (): Promise<void> => adding(() => call('inputs:pickFolder', undefined))
/** Ends what is being searched through: nothing of it is added. */
export const stopAdding = (): Promise<void> => attempt(() => call('inputs:stopAdding', undefined))
/** Lets main ask for files. */
export const pickFiles = (): Promise<void> => adding(() => call('inputs:pick', undefined))
/** Adds the sample song that comes with the app. */
export const addSample = (): Promise<void> => adding(() => call('inputs:addSample', undefined))

/** Takes inputs off the list; the files themselves are not touched. */
export const removeInputs = (inputIds: readonly string[]): Promise<void> => attempt(async () => {
  const gone = new Set(inputIds)
  useInputs.setState(({ inputs }) => ({ inputs: inputs.filter((input) => !gone.has(input.id)) }))
  await call('inputs:remove', { inputIds: [...inputIds] })
})
