import type { AddedInputs } from '../domain/input'
import type { PageCommandName } from './channels'
import type { CommandInput, CommandOutput, FactName, Facts } from './contract'
import type { Reply } from './reply'

/** What the preload puts on the page as `window.unbraid`: three functions, no Electron object among them. */
export interface UnbraidBridge {
  call<C extends PageCommandName>(name: C, input: CommandInput<C>): Promise<Reply<CommandOutput<C>>>
  /** Hands dropped, pasted or picked File objects to main; their paths are read in the preload and stay there. */
  addFiles(files: readonly File[]): Promise<Reply<AddedInputs>>
  /** Listens to a fact; the answer ends the listening. */
  on<F extends FactName>(name: F, listener: (fact: Facts[F]) => void): () => void
}
