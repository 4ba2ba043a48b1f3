import type { AccountSwitch, FormErrors, RunningThere } from '../../shared/domain/accounts'
import { AppError } from '../../shared/errors/appError'
import { toLabel } from '../../shared/text/visibleText'
import { messageOf, parseBody, readAnswer } from './answer'
import { toFormErrors } from './formErrors'
import type { Http } from './http'
import { toRunning } from './toRunning'
import type { HttpAnswer, ServiceAccess } from './types'
import { currentQueueWire, userWire } from './wire'

/** An account as the service tells it; `apiToken` is null until the user made one. */
export interface RemoteUser {
  readonly name: string
  readonly email: string
  readonly credits: number
  readonly premiumEnabled: boolean
  readonly longFilenames: boolean
  readonly apiToken: string | null
}

/** A form the service turned down, with its words by field. */
export class FormRefused extends AppError {
  readonly errors: FormErrors

  constructor(errors: FormErrors, detail: string | undefined) {
    super('refused', { detail })
    this.errors = errors
  }
}

export interface AccountApi {
  /** GET app/user. Throws AppError('tokenInvalid') for a wrong token; else as Http and readAnswer do. */
  user(apiBase: string, token: string, signal?: AbortSignal): Promise<RemoteUser>
  /** POST app/login. Throws FormRefused for wrong credentials. */
  login(apiBase: string, credentials: { readonly email: string; readonly password: string }): Promise<RemoteUser>
  /** POST app/register. Answers the service's words. Throws FormRefused. */
  register(apiBase: string, person: { readonly name: string; readonly email: string; readonly password: string }): Promise<string | null>
  /** POST app/enable_… or disable_…. Throws AppError('refused') with the service's words, 'tokenInvalid'. */
  turn(access: ServiceAccess, which: AccountSwitch, on: boolean): Promise<void>
  /** The jobs the service works on for this account: `current_queue` of GET app/user, whose items are not evidenced (API notes §13). */
  running(access: ServiceAccess): Promise<readonly RunningThere[]>
}

const SWITCHES = { premium: 'premium', longFilenames: 'long_filenames' } as const satisfies Record<AccountSwitch, string>

/** The account endpoints (API notes §8). */
export function createAccountApi(http: Http): AccountApi {
  return {
    async user(apiBase, token, signal) {
      const answer = await http.get(`${apiBase}/app/user`, { query: { api_token: token }, signal })
      return toRemoteUser(readAnswer(answer, [token]))
    },
    async login(apiBase, { email, password }) {
      const answer = await http.postForm(`${apiBase}/app/login`, { email, password })
      return toRemoteUser(readForm(answer, password))
    },
    async register(apiBase, { name, email, password }) {
      const fields = { name, email, password, password_confirmation: password }
      const words = messageOf(readForm(await http.postForm(`${apiBase}/app/register`, fields), password))
      return words?.replaceAll(password, '…') ?? null
    },
    async turn({ apiBase, token }, which, on) {
      const answer = await http.postForm(`${apiBase}/app/${on ? 'enable' : 'disable'}_${SWITCHES[which]}`, { api_token: token })
      readAnswer(answer, [token])
    },
    async running({ apiBase, token }) {
      const answer = await http.get(`${apiBase}/app/user`, { query: { api_token: token } })
      return toRunning(currentQueueWire.parse(readAnswer(answer, [token])).data.current_queue, apiBase)
    }
  }
}

/** The JSON of an accepted form. A refusal of what was filled in is told by field; trouble on the way is thrown as ever. */
function readForm(answer: HttpAnswer, password: string): unknown {
  try {
    return readAnswer(answer, [password])
  } catch (error) {
    // No token was sent: a 401 or 403 of the service's own is about what was filled in.
    if (!(error instanceof AppError) || (error.code !== 'refused' && error.code !== 'tokenInvalid')) throw error
    throw new FormRefused(toFormErrors(parseBody(answer.body), password), error.detail)
  }
}

function toRemoteUser(json: unknown): RemoteUser {
  const parsed = userWire.safeParse(json)
  if (!parsed.success) throw new AppError('notMvsep', { detail: 'an account without an e-mail address' })
  const { name, email, api_token: apiToken, premium_minutes: credits, premium_enabled: premium, long_filenames_enabled: long } = parsed.data.data
  return { name: toLabel(name ?? ''), email: toLabel(email), apiToken: apiToken || null, credits: credits ?? 0, premiumEnabled: premium ?? false, longFilenames: long ?? false }
}
