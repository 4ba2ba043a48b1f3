import type { SecretStore } from './secretStore'

/** Keeps secrets until the app quits, for systems without a keychain. */
export function createMemoryStore(): SecretStore {
  const secrets = new Map<string, string>()
  return {
    kept: 'session',
    get: async (account) => secrets.get(account) ?? null,
    set: async (account, secret) => {
      secrets.set(account, secret)
    },
    delete: async (account) => {
      secrets.delete(account)
    }
  }
}
