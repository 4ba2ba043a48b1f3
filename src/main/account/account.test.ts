import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Account } from '../../shared/domain/account'
import { createLog, silentLog } from '../log/log'
import { createAccountApi } from '../mvsep/account'
import { createHttp, type Http } from '../mvsep/http'
import { sendJson, startLoopbackServer, type Answering, type LoopbackServer } from '../mvsep/testing/loopbackServer'
import { createMemoryStore } from '../secrets/memoryStore'
import type { SecretStore } from '../secrets/secretStore'
import { createAccountService, type AccountService } from './accountService'
import { createLocalAccount } from './localAccount'

const good = 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5'
const other = 'Z9y8X7w6V5u4T3s2R1q0P9o8N7m6L5'
const user = (name: string) => ({ success: true, data: { name, email: `${name}@example.com`, api_token: null, premium_minutes: 54, premium_enabled: 1 } })

let server: LoopbackServer
let http: Http
let store: SecretStore
let answer: Answering
const opened: AccountService[] = []
beforeEach(async () => {
  answer = (request, response) => {
    const name = { [good]: 'ann', [other]: 'bob' }[request.query.get('api_token') ?? '']
    if (name === undefined) sendJson(response, { message: 'Unauthenticated.' }, 401)
    else sendJson(response, user(name))
  }
  server = await startLoopbackServer((request, response) => answer(request, response))
  http = createHttp({ userAgent: 'Unbraid/test', timeouts: { responseMs: 2_000 } })
  store = createMemoryStore()
})
afterEach(async () => {
  for (const service of opened.splice(0)) service.dispose()
  http.dispose()
  await server.close()
})

const open = (secretStore = store): AccountService => {
  const service = createAccountService({ api: createAccountApi(http), secretStore, apiBase: server.apiBase, clock: () => 7, log: silentLog })
  opened.push(service)
  return service
}
const kept = (): Promise<string | null> => store.get(server.host)
const signedIn = (name: string): Account => ({
  status: 'signedIn', name, email: `${name}@example.com`, credits: 54, premiumEnabled: true, kept: 'session', checkedAtMs: 7
})

describe('signing in', () => {
  it('checks the token, keeps it, tells everyone and never holds it out', async () => {
    const account = open()
    const told: Account[] = []
    account.onChange((next) => told.push(next))
    expect(await account.signIn(` ${good}\n`)).toEqual(signedIn('ann'))
    expect([await kept(), told, account.access()]).toEqual([good, [signedIn('ann')], { apiBase: server.apiBase, token: good }])
    expect(JSON.stringify(told)).not.toContain(good)
  })

  it('does not keep a wrong token', async () => {
    const account = open()
    await account.start()
    await expect(account.signIn('wrong')).rejects.toMatchObject({ code: 'tokenInvalid' })
    expect([account.current(), await kept(), account.access().token]).toEqual([{ status: 'signedOut' }, null, null])
  })

  it.each(['', '  '])('asks for a token when it gets %j', async (token) => {
    await expect(open().signIn(token)).rejects.toMatchObject({ code: 'tokenMissing' })
    expect(server.seen).toHaveLength(0)
  })

  it('keeps nothing when the server cannot be reached, and leaves the token kept before', async () => {
    const account = open()
    await account.signIn(good)
    await server.close()
    await expect(account.signIn(other)).rejects.toMatchObject({ code: 'serverUnreachable' })
    expect([account.current(), await kept(), account.access().token]).toEqual([signedIn('ann'), good, good])
  })

  it('leaves the token kept before when a new one is wrong', async () => {
    const account = open()
    await account.signIn(good)
    await expect(account.signIn('wrong')).rejects.toMatchObject({ code: 'tokenInvalid' })
    expect([account.current(), await kept()]).toEqual([signedIn('ann'), good])
  })

  it('is undone by a sign-out that comes before the answer', async () => {
    const account = open()
    const waiting = new Promise<() => void>((resolve) => {
      answer = (_request, response) => resolve(() => sendJson(response, user('ann')))
    })
    const signingIn = account.signIn(good)
    const release = await waiting
    await account.signOut()
    release()
    await expect(signingIn).rejects.toMatchObject({ code: 'cancelled' })
    expect([account.current(), await kept()]).toEqual([{ status: 'signedOut' }, null])
  })

  it('leaves nothing in the keychain when the sign-out overtakes its writing', async () => {
    let tellWriting: (finish: () => void) => void = () => undefined
    const writing = new Promise<() => void>((resolve) => (tellWriting = resolve))
    const set: SecretStore['set'] = (name, secret) =>
      new Promise((resolve) => tellWriting(() => resolve(store.set(name, secret))))
    const account = open({ ...store, set })
    const signingIn = account.signIn(good)
    const finish = await writing
    await account.signOut()
    finish()
    await expect(signingIn).rejects.toMatchObject({ code: 'cancelled' })
    expect(await kept()).toBeNull()
  })
})

