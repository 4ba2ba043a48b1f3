import { randomBytes } from 'node:crypto'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { silentLog } from '../log/log'
import { createKeychain, type Keychain } from './keytarStore'
import { openSecretStore } from './openSecretStore'

/** A keychain in memory whose calls can be made to fail. */
function keychain(failing: Partial<Record<keyof Keychain, boolean>> = {}): Keychain & { readonly entries: Map<string, string> } {
  const entries = new Map<string, string>()
  const check = (call: keyof Keychain): void => {
    if (failing[call] === true) throw new Error('Cannot create an item in a locked collection')
  }
  return {
    entries,
    get: async (account) => (check('get'), entries.get(account) ?? null),
    set: async (account, secret) => (check('set'), void entries.set(account, secret)),
    delete: async (account) => (check('delete'), void entries.delete(account))
  }
}

describe('the secret store', () => {
  it('keeps, gives and removes in the keychain', async () => {
    const system = keychain()
    const store = await openSecretStore(silentLog, system)
    await store.set('mvsep.com', 'abc')
    expect([store.kept, await store.get('mvsep.com'), [...system.entries]]).toEqual(['keychain', 'abc', [['mvsep.com', 'abc']]])
    await store.delete('mvsep.com')
    expect([await store.get('mvsep.com'), system.entries.size]).toEqual([null, 0])
  })

  it.each<[string, Keychain]>([
    ['it throws', keychain({ get: true })],
    ['its library is missing', createKeychain({ load: () => Promise.reject(new Error('libsecret-1.so.0: cannot open')) })],
    ['it never answers', createKeychain({ timeoutMs: 20, load: () => new Promise(() => undefined) })],
    ['it is something else', createKeychain({ load: () => Promise.resolve({}) })]
  ])('lives in memory, and says so, when %s', async (_what, system) => {
    const warn = vi.fn()
    const store = await openSecretStore({ ...silentLog, warn }, system)
    await store.set('mvsep.com', 'abc')
    expect([store.kept, await store.get('mvsep.com'), warn.mock.calls.length]).toEqual(['session', 'abc', 1])
    await store.delete('mvsep.com')
    expect(await store.get('mvsep.com')).toBeNull()
  })

  it('A7-62: keeps a secret in memory, and says so, when the keychain reads but does not write', async () => {
    const store = await openSecretStore(silentLog, keychain({ set: true }))
    expect(store.kept).toBe('keychain')
    await store.set('mvsep.com', 'abc')
    expect([store.kept, await store.get('mvsep.com')]).toEqual(['session', 'abc'])
  })

  it('says it when the keychain does not let a secret go', async () => {
    const store = await openSecretStore(silentLog, keychain({ delete: true }))
    await expect(store.delete('mvsep.com')).rejects.toMatchObject({ code: 'keychainFailed' })
    expect(await store.get('mvsep.com')).toBeNull()
  })

  it('leaves no timer behind', async () => {
    vi.useFakeTimers()
    try {
      const getPassword = async (): Promise<null> => null
      await createKeychain({ load: async () => ({ default: { getPassword, setPassword: getPassword, deletePassword: getPassword } }) }).get('x')
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })
})

const account = `test-${randomBytes(6).toString('hex')}`
const system = createKeychain()
const writable = await (async (): Promise<boolean> => {
  try {
    await system.set(account, 'probe')
    return (await system.get(account)) === 'probe'
  } catch {
    return false
  }
})()
afterAll(async () => {
  if (writable) await system.delete(account)
})

describe.skipIf(!writable)('the system’s own keychain (skipped where none answers; scripts/with-secret-service.sh gives one)', () => {
  it('keeps a secret beyond the store that took it, and removes it', async () => {
    const first = await openSecretStore(silentLog)
    expect(first.kept).toBe('keychain')
    await first.set(account, 'S3cret with spaces, ü and "quotes"')
    expect(await (await openSecretStore(silentLog)).get(account)).toBe('S3cret with spaces, ü and "quotes"')
    await first.delete(account)
    expect(await (await openSecretStore(silentLog)).get(account)).toBeNull()
    await first.delete(account)
  })
})
