import type { AddedInputs } from '../../../shared/domain/input'
import type { ErrorInfo } from '../../../shared/errors/appError'
import type { UnbraidBridge } from '../../../shared/ipc/bridge'
import type { PageCommandName } from '../../../shared/ipc/channels'
import type { CommandInput, CommandOutput, FactName, Facts } from '../../../shared/ipc/contract'
import type { Reply } from '../../../shared/ipc/reply'

declare global {
  interface Window {
    readonly unbraid: UnbraidBridge
  }
}

/** A command that main answered with an error; `info` holds what the user is told. */
export class BridgeError extends Error {
  readonly info: ErrorInfo

  constructor(info: ErrorInfo) {
    super(info.detail === undefined ? info.code : `${info.code}: ${info.detail}`)
    this.name = 'BridgeError'
    this.info = info
  }
}

function unwrap<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value
  throw new BridgeError(reply.error)
}

/** Sends a command to main and answers its value; throws BridgeError when main could not do it. */
export async function call<C extends PageCommandName>(name: C, input: CommandInput<C>): Promise<CommandOutput<C>> {
  return unwrap(await window.unbraid.call(name, input))
}

/** Hands dropped or pasted files to main; throws BridgeError when none of them could even be looked at. */
export async function addFiles(files: readonly File[]): Promise<AddedInputs> {
  return unwrap(await window.unbraid.addFiles(files))
}

/** Listens to a fact of main; the answer ends the listening. */
export function listen<F extends FactName>(name: F, listener: (fact: Facts[F]) => void): () => void {
  return window.unbraid.on(name, listener)
}

/** What the user is told about any thrown thing; a bug becomes 'unexpected'. */
export function errorInfoOf(error: unknown): ErrorInfo {
  if (error instanceof BridgeError) return error.info
  return { code: 'unexpected', detail: error instanceof Error ? error.message : undefined }
}
