import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLocalService } from '../local-service/createLocalService'
import { defaultValues, toPlan } from '../shared/domain/defaultPlan'
import type { Job } from '../shared/domain/job'
import type { Plan } from '../shared/domain/plan'
import { algorithm, field, lively } from '../shared/domain/testing/algorithms'
import { createLocalAccount } from './account/localAccount'
import { enqueue, type WantedJob } from './enqueue'
import { createInputService } from './inputs/inputService'
import { startEngine, type Engine } from './jobs/testing/engine'
import { silentLog } from './log/log'
import { createAccountApi } from './mvsep/account'
import { createHttp, type Http } from './mvsep/http'
import { createSeparationsApi } from './mvsep/separations'
import { createMemoryStore } from './secrets/memoryStore'
import { loadSettings, type SettingsService } from './settings/settingsService'
import { httpServer, type TestServer } from './transfers/testing/servers'
import { createPostMultipart } from './transfers/upload'

/** Every part of one create as it arrived: files by their name, in order. */
type Sent = readonly (readonly [name: string, value: string])[]

let folder = ''
let server: TestServer
let http: Http
let engine: Engine
let settings: SettingsService
const inputs = createInputService()
const sent: Sent[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unbraid-enqueue-'))
  sent.length = 0
  server = await httpServer(async (request, response) => {
    if (request.url?.startsWith('/api/separation/create') !== true) return response.end('{"success":true,"status":"waiting","data":{}}')
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk as Uint8Array)
    const headers = { 'content-type': request.headers['content-type'] ?? '' }
    const form = await new Response(Buffer.concat(chunks), { headers }).formData()
    sent.push([...form].map(([name, value]) => [name, typeof value === 'string' ? value : `file ${value.name}`]))
    return response.end(JSON.stringify({ success: true, data: { hash: `20261122120000-000000000${sent.length}-x.wav`, link: null } }))
  })
  http = createHttp({ userAgent: 'Unbraid/test' })
  settings = await loadSettings(join(folder, 'settings.json'), silentLog)
  engine = startEngine(folder, server.url, { api: createSeparationsApi({ http, postMultipart: createPostMultipart() }) })
  engine.premium = true
})
afterEach(async () => {
  await engine.close()
  await settings.update({}) // what is still being written comes first
  http.dispose()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const hand = (wanted: readonly WantedJob[]): readonly Job[] => enqueue({ inputs, jobs: engine.service, settings, log: silentLog }, wanted, 'mvsep')
const add = async (name: string): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, WAV)
  const { added } = await inputs.add([path])
  return added[0]?.id ?? ''
}
const accepted = (jobs: readonly Job[]): Promise<unknown> => Promise.all(jobs.map(({ id }) => engine.phase(id, 'waiting')))
// A second of silence: 8 kHz, mono, 8 bit.
const WAV = Buffer.concat([Buffer.from('RIFF\x64\x1f\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x40\x1f\0\0', 'latin1'), Buffer.alloc(8_000, 128)])

const speech = algorithm({
  renderId: 115, name: 'Bark', input: 'no_upload',
  fields: [field(1, 'add_opt1', [], { inputType: 'textarea', defaultKey: null }), field(2, 'add_opt2', ['en_6', 'en_9'])]
})
const plans = {
  plain: toPlan(lively, { ...defaultValues(lively), add_opt1: '163', add_opt2: '8', add_opt3: '1' }, 2),
  full: toPlan(lively, { add_opt1: '171', add_opt2: '8', add_opt3: '0' }, 4),
  spleeter: toPlan(algorithm({ renderId: 0, name: 'spleeter', fields: [field(9, 'add_opt4', ['0.3', 'auto'])] }), { add_opt4: '0.3' }, 0),
  speech: toPlan(speech, { add_opt1: 'Guten Tag,\n"Welt" & <mehr> 😀', add_opt2: 'en_6' }, 1)
} satisfies Record<string, Plan>
const FRONT = ['api_token', 'token'] as const

