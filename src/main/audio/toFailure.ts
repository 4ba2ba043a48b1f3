import { codeOf } from '../transfers/systemError'
import type { TaskFailure } from './tasks'

/** An error as it crosses threads. CodecError and Node's system errors both carry a string code. */
export const toFailure = (error: unknown): TaskFailure => ({
  code: codeOf(error) || 'unexpected',
  message: error instanceof Error ? error.message : String(error)
})
