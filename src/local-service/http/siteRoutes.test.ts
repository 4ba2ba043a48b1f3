import { expect, test } from 'vitest'
import { z } from 'zod'
import { separationMethods } from '../separation/registry'
import { songWav } from '../testing/audioFiles'
import { createClient, HARMONIC, MIDDLE_SIDE, signUp, startService } from '../testing/client'
import { anyNumber, anyText, textLike, textWith } from '../testing/matchers'

const text = z.string().min(1)
const date = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
const jsonText = z.string().transform((value): unknown => JSON.parse(value))
const outputs = jsonText.pipe(z.record(z.string(), text))

// Every key of a real row (API notes, app/algorithms), each with the type it has there.
const overrideSchema = z.strictObject({ mode: z.literal('set'), outputs: z.record(z.string(), text) })
const variantsSchema = z.strictObject({
  keys: z.array(text).min(1),
  variants: z.array(z.strictObject({ match: z.record(z.string(), text), outputs: z.record(z.string(), text), n: z.number(), src: z.literal('derived') })).min(1)
})
const fieldSchema = z.strictObject({
  id: z.number(), name: z.string().regex(/^add_opt[1-4]$/), text, algorithm_id: z.number(),
  options: jsonText.pipe(z.record(z.string(), text)),
  output_overrides: jsonText.pipe(z.record(z.string(), overrideSchema)).nullable(),
  created_at: date, updated_at: date, default_key: text.nullable(), server_key: text, input_type: z.enum(['select', 'textarea']),
  required: z.literal(1), help_link: z.null(), registered_only_keys: z.null(), price_rules: z.tuple([]), conditions: z.tuple([])
})
const rowSchema = z.strictObject({
  id: z.number(), name: text, algorithm_group_id: z.number(), orientation: z.literal(0), render_id: z.number().min(1001),
  order_id: z.number(), created_at: date, updated_at: date, additional_fields: z.null(), price_coefficient: z.literal(1),
  is_active: z.literal(1), audio_upload_disabled: z.literal([0, 1]), audio_widget: z.enum(['single_upload', 'matchering_upload', 'no_upload']),
  allow_resample: z.literal(0),
  output_stems: jsonText.pipe(z.array(text)), outputs, output_variants: jsonText.pipe(variantsSchema).nullable(), description: text, usage: z.number(),
  rating: z.strictObject({ average: z.literal(0), total: z.literal(0) }), output_formats: z.array(z.number()),
  algorithm_fields: z.array(fieldSchema),
  algorithm_descriptions: z.array(z.strictObject({
    id: z.number(), short_description: text, long_description: text, lang: z.literal('en'),
    algorithm_id: z.number(), created_at: date, updated_at: date
  })),
  algorithm_group: z.strictObject({ id: z.number(), name: text, created_at: date, updated_at: date })
})

async function readCatalogue(baseUrl: string, query = {}) {
  const { body } = await createClient(baseUrl, '').get('/app/algorithms', query)
  return z.array(rowSchema).parse(body)
}

test('the catalogue lists every method in the shape of the real one, with a label for every choice', async () => {
  const { baseUrl } = await startService()
  const rows = await readCatalogue(baseUrl)
  expect(rows.map(({ render_id }) => render_id)).toEqual([1001, 1002, 1003, 1004])
  const listed = rows.map((row) => row.algorithm_fields.map(({ server_key, options }) => [server_key, Object.keys(options)]))
  expect(listed).toEqual(separationMethods.map(({ options }) => options.map(({ key, values }) => [key, values])))
  for (const { options } of rows.flatMap(({ algorithm_fields }) => algorithm_fields)) {
    Object.entries(options).forEach(([key, label]) => expect(label).not.toBe(key))
  }
  expect(rows[2]).toMatchObject({
    outputs: { harmonic: 'Harmonic', percussive: 'Percussive' },
    algorithm_fields: [
      { output_overrides: { residual: { outputs: { harmonic: 'Harmonic', percussive: 'Percussive', residual: 'Residual' } } } },
      { output_overrides: null }
    ],
    output_variants: { keys: ['mask'], variants: [
      { match: { mask: 'soft' }, outputs: { harmonic: 'Harmonic', percussive: 'Percussive' } },
      { match: { mask: 'hard' }, outputs: { harmonic: 'Harmonic', percussive: 'Percussive' } },
      { match: { mask: 'residual' }, outputs: { harmonic: 'Harmonic', percussive: 'Percussive', residual: 'Residual' } }
    ] }
  })
  for (const { outputs: usual, output_variants: sent } of rows.filter((_row, index) => index !== 2)) {
    for (const variant of sent?.variants ?? []) expect(variant.outputs).toEqual(usual)
  }
  expect(rows.map(({ output_variants: sent }) => sent?.keys.length ?? 0)).toEqual([1, 1, 1, 0])
  expect(rows[0]?.output_formats).toEqual([0, 1, 2, 4, 5])
  expect(rows[0]?.algorithm_descriptions[0]?.long_description).toContain('<td>flac (lossless, 24 bit)</td><td>with premium</td>')
})

test('scopes choose among the catalogue', async () => {
  const { baseUrl } = await startService()
  expect(await readCatalogue(baseUrl, { scopes: 'matchering_upload' })).toMatchObject([{ render_id: 1005, audio_widget: 'matchering_upload', outputs: { mastered: 'Mastered' } }])
  expect(await readCatalogue(baseUrl, { scopes: 'no_upload,matchering_upload' })).toMatchObject([{ render_id: 1005 }, { render_id: 1006 }])
  expect(await readCatalogue(baseUrl, { scopes: 'single_upload,no_upload,matchering_upload' })).toHaveLength(6)
})

