import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { createLog } from '../log/log'
import { createAccountApi } from '../mvsep/account'
import { sendJson } from '../mvsep/testing/loopbackServer'
import { createMemoryStore } from '../secrets/memoryStore'
import { createAccountService } from './accountService'
import { accounts, good, http, kept, open, replies, serveForEach, server, signedIn, store, user } from './testing/accountServer'

serveForEach()

describe('later', () => {
  it('refreshes the credits', async () => {
    const account = open()
    await account.signIn(good)
    replies.now = (_request, response) => sendJson(response, { success: true, data: { ...user('ann').data, premium_minutes: '12', premium_enabled: 0 } })
    expect(await account.refresh()).toMatchObject({ credits: 12, premiumEnabled: false })
  })

  it('stays signed in when a refresh does not get through, and says why it did not', async () => {
    const account = open()
    await account.signIn(good)
    replies.now = (_request, response) => sendJson(response, {}, 502)
    await expect(account.refresh()).rejects.toMatchObject({ code: 'serverError' })
    expect(account.current()).toEqual(signedIn('ann'))
  })

  it('becomes unchecked when the token is refused, keeps it, and comes back when it is good again', async () => {
    const account = open()
    await account.signIn(good)
    const working = replies.now
    replies.now = (_request, response) => sendJson(response, {}, 401)
    await expect(account.refresh()).rejects.toMatchObject({ code: 'tokenInvalid' })
    expect([account.current().status, await kept()]).toEqual(['unchecked', good])
    replies.now = working
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
      replies.now = () => resolve()
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
  const account = createAccountService({ api: createAccountApi(http), secretStore: store, list: accounts, apiBase: server.apiBase, clock: () => 7, log })
  for (const token of [good, strange]) {
    const outcome = await account.signIn(token).catch((error: unknown) => error)
    log.warn('signed in', { outcome, access: account.access(), said: `with ${token}`, encoded: encodeURIComponent(token) })
  }
  const text = readFileSync(join(folder, 'app.log'), 'utf8')
  rmSync(folder, { recursive: true })
  for (const token of [good, strange, encodeURIComponent(strange), JSON.stringify(strange).slice(1, -1)]) expect(text).not.toContain(token)
  expect(text).toContain('signed in')
})