describe('at start', () => {
  it('is being checked until the first answer, and never signed out in between', async () => {
    await store.set(server.host, good)
    const account = open()
    const told: string[] = [account.current().status]
    account.onChange(({ status }) => told.push(status))
    await account.start()
    expect(told).toEqual(['checking', 'signedIn'])
  })

  it('does not stay in checking when a wrong token is tried before the answer', async () => {
    await store.set(server.host, good)
    const working = answer
    const held = new Promise<() => void>((resolve) => {
      answer = (request, response) => {
        answer = working
        resolve(() => working(request, response))
      }
    })
    const account = open()
    const starting = account.start()
    const release = await held
    await expect(account.signIn('wrong')).rejects.toMatchObject({ code: 'tokenInvalid' })
    release()
    await starting
    expect(account.current()).toEqual(signedIn('ann'))
  })

  it('is signed out when no token is kept, and asks nobody', async () => {
    expect(await open().start()).toEqual({ status: 'signedOut' })
    expect(server.seen).toHaveLength(0)
  })

  it('is signed in with the kept token', async () => {
    await store.set(server.host, good)
    const account = open()
    expect(await account.start()).toEqual(signedIn('ann'))
    expect(account.access().token).toBe(good)
  })

  it.each<[string, Answering, string]>([
    ['the server is in trouble', (_request, response) => sendJson(response, {}, 503), 'serverError'],
    ['a hotel answers', (_request, response) => response.end('<html>hello</html>'), 'notMvsep'],
    ['the token was revoked', (_request, response) => sendJson(response, {}, 401), 'tokenInvalid']
  ])('keeps the token when %s', async (_what, answering, code) => {
    await store.set(server.host, good)
    answer = answering
    const account = open()
    expect(await account.start()).toMatchObject({ status: 'unchecked', kept: 'session', error: { code } })
    expect([await kept(), account.access().token]).toEqual([good, good])
  })
})

