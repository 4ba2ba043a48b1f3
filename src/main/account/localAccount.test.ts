import { beforeEach, describe, expect, it } from 'vitest'
import { silentLog } from '../log/log'
import { createAccountApi } from '../mvsep/account'
import { sendJson } from '../mvsep/testing/loopbackServer'
import { createLocalAccount } from './localAccount'
import { http, replies, serveForEach, server, store, user } from './testing/accountServer'

serveForEach()

describe('the account at the local service', () => {
  let people: Map<string, string>
  beforeEach(() => {
    people = new Map()
    replies.now = (request, response) => {
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
    const working = replies.now
    replies.now = (_request, response) => sendJson(response, { success: false, message: 'No room.' }, 400)
    const local = openLocal()
    await expect(local.token(server.apiBase)).rejects.toMatchObject({ code: 'localServiceFailed', detail: 'No room.' })
    replies.now = working
    expect(await local.token(server.apiBase)).toContain('token of')
  })
})
