import { describe, expect, it } from 'vitest'
import type { Account } from '../../shared/domain/account'
import { sendJson, type Answering } from '../mvsep/testing/loopbackServer'
import type { SecretStore } from '../secrets/secretStore'
import { good, kept, open, other, replies, serveForEach, server, signedIn, store, user } from './testing/accountServer'

serveForEach()

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
      replies.now = (_request, response) => resolve(() => sendJson(response, user('ann')))
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
    const working = replies.now
    const held = new Promise<() => void>((resolve) => {
      replies.now = (request, response) => {
        replies.now = working
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
    replies.now = answering
    const account = open()
    expect(await account.start()).toMatchObject({ status: 'unchecked', kept: 'session', error: { code } })
    expect([await store.get(server.host), account.access().token]).toEqual([good, good])
  })
})
