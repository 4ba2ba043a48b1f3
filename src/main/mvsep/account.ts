import { AppError } from '../../shared/errors/appError'
import { toLabel } from '../../shared/text/visibleText'
import { readAnswer } from './answer'
import type { Http } from './http'
import { userWire } from './wire'

/** An account as the service tells it; `apiToken` is null until the user made one. */
export interface RemoteUser {
  readonly name: string
  readonly email: string
  readonly credits: number
  readonly premiumEnabled: boolean
  readonly apiToken: string | null
}

export interface AccountApi {
  /** GET app/user. Throws AppError('tokenInvalid') for a wrong token; else as Http and readAnswer do. */
  user(apiBase: string, token: string, signal?: AbortSignal): Promise<RemoteUser>
  /** POST app/login. Throws AppError('refused') for wrong credentials. */
  login(apiBase: string, credentials: { readonly email: string; readonly password: string }): Promise<RemoteUser>
  /** POST app/register. Throws AppError('refused') with the service's words. */
  register(apiBase: string, person: { readonly name: string; readonly email: string; readonly password: string }): Promise<void>
}

/** The account endpoints (API notes §8). */
export function createAccountApi(http: Http): AccountApi {
  return {
    async user(apiBase, token, signal) {
      const answer = await http.get(`${apiBase}/app/user`, { query: { api_token: token }, signal })
      return toRemoteUser(readAnswer(answer, [token]))
    },
    async login(apiBase, { email, password }) {
      const answer = await http.postForm(`${apiBase}/app/login`, { email, password })
      return toRemoteUser(readAnswer(answer, [password]))
    },
    async register(apiBase, { name, email, password }) {
      const fields = { name, email, password, password_confirmation: password }
      readAnswer(await http.postForm(`${apiBase}/app/register`, fields), [password])
    }
  }
}

function toRemoteUser(json: unknown): RemoteUser {
  const parsed = userWire.safeParse(json)
  if (!parsed.success) throw new AppError('notMvsep', { detail: 'an account without an e-mail address' })
  const { name, email, api_token: apiToken, premium_minutes: credits, premium_enabled: premiumEnabled } = parsed.data.data
  return { name: toLabel(name ?? ''), email, apiToken: apiToken || null, credits: credits ?? 0, premiumEnabled: premiumEnabled ?? false }
}
