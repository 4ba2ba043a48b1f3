import { afterEach, beforeEach } from 'vitest'
import type { Account } from '../../../shared/domain/account'
import { silentLog } from '../../log/log'
import { createAccountApi } from '../../mvsep/account'
import { createHttp, type Http } from '../../mvsep/http'
import { sendJson, startLoopbackServer, type Answering, type LoopbackServer } from '../../mvsep/testing/loopbackServer'
import { createMemoryStore } from '../../secrets/memoryStore'
import type { SecretStore } from '../../secrets/secretStore'
import { accountIdOf, createAccountList, type AccountList } from '../accountList'
import { createAccountService, type AccountService } from '../accountService'

/** The token of Ann. */
export const good = 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5'
/** The token of Bob. */
export const other = 'Z9y8X7w6V5u4T3s2R1q0P9o8N7m6L5'
/** What the server says of a user. */
export const user = (name: string) => ({ success: true, data: { name, email: `${name}@example.com`, api_token: null, premium_minutes: 54, premium_enabled: 1 } })

/** The server. */
export let server: LoopbackServer
/** The way to it. */
export let http: Http
/** The keychain. */
export let store: SecretStore
/** The accounts known so far. */
export let accounts: AccountList
/** How it answers from now on. */
export const replies: { now: Answering } = { now: () => undefined }
const opened: AccountService[] = []

/** The account service as a start of the app makes it. */
export const open = (secretStore = store, list = accounts): AccountService => {
  const service = createAccountService({ api: createAccountApi(http), secretStore, list, apiBase: server.apiBase, clock: () => 7, log: silentLog })
  opened.push(service)
  return service
}

/** The id of Ann, Bob or Eve. */
export const idOf = (name: string): string => accountIdOf(server.host, `${name}@example.com`)
/** The token of one of them in the keychain; by default Ann's. */
export const kept = (name = 'ann'): Promise<string | null> => store.get(`${server.host}/${idOf(name)}`)
/** A user as the app tells of them. */
export const signedIn = (name: string): Account => ({
  status: 'signedIn', name, email: `${name}@example.com`, credits: 54, premiumEnabled: true, longFilenames: false, kept: 'session', checkedAtMs: 7
})

/** A server that knows Ann and Bob, and an empty keychain, for each test of the file that calls it. */
export function serveForEach(): void {
  beforeEach(async () => {
    replies.now = (request, response) => {
      const name = { [good]: 'ann', [other]: 'bob' }[request.query.get('api_token') ?? '']
      if (name === undefined) sendJson(response, { message: 'Unauthenticated.' }, 401)
      else sendJson(response, user(name))
    }
    server = await startLoopbackServer((request, response) => replies.now(request, response))
    http = createHttp({ userAgent: 'Unbraid/test', timeouts: { responseMs: 2_000 } })
    store = createMemoryStore()
    accounts = createAccountList({ active: null, accounts: [] }, () => Promise.resolve(), silentLog)
  })
  afterEach(async () => {
    for (const service of opened.splice(0)) service.dispose()
    http.dispose()
    await server.close()
  })
}
