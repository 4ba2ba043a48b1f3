import { AppError } from '../../shared/errors/appError'
import type { Log } from '../log/log'
import { createKeychain, type Keychain } from './keytarStore'
import { createMemoryStore } from './memoryStore'
import type { Kept, SecretStore } from './secretStore'

/** Never written; asked for to learn whether the keychain answers. */
const PROBE = 'probe'

/** Opens the keychain, or memory where none answers; `kept` says which. Never throws. */
export async function openSecretStore(log: Log, keychain: Keychain = createKeychain()): Promise<SecretStore> {
  try {
    await keychain.get(PROBE)
    return createKeychainStore(keychain, log)
  } catch (error) {
    log.warn('no keychain: secrets last until the app quits', { error })
    return createMemoryStore()
  }
}

/**
 * A keychain that may stop answering, or answer reads and refuse writes (a locked one does): from the first refused
 * call on, new secrets are kept in memory, and a secret that was taken once is never lost while the app runs.
 */
function createKeychainStore(keychain: Keychain, log: Log): SecretStore {
  const memory = createMemoryStore()
  let kept: Kept = 'keychain'
  const fallBack = (error: unknown): void => {
    if (kept === 'keychain') log.warn('the keychain stopped answering: new secrets last until the app quits', { error })
    kept = 'session'
  }
  return {
    get kept() {
      return kept
    },
    async get(account) {
      const inMemory = await memory.get(account)
      if (inMemory !== null || kept === 'session') return inMemory
      try {
        return await keychain.get(account)
      } catch (error) {
        fallBack(error)
        return null
      }
    },
    async set(account, secret) {
      try {
        if (kept === 'keychain') return await keychain.set(account, secret)
      } catch (error) {
        fallBack(error)
      }
      await memory.set(account, secret)
    },
    async delete(account) {
      await memory.delete(account)
      try {
        await keychain.delete(account)
      } catch (error) {
        fallBack(error)
        throw new AppError('keychainFailed', { detail: error instanceof Error ? error.message : undefined, cause: error })
      }
    }
  }
}