describe('jobs of inputs and plans', () => {
  it('send exactly the options of their plan, keys as text, and nothing of hidden fields', async () => {
    const inputId = await add('a.wav')
    await accepted(hand([{ inputId, plan: plans.plain }]))
    // Option 163 hides the second field and the third shows with 171 alone, whatever values they had.
    expect(sent).toEqual([[FRONT, ['sep_type', '40'], ['add_opt1', '163'], ['output_format', '2'], ['audiofile', 'file a.wav']]])
  })

  it('are one an item, in the order given, also where one input is in several', async () => {
    const [a, b] = [await add('a.wav'), await add('b.wav')]
    const jobs = hand([
      { inputId: b, plan: plans.full }, { inputId: a, plan: plans.full }, { inputId: b, plan: plans.spleeter }, { inputId: null, plan: plans.speech }
    ])
    expect(jobs.map(({ input, plan }) => [input.name, input.durationSeconds, plan.renderId])).toEqual([
      ['b.wav', 1, 40], ['a.wav', 1, 40], ['b.wav', 1, 0], ['Guten Tag, "Welt" & <mehr> 😀', null, 115]
    ])
    expect(engine.service.list().map(({ id }) => id)).toEqual(jobs.map(({ id }) => id))
    await accepted(jobs)
    const byFirst = (renderId: string): Sent[] => sent.filter((fields) => fields[1]?.[1] === renderId)
    const full = [FRONT, ['sep_type', '40'], ['add_opt1', '171'], ['add_opt2', '8'], ['add_opt3', '0'], ['output_format', '4']]
    expect(byFirst('40').map(String).sort()).toEqual([[...full, ['audiofile', 'file a.wav']], [...full, ['audiofile', 'file b.wav']]].map(String))
    expect(byFirst('0')).toEqual([[FRONT, ['sep_type', '0'], ['add_opt4', '0.3'], ['output_format', '0'], ['audiofile', 'file b.wav']]])
    expect(sent).toHaveLength(4)
  })

  it('without a file send the text as it was written, and no file', async () => {
    const jobs = hand([{ inputId: null, plan: plans.speech }])
    await accepted(jobs)
    // A form's line breaks travel as CR LF or LF; what matters is that no word changes.
    const [fields = []] = sent
    expect(fields.map(([name, value]) => [name, value.replaceAll('\r\n', '\n')])).toEqual([
      FRONT, ['sep_type', '115'], ['add_opt1', 'Guten Tag,\n"Welt" & <mehr> 😀'], ['add_opt2', 'en_6'], ['output_format', '1']
    ])
    expect(jobs[0]?.input).toEqual({ name: 'Guten Tag, "Welt" & <mehr> 😀', sizeBytes: 0, durationSeconds: null })
  })

  it('send a target and its reference in one create, each under its field', async () => {
    const [target, reference] = [await add('mine.wav'), await add('theirs.wav')]
    const [job, ...others] = hand([{ inputId: target, referenceId: reference, plan: plans.spleeter }])
    await accepted(job === undefined ? [] : [job])
    expect(sent).toEqual([[FRONT, ['sep_type', '0'], ['add_opt4', '0.3'], ['output_format', '0'], ['target_audiofile', 'file mine.wav'], ['reference_audiofile', 'file theirs.wav']]])
    expect([job?.input, others]).toEqual([{ name: 'mine.wav', referenceName: 'theirs.wav', sizeBytes: 2 * WAV.length, durationSeconds: 1 }, []])
    expect(engine.service.sourcesOf([job?.id ?? ''])).toHaveLength(1)
    // Another song may be matched to it yet.
    expect(() => inputs.take([target])).toThrow(expect.objectContaining({ code: 'invalidInput' }))
    expect(inputs.take([reference])).toHaveLength(1)
    inputs.remove([reference])
  })

  it('send a link as it is, with its kind, and no file', async () => {
    const [link] = inputs.addLinks([{ url: 'https://mega.nz/file/abc#key', remoteType: 'mega' }])
    const jobs = hand([{ inputId: link?.id ?? '', plan: plans.spleeter }])
    await accepted(jobs)
    expect(sent).toEqual([[FRONT, ['sep_type', '0'], ['add_opt4', '0.3'], ['output_format', '0'], ['url', 'https://mega.nz/file/abc#key'], ['remote_type', 'mega']]])
    expect(jobs[0]?.input).toEqual({ name: 'mega.nz', sizeBytes: 0, durationSeconds: null, isLink: true })
    expect(await inputs.addSources(engine.service.sourcesOf(jobs.map(({ id }) => id)))).toMatchObject({ added: [{ name: 'mega.nz', link: { remoteType: 'mega' } }], refused: [] })
  })

  it('are not made of a link that the service cannot take: none is, and the links stay', () => {
    const [inner, mega] = inputs.addLinks([{ url: 'http://192.168.1.10/a.mp3', remoteType: 'direct' }, { url: 'https://mega.nz/file/abc#key', remoteType: 'mega' }])
    const ids = [inner?.id ?? '', mega?.id ?? '']
    const items = ids.map((inputId) => ({ inputId, plan: plans.spleeter }))
    expect(() => hand(items)).toThrow(expect.objectContaining({ code: 'invalidInput' }))
    expect(() => enqueue({ inputs, jobs: engine.service, settings, log: silentLog }, items, 'local')).toThrow(expect.objectContaining({ code: 'invalidInput' }))
    expect(engine.service.list()).toEqual([])
    inputs.setLinkKind(ids[1] ?? '', 'direct')
    expect(enqueue({ inputs, jobs: engine.service, settings, log: silentLog }, items, 'local')).toHaveLength(2)
  })

  it('take their inputs off the list, once, and leave the others there', async () => {
    const [a, b] = [await add('a.wav'), await add('b.wav')]
    hand([{ inputId: a, plan: plans.full }, { inputId: a, plan: plans.spleeter }])
    expect(() => inputs.take([a])).toThrow(expect.objectContaining({ code: 'invalidInput' }))
    expect(inputs.take([b])).toHaveLength(1)
    inputs.remove([b])
  })

  it('are all made or none: an unknown input leaves everything as it was', async () => {
    const a = await add('a.wav')
    expect(() => hand([{ inputId: a, plan: plans.full }, { inputId: 'gone', plan: plans.full }])).toThrow(expect.objectContaining({ code: 'invalidInput' }))
    expect(engine.service.list()).toEqual([])
    expect(inputs.take([a])).toHaveLength(1)
    expect(settings.visible().recent.mvsep).toEqual([])
    inputs.remove([a])
  })

  it('put their algorithms at the head of those used last', async () => {
    const a = await add('a.wav')
    await settings.noteUsed('mvsep', [63, 40])
    hand([{ inputId: a, plan: plans.spleeter }, { inputId: a, plan: plans.full }, { inputId: null, plan: plans.speech }])
    expect(settings.visible().recent).toEqual({ mvsep: [0, 40, 115, 63], local: [] })
  })

  it('can be many: 5,000 inputs under 4 plans are 20,000 jobs within seconds', async () => {
    const path = join(folder, 'a.wav')
    await writeFile(path, WAV)
    let looked = 0
    const stop = inputs.onLooked(({ lengths }) => { looked += lengths.length })
    const { added } = await inputs.add(Array.from({ length: 5_000 }, () => path))
    inputs.lookAt(added.map(({ id }) => id))
    await vi.waitFor(() => { expect(looked).toBe(5_000) }, { timeout: 30_000, interval: 20 })
    stop()
    await engine.service.dispose() // only the making is looked at
    const startedMs = performance.now()
    const jobs = hand(added.flatMap(({ id }) => Object.values(plans).map((plan) => ({ inputId: id, plan }))))
    expect(jobs).toHaveLength(20_000)
    expect(performance.now() - startedMs).toBeLessThan(10_000)
  }, 60_000)
})

describe('the local service', () => {
  it('refuses a job without a file with a reason that can be read', async () => {
    const local = await createLocalService({ dataDir: join(folder, 'local'), port: 0 })
    try {
      const account = createLocalAccount({ api: createAccountApi(http), secretStore: createMemoryStore(), log: silentLog })
      engine.access = { apiBase: local.baseUrl, token: await account.token(local.baseUrl) }
      const row = { ...plans.speech, renderId: 1_001, options: [] }
      for (const plan of [plans.speech, row]) {
        const [job] = enqueue({ inputs, jobs: engine.service, settings, log: silentLog }, [{ inputId: null, plan }], 'local')
        const { phase, ...failed } = await engine.until(job?.id ?? '', (now) => now.phase === 'failed')
        expect(phase).toBe('failed')
        expect(failed).toHaveProperty('error.detail', plan === row ? expect.stringContaining('There is no audio') : expect.any(String))
      }
    } finally {
      await local.close()
    }
  })
})