test('what makes sound from words asks for them in a field without choices, and says what each choice gives', async () => {
  const { baseUrl } = await startService()
  const drone = { melody: 'Melody', drone: 'Drone' }
  expect(await readCatalogue(baseUrl, { scopes: 'no_upload' })).toMatchObject([{
    render_id: 1006, audio_widget: 'no_upload', audio_upload_disabled: 1, outputs: { melody: 'Melody', bass: 'Bass' },
    algorithm_fields: [
      { name: 'add_opt1', input_type: 'textarea', options: {}, default_key: null, required: 1, output_overrides: null },
      { name: 'add_opt2', input_type: 'select', default_key: 'guitar', output_overrides: { flute: { outputs: drone } } },
      { name: 'add_opt3', input_type: 'select', default_key: '108' },
      { name: 'add_opt4', input_type: 'select', default_key: 'once' }
    ],
    output_variants: { keys: ['ensemble'], variants: [{ match: { ensemble: 'guitar' } }, { match: { ensemble: 'flute' }, outputs: drone }, { match: { ensemble: 'musicBox' } }] }
  }])
})

test('what was published is on the demo page and needs no token; what was not stays off it', async () => {
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  const shown = await ann.create(songWav(1), { is_demo: '1', add_opt1: 'hard' })
  const hidden = await ann.create(songWav(1), { sep_type: String(MIDDLE_SIDE), is_demo: '0' })
  await Promise.all([ann.until(shown, 'done'), ann.until(hidden, 'done')])

  const nobody = createClient(baseUrl, '')
  const { body } = await nobody.get('/app/demo')
  expect(body).toEqual([{
    hash: shown, date: textLike(/^\d{4}-\d\d-\d\d \d\d:\d\d$/), size: textWith('KB'),
    input_audio: `${new URL(baseUrl).origin}/storage/temp/${shown}`,
    algorithm: {
      name: anyText, algorithm_group_id: anyNumber, orientation: 0, render_id: HARMONIC,
      order_id: anyNumber, created_at: anyText, updated_at: anyText
    }
  }])
  expect((await fetch(z.array(z.looseObject({ input_audio: z.string() })).parse(body)[0]?.input_audio ?? '')).status).toBe(200)
  expect(await nobody.get('/separation/get', { hash: shown })).toMatchObject({ body: { status: 'done' } })
  expect((await nobody.get('/app/demo', { algorithm_id: String(HARMONIC), 'options[add_opt1]': 'hard' })).body).toHaveLength(1)
  expect((await nobody.get('/app/demo', { 'options[add_opt1]': 'soft' })).body).toEqual([])
  expect((await readCatalogue(baseUrl)).map(({ usage }) => usage)).toEqual([0, 0, 1, 1])
})

test('news come newest first, a page at a time, in the languages there are', async () => {
  const { baseUrl } = await startService()
  const nobody = createClient(baseUrl, '')
  const dates = { created_at: anyText, updated_at: anyText }
  const row = { id: anyNumber, title: anyText, lang: 'en', text: textLike(/^<p>/), status: 1, ...dates }
  expect((await nobody.get('/app/news')).body).toEqual([row, row, row])
  expect((await nobody.get('/app/news', { start: '2', limit: '5' })).body).toMatchObject([{ id: 1 }])
  expect((await nobody.get('/app/news', { lang: 'ru' })).body).toEqual([])
})

test('the queue counts what runs and waits, by plan', async () => {
  const { baseUrl } = await startService()
  const ann = await signUp(baseUrl)
  const hashes: string[] = []
  for (let index = 0; index < 4; index += 1) hashes.push(await ann.create(songWav(20)))
  const none = z.literal(0)
  const counts = z.object({
    queue: z.object({ in_process: z.number(), registered: none, unregistered: none, premium: z.number() })
  })
  const answer = await ann.get('/app/queue')
  const { queue } = counts.parse(answer.body)
  expect(queue.in_process + queue.premium).toBe(4)
  expect(queue.in_process).toBeGreaterThan(0)
  expect(answer.body).toMatchObject({
    current: { plan: 'premium', queue: queue.premium }, plan: { plan: 'premium' }, free_separations: { left: 50, max: 50 }
  })
  expect((await createClient(baseUrl, '').get('/app/queue')).body).toMatchObject({ current: { plan: 'unregistered', queue: 0 } })

  const ben = await signUp(baseUrl, 'ben@example.org')
  expect((await ben.get('/app/queue/summary')).body).toMatchObject({ success: true, data: { ahead: anyNumber } })
  for (const hash of [...hashes].reverse()) await ann.post('/separation/cancel', { hash })
  expect((await ben.get('/app/queue/summary')).body).toEqual({ success: true, data: { ahead: 0, estimated_wait_seconds: 0 } })
})

test('answers carry the rate limit, unknown calls are told so, and strangers are refused', async () => {
  const { baseUrl } = await startService()
  const news = await createClient(baseUrl, '').get('/app/news')
  expect(Number(news.headers.get('x-ratelimit-limit'))).toBeGreaterThan(Number(news.headers.get('x-ratelimit-remaining')))
  expect(await createClient(baseUrl, '').get('/app/nothing')).toMatchObject({ status: 404, body: { success: false } })
  const page = await fetch(`${baseUrl}/app/news`, { headers: { origin: 'https://example.org' } })
  expect(page.status).toBe(403)
  const own = await fetch(`${baseUrl}/app/news`, { headers: { origin: 'http://localhost:5173' } })
  expect(own.status).toBe(200)
})
