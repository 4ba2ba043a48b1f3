import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '../../shared/errors/appError'
import type { Log } from '../log/log'
import type { AccountApi } from '../mvsep/account'
import type { SecretStore } from '../secrets/secretStore'

export interface LocalAccountParts {
  readonly api: Pick<AccountApi, 'login' | 'register'>
  readonly secretStore: SecretStore
  readonly log: Log
}

/** Our own account at the local service, made and used without asking anybody. */
export interface LocalAccount {
  /**
   * A token for the service at this base; signs in once per base, registers where the kept account is not known.
   * Throws AppError: 'localServiceFailed' when the service refuses us, else as AccountApi.
   */
  token(apiBase: string): Promise<string>
}

const KEPT_AS = 'local-service'
const credentialsSchema = z.object({ email: z.string().min(1), password: z.string().min(1) })
type Credentials = z.infer<typeof credentialsSchema>

/** Builds the local account; the first call of `token` signs in. */
export function createLocalAccount({ api, secretStore, log }: LocalAccountParts): LocalAccount {
  const signIn = async (apiBase: string): Promise<string> => {
    const kept = toCredentials(await secretStore.get(KEPT_AS))
    if (kept !== null) log.registerSecret(kept.password)
    const token = kept === null ? null : await logIn(apiBase, kept)
    return token ?? (await register(apiBase))
  }

  /** Null when the service does not know these credentials: its data may have been removed. */
  const logIn = async (apiBase: string, credentials: Credentials): Promise<string | null> => {
    try {
      const { apiToken } = await api.login(apiBase, credentials)
      if (apiToken !== null) log.registerSecret(apiToken)
      return apiToken
    } catch (error) {
      if (isRefusal(error)) return null
      throw error
    }
  }

  const register = async (apiBase: string): Promise<string> => {
    const credentials = { email: `unbraid-${randomBytes(6).toString('hex')}@unbraid.example`, password: randomBytes(24).toString('base64url') }
    log.registerSecret(credentials.password)
    try {
      await api.register(apiBase, { name: 'Unbraid', ...credentials })
    } catch (error) {
      if (isRefusal(error)) throw new AppError('localServiceFailed', { detail: error.detail })
      throw error
    }
    await secretStore.set(KEPT_AS, JSON.stringify(credentials))
    const token = await logIn(apiBase, credentials)
    if (token === null) throw new AppError('localServiceFailed', { detail: 'the local service gave no token' })
    return token
  }

  let latest: { readonly apiBase: string; readonly token: Promise<string> } | null = null
  return {
    async token(apiBase) {
      if (latest?.apiBase !== apiBase) latest = { apiBase, token: signIn(apiBase) }
      const asked = latest
      try {
        return await asked.token
      } catch (error) {
        // The next call tries again.
        if (latest === asked) latest = null
        throw error
      }
    }
  }
}

function isRefusal(error: unknown): error is AppError {
  return error instanceof AppError && (error.code === 'refused' || error.code === 'tokenInvalid')
}

function toCredentials(text: string | null): Credentials | null {
  if (text === null) return null
  try {
    return credentialsSchema.parse(JSON.parse(text))
  } catch {
    // Not ours, or of a time that kept them otherwise: a new account takes its place.
    return null
  }
}
