import type { Log } from '../log/log'
import type { SecretStore } from '../secrets/secretStore'

/** The tokens of the accounts at one service, each under a name of its own in the keychain; read at the start, then at hand. */
export interface Tokens {
  /** The token that was kept before accounts had names; null when there is none. */
  takeOld(): Promise<string | null>
  /** Forgets the old one, once it stands under its account's name. Throws 'keychainFailed'. */
  forgetOld(): Promise<void>
  load(id: string): Promise<void>
  /** Null when none is kept, or the service has refused it. */
  of(id: string): string | null
  /** Keeps a token; `isWanted` is asked again when the keychain has it: what nobody wants any more is taken out again. */
  keep(id: string, token: string, isWanted: () => boolean): Promise<void>
  /** Gone here at once. Throws AppError('keychainFailed') when the keychain would not let it go. */
  forget(id: string): Promise<void>
  /** The service refused it: it is not used again until it is asked for by `unrefuse`. False where there is none. */
  refuse(id: string): boolean
  unrefuse(id: string): void
}

/** Builds the tokens of the service at `host`; none is read yet. */
export function createTokens(secretStore: SecretStore, host: string, log: Log): Tokens {
  const held = new Map<string, string>()
  const refused = new Set<string>()
  const keptAs = (id: string): string => `${host}/${id}`
  return {
    async takeOld() {
      const token = await secretStore.get(host)
      if (token !== null) log.registerSecret(token)
      return token
    },
    forgetOld: () => secretStore.delete(host),
    async load(id) {
      const token = await secretStore.get(keptAs(id))
      if (token === null || held.has(id)) return
      log.registerSecret(token)
      held.set(id, token)
    },
    of: (id) => (refused.has(id) ? null : (held.get(id) ?? null)),
    async keep(id, token, isWanted) {
      await secretStore.set(keptAs(id), token)
      if (isWanted()) {
        held.set(id, token)
        refused.delete(id)
      } else if (!held.has(id)) await secretStore.delete(keptAs(id))
    },
    async forget(id) {
      held.delete(id)
      refused.delete(id)
      await secretStore.delete(keptAs(id))
    },
    refuse(id) {
      if (held.has(id)) refused.add(id)
      return held.has(id)
    },
    unrefuse: (id) => { refused.delete(id) }
  }
}
