import { create } from 'zustand'
import type { Input } from '../../../shared/domain/input'
import type { Job } from '../../../shared/domain/job'
import type { Preparation, PreparingProgress } from '../../../shared/domain/prepared'
import type { ErrorInfo } from '../../../shared/errors/appError'
import { call, errorInfoOf } from '../bridge/client'
import { adding, useInputs } from './inputs'
import { goTo } from './navigation'
import { attempt } from './notices'
import { usePlan } from './plan'

interface PrepareState {
  /** The input whose ways to be sent are on screen. */
  readonly inputId: string | null
  /** A file is being made; 0..1. */
  readonly fraction: number | null
  readonly error: ErrorInfo | null
  /** What was made or undone last, for those who do not see the list. */
  readonly last: { readonly input: Input } | null
}

const CLOSED = { inputId: null, fraction: null, error: null } as const

export const usePrepare = create<PrepareState>(() => ({ ...CLOSED, last: null }))

/** Shows what can be made of an input. */
export const openPrepare = (inputId: string): void => { usePrepare.setState({ inputId, fraction: null, error: null }) }

/** Closes that; what is being made is stopped. */
export function closePrepare(): void {
  const { inputId, fraction } = usePrepare.getState()
  if (inputId !== null && fraction !== null) void tellStop(inputId)
  usePrepare.setState(CLOSED)
}

/** Main tells how far it is. */
export function notePreparing({ inputId, fraction }: PreparingProgress): void {
  usePrepare.setState((state) => (state.inputId === inputId && state.fraction !== null ? { fraction } : {}))
}

const tellStop = (inputId: string): Promise<void> => attempt(() => call('inputs:stopPreparing', { inputId }))

/** Ends what is being made; the input stays what it was. */
export const stopPreparing = (): Promise<void> => {
  const { inputId } = usePrepare.getState()
  return inputId === null ? Promise.resolve() : tellStop(inputId)
}

function takePrepared(input: Input): void {
  useInputs.setState(({ inputs }) => ({ inputs: inputs.map((before) => (before.id === input.id ? input : before)) }))
  usePrepare.setState(({ inputId }) => ({ ...(inputId === input.id ? CLOSED : {}), last: { input } }))
}

async function working(inputId: string, work: () => Promise<Input>): Promise<void> {
  usePrepare.setState({ inputId, fraction: 0, error: null })
  try {
    takePrepared(await work())
  } catch (error) {
    const info = errorInfoOf(error)
    usePrepare.setState((state) => (state.inputId === inputId ? { fraction: null, error: info.code === 'cancelled' ? null : info } : {}))
  }
}

/** Makes a file of the input, which stands for that file from then on. */
export const prepare = (inputId: string, preparation: Preparation): Promise<void> => working(inputId, () => call('inputs:prepare', { inputId, preparation }))

/** Sends the song as it is again. */
export const undoPrepared = (inputId: string): Promise<void> => attempt(async () => { takePrepared(await call('inputs:undoPrepared', { inputId })) })

/** Puts the song that a trial was cut from among the inputs, and its plan in the form. Nothing is sent. */
export const runWhole = ({ id, service, plan }: Job): Promise<void> => adding(async () => {
  const added = await call('jobs:wholeSong', { jobIds: [id] })
  usePlan.getState().takePlan(service, plan)
  goTo({ page: 'separate' })
  return added
})
