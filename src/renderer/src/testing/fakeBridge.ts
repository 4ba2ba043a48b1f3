import type { UnbraidBridge } from '../../../shared/ipc/bridge'
import type { PageCommandName } from '../../../shared/ipc/channels'
import type { CommandInput, CommandOutput, FactName, Facts } from '../../../shared/ipc/contract'
import type { Reply } from '../../../shared/ipc/reply'

type Answers = { [C in PageCommandName]?: (input: CommandInput<C>) => Reply<CommandOutput<C>> }

export interface FakeBridge {
  /** Every command in the order it was sent. */
  readonly sent: { readonly name: PageCommandName; readonly input: unknown }[]
  tell<F extends FactName>(name: F, fact: Facts[F]): void
}

/** Puts a bridge on the page that answers from a table; a command without an answer fails the test that sent it. */
export function installBridge(answers: Answers = {}): FakeBridge {
  const sent: FakeBridge['sent'] = []
  const listeners = new Map<string, Set<(fact: never) => void>>()
  const bridge: UnbraidBridge = {
    async call(name, input) {
      sent.push({ name, input })
      const answer = answers[name]
      if (answer === undefined) throw new Error(`no answer for ${name}`)
      return answer(input)
    },
    async addFiles() {
      return { ok: true, value: { added: [], refused: [] } }
    },
    on(name, listener) {
      const own = listeners.get(name) ?? new Set()
      listeners.set(name, own.add(listener))
      return () => { own.delete(listener) }
    }
  }
  Object.defineProperty(window, 'unbraid', { value: bridge, configurable: true })
  return {
    sent,
    tell(name, fact) { listeners.get(name)?.forEach((listener) => { listener(fact as never) }) }
  }
}
