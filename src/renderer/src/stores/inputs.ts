import { create } from 'zustand'
import type { AddedInputs, Input } from '../../../shared/domain/input'
import { addFiles, call } from '../bridge/client'
import { attempt, useNotices } from './notices'

interface InputsState {
  readonly inputs: readonly Input[]
  /** Additions under way: main looks at the files. */
  readonly adding: number
}

export const useInputs = create<InputsState>(() => ({ inputs: [], adding: 0 }))

/** Takes what main accepted; what it refused is told. The same input is never listed twice. */
export function takeInputs({ added, refused }: AddedInputs): void {
  useInputs.setState(({ inputs }) => {
    const known = new Set(inputs.map((input) => input.id))
    return { inputs: [...inputs, ...added.filter((input) => !known.has(input.id))] }
  })
  if (refused.length > 0) useNotices.getState().add({ kind: 'refused', refused })
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