describe('later', () => {
  it('refreshes the credits', async () => {
    const account = open()
    await account.signIn(good)
    answer = (_request, response) => sendJson(response, { success: true, data: { ...user('ann').data, premium_minutes: '12', premium_enabled: 0 } })
    expect(await account.refresh()).toMatchObject({ credits: 12, premiumEnabled: false })
  })

  it('stays signed in when a refresh does not get through, and says why it did not', async () => {
    const account = open()
    await account.signIn(good)
    answer = (_request, response) => sendJson(response, {}, 502)
    await expect(account.refresh()).rejects.toMatchObject({ code: 'serverError' })
    expect(account.current()).toEqual(signedIn('ann'))
  })

  it('becomes unchecked when the token is refused, keeps it, and comes back when it is good again', async () => {
    const account = open()
    await account.signIn(good)
    const working = answer
    answer = (_request, response) => sendJson(response, {}, 401)
    await expect(account.refresh()).rejects.toMatchObject({ code: 'tokenInvalid' })
    expect([account.current().status, await kept()]).toEqual(['unchecked', good])
    answer = working
    expect(await account.refresh()).toEqual(signedIn('ann'))
  })

  it('signs out and forgets', async () => {
    const account = open()
    await account.signIn(good)
    expect(await account.signOut()).toEqual({ status: 'signedOut' })
    expect([await kept(), account.access().token]).toEqual([null, null])
    expect(await account.refresh()).toEqual({ status: 'signedOut' })
  })

  it('is signed out in the app also when the keychain does not let go, and says so', async () => {
    const account = open({ ...createMemoryStore(), delete: () => Promise.reject(new Error('locked')) })
    await account.signIn(good)
    await expect(account.signOut()).rejects.toThrow('locked')
    expect([account.current(), account.access().token]).toEqual([{ status: 'signedOut' }, null])
  })

  it('tells nobody after it is disposed', async () => {
    const account = open()
    const told = vi.fn()
    account.onChange(told)
    const waiting = new Promise<void>((resolve) => {
      answer = () => resolve()
    })
    const signingIn = account.signIn(good)
    await waiting
    account.dispose()
    await expect(signingIn).rejects.toMatchObject({ code: 'cancelled' })
    expect(told).not.toHaveBeenCalled()
  })
})

it('no token or password reaches the log, whatever happens', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'unbraid-account-'))
  const log = createLog({ filePath: join(folder, 'app.log') })
  const strange = 'a token with "spaces" & ünicode'
  const account = createAccountService({ api: createAccountApi(http), secretStore: store, apiBase: server.apiBase, clock: () => 7, log })
  for (const token of [good, strange]) {
    const outcome = await account.signIn(token).catch((error: unknown) => error)
    log.warn('signed in', { outcome, access: account.access(), said: `with ${token}`, encoded: encodeURIComponent(token) })
  }
  const text = readFileSync(join(folder, 'app.log'), 'utf8')
  rmSync(folder, { recursive: true })
  for (const token of [good, strange, encodeURIComponent(strange), JSON.stringify(strange).slice(1, -1)]) expect(text).not.toContain(token)
  expect(text).toContain('signed in')
})

describe('the account at the local service', () => {
  let people: Map<string, string>
  beforeEach(() => {
    people = new Map()
    answer = (request, response) => {
      const [email, password] = [request.form.get('email') ?? '', request.form.get('password') ?? '']
      if (request.path.endsWith('/register')) {
        people.set(email, password)
        sendJson(response, { success: true, message: 'Account verification email sent' })
      } else if (people.get(email) === password) sendJson(response, { success: true, data: { ...user('local').data, api_token: `token of ${email}` } })
      else sendJson(response, { success: false, message: { email: ['These credentials do not match.'] } }, 400)
    }
  })
  const openLocal = () => createLocalAccount({ api: createAccountApi(http), secretStore: store, log: silentLog })

  it('is made at the first need and used again', async () => {
    const local = openLocal()
    const [first, second] = await Promise.all([local.token(server.apiBase), local.token(server.apiBase)])
    expect([second, people.size]).toEqual([first, 1])
    expect(await openLocal().token(server.apiBase)).toBe(first)
    expect(people.size).toBe(1)
  })

  it('is made anew when the service has lost it, or the keychain holds something else', async () => {
    await openLocal().token(server.apiBase)
    people.clear()
    expect(await openLocal().token(server.apiBase)).toContain('token of unbraid-')
    await store.set('local-service', '{"email": 5')
    expect(await openLocal().token(server.apiBase)).toContain('token of unbraid-')
    expect(people.size).toBe(2)
  })

  it('says it when the service refuses, and tries again the next time', async () => {
    const working = answer
    answer = (_request, response) => sendJson(response, { success: false, message: 'No room.' }, 400)
    const local = openLocal()
    await expect(local.token(server.apiBase)).rejects.toMatchObject({ code: 'localServiceFailed', detail: 'No room.' })
    answer = working
    expect(await local.token(server.apiBase)).toContain('token of')
  })
})
