import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { silentLog } from '../log/log'
import { sendJson } from '../mvsep/testing/loopbackServer'
import { loadAccountList } from './accountList'
import { accounts, good, idOf, kept, open, other, replies, serveForEach, server, signedIn, store, user } from './testing/accountServer'

serveForEach()
const password = 'a pass word with "quotes"'

describe('e-mail and password', () => {
  it('bring the token, which is kept; neither of them is', async () => {
    replies.now = (_request, response) => sendJson(response, { success: true, data: { ...user('ann').data, api_token: good } })
    const account = open()
    expect(await account.logIn({ email: 'ann@example.com', password })).toEqual({ outcome: 'signedIn' })
    expect([account.current(), await kept(), account.access().token]).toEqual([signedIn('ann'), good, good])
    expect(server.seen.map(({ path, query }) => [path, query.toString()])).toEqual([['/api/app/login', '']])
  })

  it('of an account without a token sign nobody in, and say so', async () => {
    replies.now = (_request, response) => sendJson(response, user('ann'))
    const account = open()
    await account.start()
    expect(await account.logIn({ email: 'ann@example.com', password })).toEqual({ outcome: 'noToken', email: 'ann@example.com' })
    expect(account.current()).toEqual({ status: 'signedOut' })
  })

  it.each<[string, unknown, number, unknown]>([
    ['by field', { success: false, message: { email: ['No such e-mail.'], password: [`${password} is too short.`] } }, 400, { email: 'No such e-mail.', password: '… is too short.' }],
    ['in Laravel’s own shape', { message: 'The given data was invalid.', errors: { email: ['Taken.', 'Really.'] } }, 422, { email: 'Taken.; Really.' }],
    ['in one sentence', { success: false, message: 'These credentials do not match.' }, 401, { general: 'These credentials do not match.' }],
    ['without words', { success: false }, 400, { general: undefined }]
  ])('are refused with the service’s words %s', async (_how, body, statusCode, errors) => {
    replies.now = (_request, response) => sendJson(response, body, statusCode)
    const account = open()
    expect(await account.logIn({ email: 'ann@example.com', password })).toEqual({ outcome: 'refused', errors })
    expect(await account.register({ name: 'Ann', email: 'ann@example.com', password })).toEqual({ outcome: 'refused', errors })
  })

  it('are no trouble of the person’s when the service has some', async () => {
    replies.now = (_request, response) => sendJson(response, {}, 503)
    await expect(open().logIn({ email: 'ann@example.com', password })).rejects.toMatchObject({ code: 'serverError' })
  })

  it('make an account, which signs nobody in', async () => {
    replies.now = (_request, response) => sendJson(response, { success: true, message: 'Account verification email sent to ann@example.com' })
    const account = open()
    expect(await account.register({ name: 'Ann', email: 'ann@example.com', password }))
      .toEqual({ outcome: 'registered', email: 'ann@example.com', message: 'Account verification email sent to ann@example.com' })
    expect(account.access().token).toBeNull()
  })
})

describe('several accounts', () => {
  it('are kept side by side; each asks with its own token after a switch', async () => {
    const account = open()
    await account.signIn(good)
    await account.signIn(other)
    expect(account.known()).toMatchObject([{ id: idOf('ann'), isActive: false, isSignedIn: true }, { id: idOf('bob'), isActive: true, isSignedIn: true }])
    expect([account.access(idOf('ann')).token, account.access(idOf('bob')).token, account.access().token]).toEqual([good, other, other])
    expect(await account.switchTo(idOf('ann'))).toEqual(signedIn('ann'))
    expect([account.activeId(), account.access().token, account.access(idOf('bob')).token]).toEqual([idOf('ann'), good, other])
  })

  it('come back at the next start, the active one first asked', async () => {
    const account = open()
    await account.signIn(good)
    await account.signIn(other)
    await account.switchTo(idOf('ann'))
    account.dispose()
    const again = open()
    const told: unknown[] = []
    again.onKnown((known) => told.push(known.find(({ isActive }) => isActive)?.id))
    expect(await again.start()).toEqual(signedIn('ann'))
    expect(new Set(told)).toEqual(new Set([idOf('ann')]))
    expect(again.access(idOf('bob')).token).toBe(other)
  })

  it('are signed out and removed one by one', async () => {
    const account = open()
    await account.signIn(good)
    await account.signIn(other)
    await account.signOut()
    expect(account.known()).toMatchObject([{ isSignedIn: true, isActive: false }, { email: 'bob@example.com', isSignedIn: false, isActive: false }])
    await expect(account.switchTo(idOf('bob'))).rejects.toMatchObject({ code: 'tokenMissing' })
    expect(await account.remove(idOf('bob'))).toMatchObject([{ id: idOf('ann') }])
    expect([await kept('bob'), await kept('ann')]).toEqual([null, good])
    await account.switchTo(idOf('ann'))
    expect(await account.remove(idOf('ann'))).toEqual([])
    expect([account.current(), await kept('ann')]).toEqual([{ status: 'signedOut' }, null])
  })

  it('lose a refused token for their own jobs only, until they are switched to or signed in again', async () => {
    const account = open()
    await account.signIn(good)
    await account.signIn(other)
    const serving = replies.now
    replies.now = (request, response) => {
      if (request.query.get('api_token') === good) sendJson(response, { message: 'Unauthenticated.' }, 401)
      else serving(request, response)
    }
    expect([await account.verdict(), await account.verdict(idOf('bob')), await account.verdict(idOf('ann')), await account.verdict('nobody')]).toEqual(['good', 'good', 'refused', 'refused'])
    expect(account.known()).toMatchObject([{ id: idOf('ann'), isSignedIn: false }, { id: idOf('bob'), isSignedIn: true }])
    replies.now = serving
    expect([account.access(idOf('ann')).token, account.access().token]).toEqual([null, other])
    expect(await account.switchTo(idOf('ann'))).toEqual(signedIn('ann'))
    expect(account.access(idOf('bob')).token).toBe(other)
  })
})

