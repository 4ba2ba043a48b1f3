import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { songWav } from '../testing/audioFiles'
import { createClient, MIDDLE_SIDE, signIn, signUp, startService } from '../testing/client'
import { anyNumber, anyText, holding, textLike } from '../testing/matchers'

const FORM = { name: 'Ann', email: 'ann@example.org', password: 'correct horse', password_confirmation: 'correct horse' }

test('an account can be made, signed in to, and asked about', async () => {
  const { baseUrl } = await startService()
  const nobody = createClient(baseUrl, '')
  expect(await nobody.post('/app/register', FORM)).toMatchObject({ status: 200, body: { success: true } })

  const login = await nobody.postPlain('/app/login', { email: 'ANN@example.org', password: FORM.password })
  expect(login).toMatchObject({
    status: 200,
    body: {
      success: true,
      data: {
        name: 'Ann',
        email: 'ann@example.org',
        api_token: textLike(/^[A-Za-z0-9]{30}$/),
        premium_minutes: 100_000,
        premium_enabled: 1,
        long_filenames_enabled: 0,
        created_at: textLike(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
      }
    }
  })

  const ann = await signIn(baseUrl)
  expect(await ann.get('/app/user')).toMatchObject({
    status: 200, body: { success: true, data: { email: 'ann@example.org', api_token: ann.token, current_queue: [] } }
  })
})

test('forms that do not hold are refused with a sentence for each field', async () => {
  const { baseUrl } = await startService()
  const nobody = createClient(baseUrl, '')
  expect(await nobody.post('/app/login', {})).toMatchObject({
    status: 400,
    body: { success: false, message: { email: ['The email field is required.'], password: ['The password field is required.'] } }
  })
  const problems: readonly [Readonly<Record<string, string>>, object][] = [
    [{ email: 'nowhere' }, { email: ['The email must be a valid email address.'] }],
    [{ password: 'short' }, { password: ['The password must be at least 8 characters.'] }],
    [{ password_confirmation: 'another' }, { password: ['The password confirmation does not match.'] }]
  ]
  for (const [wrong, message] of problems) {
    const answer = await nobody.post('/app/register', { ...FORM, ...wrong })
    expect(answer).toMatchObject({ status: 400, body: { success: false, message } })
  }
  await nobody.post('/app/register', FORM)
  expect(await nobody.post('/app/register', FORM)).toMatchObject({
    status: 400, body: { message: { email: ['The email has already been taken.'] } }
  })
  expect(await nobody.post('/app/login', { email: FORM.email, password: 'wrong horse' })).toMatchObject({
    status: 400, body: { success: false, message: { email: ['These credentials do not match our records.'] } }
  })
})

test('unknown tokens are refused with 401 for separations and the user, 400 for other account calls', async () => {
  const { baseUrl } = await startService()
  const stranger = createClient(baseUrl, 'x'.repeat(30))
  const separations = await Promise.all([
    stranger.post('/separation/create', { sep_type: '1001' }),
    stranger.post('/separation/cancel', { hash: 'x' }),
    stranger.post('/separation/delete', { hash: 'x' })
  ])
  for (const answer of separations) {
    expect(answer).toMatchObject({
      status: 401, body: { success: false, errors: ['Invalid token'], data: { message: 'Invalid token' } }
    })
  }
  expect(await stranger.get('/app/user')).toMatchObject({ status: 401, body: { success: false, message: 'Invalid token' } })
  expect(await stranger.get('/app/separation_history')).toMatchObject({ status: 400, body: { success: false } })
  expect(await stranger.post('/app/enable_premium', {})).toMatchObject({ status: 400, body: { success: false } })
})

test('both switches stay as they were put', async () => {
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  for (const [call, seen] of [
    ['disable_premium', { premium_enabled: 0 }],
    ['enable_premium', { premium_enabled: 1 }],
    ['enable_long_filenames', { long_filenames_enabled: 1 }],
    ['disable_long_filenames', { long_filenames_enabled: 0 }]
  ] as const) {
    const message = call.startsWith('enable') ? 'successfully enabled' : 'successfully disabled'
    expect(await ann.post(`/app/${call}`, {})).toMatchObject({ status: 200, body: { success: true, message } })
    expect(await ann.get('/app/user')).toMatchObject({ body: { data: seen } })
  }
})

test('history tells of this account only, newest first, a page at a time', async () => {
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  const ben = await signUp(baseUrl, 'ben@example.org')
  const plan = { sep_type: String(MIDDLE_SIDE) }
  const hashes = [await ann.create(songWav(1), plan), await ann.create(songWav(1), plan, 'Second song.wav')]
  await ben.create(songWav(1), plan)
  await Promise.all(hashes.map((hash) => ann.until(hash, 'done')))

  expect((await ann.get('/app/separation_history')).body).toEqual({
    success: true,
    data: [...hashes].reverse().map((hash) => ({
      id: anyNumber, hash, created_at: anyText, updated_at: anyText,
      job_exists: true, credits: 1, time_left: 72,
      algorithm: holding({ render_id: MIDDLE_SIDE, algorithm_group: holding({ name: 'Stereo' }) })
    }))
  })
  expect(await ann.get('/app/separation_history', { start: '1', limit: '1' })).toMatchObject({
    body: { data: [{ hash: hashes[0] }] }
  })
  await ann.post('/separation/delete', { hash: hashes[0] ?? '' })
  expect(await ann.get('/app/separation_history', { start: '1' })).toMatchObject({ body: { data: [{ job_exists: false }] } })
})

test('neither token nor password lies in the data folder', async () => {
  const { baseUrl, dataDir, close } = await startService()
  const ann = await signUp(baseUrl)
  await close()
  const files = (await readdir(dataDir)).filter((name) => name.startsWith('service.db'))
  const kept = Buffer.concat(await Promise.all(files.map((name) => readFile(join(dataDir, name)))))
  expect(kept.includes('ann@example.org')).toBe(true)
  expect(kept.includes(ann.token)).toBe(false)
  expect(kept.includes('correct horse')).toBe(false)
})
