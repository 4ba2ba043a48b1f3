/** The part of keytar we use. */
export type Keytar = Pick<typeof import('keytar'), 'getPassword' | 'setPassword' | 'deletePassword'>

/** The bare keychain: every call may throw, none lasts longer than its time-out. */
export interface Keychain {
  get(account: string): Promise<string | null>
  set(account: string, secret: string): Promise<void>
  delete(account: string): Promise<void>
}

export interface KeychainOptions {
  readonly load?: () => Promise<unknown>
  /** A locked keychain may wait for a prompt nobody sees. */
  readonly timeoutMs?: number
}

const SERVICE = 'Unbraid'

/**
 * The system's keychain through keytar, under the service name "Unbraid". keytar is loaded at the first call: where the
 * system's secret library is missing, loading it throws, and the app must start all the same.
 */
export function createKeychain({ load = () => import('keytar'), timeoutMs = 3_000 }: KeychainOptions = {}): Keychain {
  let loading: Promise<Keytar> | null = null
  const call = <T>(action: (keytar: Keytar) => Promise<T>): Promise<T> => {
    loading ??= load().then(toKeytar)
    return within(timeoutMs, loading.then(action))
  }
  return {
    get: (account) => call((keytar) => keytar.getPassword(SERVICE, account)),
    set: (account, secret) => call((keytar) => keytar.setPassword(SERVICE, account, secret)),
    delete: (account) =>
      call(async (keytar) => {
        await keytar.deletePassword(SERVICE, account)
      })
  }
}

// keytar is CommonJS: depending on who loads it, its functions stand on the module or on its default.
function toKeytar(module: unknown): Keytar {
  const candidates = [module, typeof module === 'object' && module !== null && 'default' in module ? module.default : null]
  const keytar = candidates.find(isKeytar)
  if (keytar === undefined) throw new Error('keytar has none of its functions')
  return keytar
}

function isKeytar(value: unknown): value is Keytar {
  return typeof value === 'object' && value !== null && 'getPassword' in value && 'setPassword' in value && 'deletePassword' in value
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`the keychain did not answer within ${timeoutMs} ms`)), timeoutMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