it('whether an account spends credits is known when another is active, after a restart, and as of its last check', async () => {
  const account = open()
  await account.signIn(good)
  await account.signIn(other)
  expect([account.spendsCredits(idOf('ann')), account.spendsCredits(), account.spendsCredits('nobody')]).toEqual([true, true, false])
  const again = open()
  expect([again.spendsCredits(idOf('ann')), again.spendsCredits(idOf('bob'))]).toEqual([true, true])
  replies.now = (_request, response) => sendJson(response, { success: true, data: { ...user('ann').data, premium_minutes: 0 } })
  expect(await account.verdict(idOf('ann'))).toBe('good')
  expect([account.spendsCredits(idOf('ann')), account.spendsCredits(idOf('bob'))]).toEqual([false, true])
})

describe('the one token of an earlier version', () => {
  it('goes to its account without a question', async () => {
    await store.set(server.host, good)
    const account = open()
    expect(await account.start()).toEqual(signedIn('ann'))
    expect([await store.get(server.host), await kept(), account.activeId()]).toEqual([null, good, idOf('ann')])
  })

  it('waits where it is until the service says whose it is, and is forgotten by signing out', async () => {
    await store.set(server.host, good)
    const working = replies.now
    replies.now = (_request, response) => sendJson(response, {}, 503)
    const account = open()
    await account.start()
    expect([account.activeId(), account.access().token, await store.get(server.host)]).toEqual([null, good, good])
    replies.now = working
    await account.refresh()
    expect([account.activeId(), await store.get(server.host)]).toEqual([idOf('ann'), null])
    await store.set(server.host, good)
    await account.signOut()
    expect(await kept()).toBeNull()
  })
})

describe('at the service', () => {
  it('a switch is turned, and what holds there afterwards is the answer', async () => {
    const account = open()
    await account.signIn(good)
    replies.now = (request, response) => sendJson(response, request.method === 'POST' ? { success: true, message: 'successfully enabled' } : { success: true, data: { ...user('ann').data, long_filenames_enabled: 1 } })
    expect(await account.turn('longFilenames', true)).toEqual({ ...signedIn('ann'), longFilenames: true })
    expect(server.seen.slice(-2).map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /api/app/enable_long_filenames', 'GET /api/app/user'])
  })

  it('a refused switch stays as it was', async () => {
    const account = open()
    await account.signIn(good)
    replies.now = (_request, response) => sendJson(response, { success: false, message: 'No credits.' }, 400)
    await expect(account.turn('premium', false)).rejects.toMatchObject({ code: 'refused', detail: 'No credits.' })
    expect(account.current()).toEqual(signedIn('ann'))
  })

  it('running jobs are listed with the time of the look', async () => {
    const account = open()
    await expect(account.running()).rejects.toMatchObject({ code: 'tokenMissing' })
    await account.signIn(good)
    replies.now = (_request, response) => sendJson(response, { success: true, data: { ...user('ann').data, current_queue: [{ hash: 'abc', status: 'processing', created_at: '2026-08-01 10:00:00', algorithm: { name: 'BS Roformer' } }] } })
    expect(await account.running()).toEqual({ checkedAtMs: 7, jobs: [
      { hash: 'abc', apiBase: server.apiBase, status: 'processing', algorithmName: 'BS Roformer', createdAtMs: Date.UTC(2026, 7, 1, 10) }
    ] })
  })
})

it('the list of accounts holds names and no token, and survives damage', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unbraid-list-'))
  const path = join(folder, 'accounts.json')
  const list = await loadAccountList(path, silentLog)
  await open(store, list).signIn(good)
  await list.settled()
  const text = await readFile(path, 'utf8')
  expect([text.includes('ann@example.com'), text.includes(good)]).toEqual([true, false])
  const again = await loadAccountList(path, silentLog)
  expect([again.all(), again.activeId()]).toEqual([list.all(), idOf('ann')])
  await writeFile(path, '{"active": 7, "accounts": [{}]}')
  expect((await loadAccountList(path, silentLog)).all()).toEqual([])
  expect(accounts.all()).toEqual([])
  await rm(folder, { recursive: true })
})
